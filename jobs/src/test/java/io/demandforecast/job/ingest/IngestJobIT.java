package io.demandforecast.job.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.Ledger;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class IngestJobIT extends IngestTest {

  @Test
  void goodRowsBecomeObservationsAndBadOnesStandInQuarantineWithPlaceAndReason() {
    file(
        "sales/a.csv",
        "day,item,sold",
        "2024-01-01,A,3",
        "2024-02-30,A,4",
        "2024-01-02,A,2.5",
        "2024-01-02,B,\"1,5\"",
        "2024-01-02,,7");
    ForecastConfig config = config(LONG_TARGET);

    IngestJob.Result result = ingest(config);

    assertEquals(List.of("A 2024-01-01 3.0 1", "A 2024-01-02 2.5 1"), observations(config));
    assertEquals(
        List.of(
            "sales sales/a.csv 3 date column day '2024-02-30' is no date of the form yyyy-MM-dd"
                + " 2024-02-30,A,4",
            "sales sales/a.csv 5 type column sold '1,5' has a comma where a decimal point is"
                + " expected 2024-01-02,B,\"1,5\"",
            "sales sales/a.csv 6 key key item is empty 2024-01-02,,7"),
        quarantine(config));
    assertEquals(new IngestJob.Counts(5, 2, 0, 3, 0, 0), result.counts("sales"));
    assertEquals(3, result.offenders().size());
    assertEquals(List.of("A A 1"), series(config));
  }

  @Test
  void loadingTheSameFileAgainChangesNothing() {
    file("sales/a.csv", "day,item,sold", "2024-01-01,A,3", "x,A,3");
    ForecastConfig config = config(LONG_TARGET);
    ingest(config);
    Map<String, Long> before = versions(config);
    file("sales/copy.csv", "day,item,sold", "2024-01-01,A,3", "x,A,3");

    IngestJob.Result again = ingest(config);

    assertFalse(again.changed());
    assertEquals(List.of("sales: sales/a.csv", "sales: sales/copy.csv"), again.skipped());
    assertEquals(before, versions(config));
  }

  @Test
  void aFullDumpAppendsTheNewDayAndCorrectionsAlone() {
    file("sales/a.csv", "day,item,sold", "2024-01-01,A,3", "2024-01-02,A,4");
    ForecastConfig config = config(LONG_TARGET);
    ingest(config);
    file("sales/b.csv", "day,item,sold", "2024-01-01,A,3", "2024-01-02,A,5", "2024-01-03,A,6");

    IngestJob.Result result = ingest(config);

    assertEquals(
        List.of(
            "A 2024-01-01 3.0 1", "A 2024-01-02 4.0 1", "A 2024-01-02 5.0 2", "A 2024-01-03 6.0 2"),
        observations(config));
    assertEquals(new IngestJob.Counts(3, 2, 1, 0, 0, 0), result.counts("sales"));
    assertEquals(2, Ledger.of(warehouse(config)).highWater());
  }

  @Test
  void whatALoadThatDiedLeftIsNeitherSeenNorDoubled() {
    file("sales/a.csv", "day,item,sold", "2024-01-01,A,3");
    ForecastConfig config = config(LONG_TARGET);
    ingest(config);
    var table = Observations.definition(config.series().keys());
    warehouse(config)
        .append(table, warehouse(config).read(table).withColumn(Loads.LOAD_SEQ, functions.lit(2L)));
    assertEquals(1, Ledger.of(warehouse(config)).highWater());
    file("sales/b.csv", "day,item,sold", "2024-01-02,A,4");

    ingest(config);

    assertEquals(List.of("A 2024-01-01 3.0 1", "A 2024-01-02 4.0 2"), observations(config));
  }

  @Test
  void theLedgerNamesEachFileWithItsCountsAndTheVersionsWritten() {
    file("sales/a.csv", "day,item,sold", "2024-01-01,A,3", "2024-01-01,A,3", "bad,A,3");
    file("sales/b.csv", "day,item,sold", "2024-01-02,A,3");
    ForecastConfig config = config(LONG_TARGET);

    IngestJob.Result result = ingest(config);

    assertEquals(
        List.of("sales/a.csv 3 1 0 2 0", "sales/b.csv 1 1 0 0 0"),
        rows(
            config,
            Loads.definition(),
            "file",
            "rows_read",
            "accepted",
            "merged",
            "quarantined",
            "out_of_scope"));
    assertTrue(result.versions().containsKey("observations"));
  }
}
