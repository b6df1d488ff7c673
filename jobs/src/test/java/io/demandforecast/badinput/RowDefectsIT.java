package io.demandforecast.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ingest.IngestJob;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Quarantine;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file with every defect a row can have: each row stands in quarantine with place and cause.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class RowDefectsIT extends SparkTest {
  private Sandbox sandbox;
  private ForecastConfig config;
  private IngestJob.Result load;

  @BeforeAll
  void loadOnce(@TempDir Path folder) {
    runBefore();
    sandbox = new Sandbox(spark(), folder);
    sandbox.data(
        "sales.csv",
        "day,item,sold,note",
        "2024-02-28,A,3,",
        "2024-02-29,A,4,leap day",
        "2023-02-29,A,4,no leap year",
        "01/02/2024,A,5,",
        "2024-03-01,A,\"2,5\",",
        "2024-03-02,A,many,",
        "2024-03-03,A,NaN,",
        "2024-03-04,A,Infinity,",
        "2024-03-05,A,1e400,",
        "2024-03-06,A,-2,",
        "2024-02-28,A,9,",
        "1899-12-31,A,1,",
        "2924-03-01,A,1,",
        "2024-03-07,A,6,\"two",
        "lines\"",
        "2024-03-08,B,1,",
        ",B,1,",
        "2024-03-09,,1,",
        "2024-03-09,B,1",
        "2024-03-10,B,,");
    sandbox.data(
        "prices.csv",
        "day,item,price",
        "2024-03-01,A,2.5",
        "2024-03-01,Z,2.5",
        "2024-03-02,A,nan",
        "2024-03-03,A,1e15");
    config =
        sandbox.config(
            """
            name = shop
            series.keys = [item]
            inputs.sales {
              path = sales.csv
              columns = [
                { name = day, type = date, required = true }
                { name = item }
                { name = sold, type = decimal }
                { name = note }
              ]
              time.column = day
              quantity = sold
            }
            inputs.prices {
              path = prices.csv
              columns = [
                { name = day, type = date, required = true }
                { name = item }
                { name = price, type = decimal }
              ]
              keys = [item]
              time.column = day
              covariates.price { column = price, known-ahead = true }
            }
            """);
    load = sandbox.ingest(config);
  }

  @Test
  void aDateThatDoesNotExistIsNoDate() {
    assertQuarantined("sales.csv 4 date column day '2023-02-29' is no date of the form yyyy-MM-dd");
  }

  @Test
  void anAmbiguousDateIsNotGuessed() {
    assertQuarantined("sales.csv 5 date column day '01/02/2024' is no date of the form yyyy-MM-dd");
  }

  @Test
  void numbersThatAreNoneSayWhyNot() {
    assertQuarantined(
        "sales.csv 6 type column sold '2,5' has a comma where a decimal point is expected");
    assertQuarantined("sales.csv 7 type column sold 'many' is not a number");
    assertQuarantined("sales.csv 8 type column sold 'NaN' is not a finite number");
    assertQuarantined("sales.csv 9 type column sold 'Infinity' is not a finite number");
    assertQuarantined(
        "sales.csv 10 type column sold '1e400' is out of range: numbers are below 1e15");
  }

  @Test
  void aNegativeQuantityIsSetAsideWhereNoPolicyTakesIt() {
    assertQuarantined("sales.csv 11 negative sold '-2' is below zero");
  }

  @Test
  void ofTwoRowsOfOneKeyTheFirstStays() {
    assertQuarantined("sales.csv 12 duplicate series 'A' has another row for 2024-02-28");
    Assertions.assertTrue(observations().contains("A 2024-02-28 3.0"), observations().toString());
  }

  @Test
  void datesBefore1900AndInTheFutureAreSetAside() {
    assertQuarantined("sales.csv 13 date column day '1899-12-31' is before 1900-01-01");
    assertQuarantined("sales.csv 14 future date '2924-03-01' lies in the future");
  }

  @Test
  void emptyKeysAndDatesAndMissingFieldsAreSetAside() {
    assertQuarantined("sales.csv 18 required required column day is empty");
    assertQuarantined("sales.csv 19 key key item is empty");
    assertQuarantined("sales.csv 20 record ");
  }

  @Test
  void theLeapDayIsADayAndAQuotedLineEndIsNone() {
    assertEquals(
        List.of("A 2024-02-28 3.0", "A 2024-02-29 4.0", "A 2024-03-07 6.0", "B 2024-03-08 1.0"),
        observations());
  }

  @Test
  void aCovariateOfASeriesNeverSeenIsSetAside() {
    assertQuarantined("prices.csv 3 unknown-series series 'Z' was never observed");
    assertQuarantined("prices.csv 4 type column price 'nan' is not a finite number");
    assertQuarantined("prices.csv 5 type column price '1e15' is out of range");
    assertEquals(
        List.of("price A 2024-03-01 2.5"),
        sandbox.rows(
            config, Covariates.definition(), "covariate", "scope_key", "from_date", "value"));
  }

  @Test
  void noRowIsLostAndEachKeepsItsText() {
    assertEquals(new IngestJob.Counts(19, 4, 0, 14, 1, 0), load.counts("sales"));
    assertEquals(new IngestJob.Counts(4, 1, 0, 3, 0, 0), load.counts("prices"));
    List<String> raw = sandbox.rows(config, Quarantine.definition(), "raw");
    assertEquals(17, raw.size());
    Assertions.assertTrue(raw.contains("2024-03-01,A,\"2,5\","), raw.toString());
    Assertions.assertTrue(raw.contains("2924-03-01,A,1,"), raw.toString());
  }

  private void assertQuarantined(String beginning) {
    List<String> rows =
        sandbox.rows(config, Quarantine.definition(), "file", "line", "rule", "reason");
    assertEquals(
        1,
        rows.stream().filter(row -> row.startsWith(beginning)).count(),
        () -> beginning + " is not in\n" + String.join("\n", rows));
  }

  private List<String> observations() {
    return sandbox.rows(
        config, Observations.definition(config.series().keys()), "series_id", "date", "quantity");
  }
}
