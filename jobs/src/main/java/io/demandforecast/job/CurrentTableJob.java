package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.ForecastCurrent;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps the table forecast_current, where {@code publication.materialise} asks for it, a copy of
 * what is published last in the configured channel.
 *
 * <p>Reads publications, forecasts. Writes forecast_current: all of it in one commit, so that a
 * reader sees one publication or another. Key: series and lead. Run again it changes nothing: each
 * row says which publication it is of, and a copy that an ended command did not make is made by the
 * next. Fails where storage does; the copy is then of an earlier publication, and says so.
 */
public final class CurrentTableJob {
  private CurrentTableJob() {}

  /**
   * Brings the copy up to date.
   *
   * @return the publication that was copied; empty where there was nothing to do
   */
  public static OptionalLong run(Warehouse warehouse, ForecastConfig config) {
    if (!config.publication().materialise()) {
      return OptionalLong.empty();
    }
    String channel = config.publication().channel();
    Optional<Row> current = ChannelHistory.of(warehouse, channel).current();
    Optional<Dataset<Row>> forecasts = warehouse.written(Forecasts.NAME);
    if (current.isEmpty() || forecasts.isEmpty()) {
      return OptionalLong.empty();
    }
    long sequence = current.get().getAs(Publications.SEQ);
    if (holds(warehouse, channel, sequence)) {
      return OptionalLong.empty();
    }
    TableDefinition table = ForecastCurrent.definition(forecasts.get().schema());
    Timestamp publishedAt = current.get().getAs(Publications.PUBLISHED_AT);
    warehouse.overwriteSchema(
        table,
        forecasts
            .get()
            .where(col(Forecasts.RUN_ID).equalTo(lit(ChannelHistory.run(current.get()))))
            .withColumn(ForecastCurrent.CHANNEL, lit(channel))
            .withColumn(ForecastCurrent.SEQ, lit(sequence))
            .withColumn(ForecastCurrent.PUBLISHED_AT, lit(publishedAt)));
    return OptionalLong.of(sequence);
  }

  /** All rows are of one commit: one of them says it of all. */
  private static boolean holds(Warehouse warehouse, String channel, long sequence) {
    return warehouse.written(ForecastCurrent.NAME).stream()
        .flatMap(
            copy ->
                copy.select(ForecastCurrent.CHANNEL, ForecastCurrent.SEQ).takeAsList(1).stream())
        .anyMatch(row -> row.getString(0).equals(channel) && row.getLong(1) == sequence);
  }
}
