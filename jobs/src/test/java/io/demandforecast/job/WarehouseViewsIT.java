package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.testing.SparkTest;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Run a was published, then b, then a again: what was current when. */
class WarehouseViewsIT extends SparkTest {

  private Dataset<Row> publications() {
    return spark()
        .sql(
            """
            SELECT * FROM VALUES
              ('production', 1L, 'a', DATE'2026-01-01', TIMESTAMP'2026-01-02 03:00:00'),
              ('staging', 2L, 'b', DATE'2026-01-02', TIMESTAMP'2026-01-03 02:00:00'),
              ('production', 3L, 'b', DATE'2026-01-02', TIMESTAMP'2026-01-03 03:00:00'),
              ('production', 4L, 'a', DATE'2026-01-01', TIMESTAMP'2026-01-03 09:00:00')
              AS t (channel, publication_seq, run_id, as_of, published_at)""");
  }

  private Dataset<Row> forecasts() {
    return spark()
        .sql(
            """
            SELECT * FROM VALUES
              ('a', 's', DATE'2026-01-03', 2, 5.0D),
              ('b', 's', DATE'2026-01-03', 1, 6.0D),
              ('never', 's', DATE'2026-01-03', 1, 7.0D)
              AS t (run_id, series_id, target_date, lead, mean)""");
  }

  private Dataset<Row> ofProduction() {
    return WarehouseViews.ofChannel(publications(), "production");
  }

  @Test
  void theCurrentForecastIsThatOfTheLastPublicationOfTheChannel() {
    assertEquals(List.of(5.0), means(WarehouseViews.current(ofProduction(), forecasts())));
    assertEquals(
        List.of(6.0),
        means(
            WarehouseViews.current(
                WarehouseViews.ofChannel(publications(), "staging"), forecasts())));
  }

  @Test
  void atAnyTimeOnePublicationWasCurrent() {
    assertEquals(List.of(), asOf("2026-01-02 02:59:59"));
    assertEquals(List.of(5.0), asOf("2026-01-02 03:00:00"));
    assertEquals(List.of(6.0), asOf("2026-01-03 08:59:59"));
    assertEquals(List.of(5.0), asOf("2026-01-03 09:00:00"));
  }

  private List<Double> asOf(String time) {
    return means(
        WarehouseViews.asOf(ofProduction(), forecasts())
            .where(
                "current_from <= TIMESTAMP'%s' AND (current_until IS NULL OR current_until > TIMESTAMP'%s')"
                    .formatted(time, time)));
  }

  @Test
  void everyPublishedForecastOfATargetIsThereOnce() {
    List<Row> vintages =
        WarehouseViews.vintages(ofProduction(), forecasts())
            .orderBy("lead")
            .select("lead", "mean", "publication_seq")
            .collectAsList();
    assertEquals("[[1,6.0,3], [2,5.0,1]]", vintages.toString());
  }

  @Test
  void aRunScoredAgainCountsAsItWasScoredLast() {
    Dataset<Row> accuracy =
        spark()
            .sql(
                """
                SELECT * FROM VALUES
                  ('a', DATE'2026-01-08', 'all', '', '1-7', 0.5D),
                  ('a', DATE'2026-01-09', 'all', '', '1-7', 0.4D),
                  ('a', DATE'2026-01-09', 'all', '', 'all', 0.3D),
                  ('a', DATE'2026-01-08', 'store', 'x', '1-7', 0.6D),
                  ('never', DATE'2026-01-09', 'all', '', '1-7', 0.9D)
                  AS t (run_id, as_of, segment, segment_value, leads, wape)""");
    List<Row> byLag =
        WarehouseViews.byLag(ofProduction(), accuracy)
            .orderBy("segment")
            .select("run_id", "segment", "leads", "wape")
            .collectAsList();
    assertEquals("[[a,all,1-7,0.4], [a,store,1-7,0.6]]", byLag.toString());
  }

  private static List<Double> means(Dataset<Row> rows) {
    return rows.select(functions.col("mean")).collectAsList().stream()
        .map(row -> row.getDouble(0))
        .toList();
  }
}
