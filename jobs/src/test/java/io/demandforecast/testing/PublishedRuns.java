package io.demandforecast.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_seconds;

import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** A warehouse with made-up runs, whose every forecast is the same number: a mixture is seen. */
public final class PublishedRuns {
  public static final List<String> KEYS = List.of("shop", "item");
  public static final int LEADS = 3;

  /** Texts that are hard on whoever quotes. */
  public static final String ODD = "O'Hara \"&\" \\ Söhne,\t;\u00a0\n2 ";

  private static final LocalDate AS_OF = LocalDate.of(2026, 1, 31);
  private static final List<Double> LEVELS = List.of(0.1, 0.9);
  private static final TableDefinition TOTALS = ForecastTotals.definition(KEYS, LEVELS);

  /** On a night whose clocks jump in places where there is daylight saving. */
  private static final Instant HOUR = Instant.parse("2026-03-29T00:00:00Z");

  private final Warehouse warehouse;
  private final TableDefinition forecasts;
  private long published;

  public PublishedRuns(SparkSession spark, Path folder) {
    this(spark, folder, Forecasts.Hours.ABSENT);
  }

  public PublishedRuns(SparkSession spark, Path folder, Forecasts.Hours hours) {
    forecasts = Forecasts.definition(KEYS, LEVELS, hours);
    warehouse =
        Warehouse.open(spark, folder.toString(), new WarehouseIdentity("made", KEYS, List.of()));
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  /**
   * Forecasts of a run: the number of series times {@link #LEADS}.
   *
   * @param mean of every row
   */
  public PublishedRuns forecast(String run, int series, double mean) {
    return forecast(run, 0, series, mean);
  }

  /** The same for series from a number on. */
  public PublishedRuns forecast(String run, int from, int series, double mean) {
    Dataset<Row> rows =
        warehouse
            .spark()
            .range((long) from * LEADS, (long) (from + series) * LEADS)
            .select(
                col("id").divide(lit(LEADS)).cast("int").as("n"),
                col("id").mod(lit(LEADS)).plus(lit(1)).cast("int").as("lead"));
    write(forecasts, rows, run, mean);
    return this;
  }

  /** Totals of a run over {@link #LEADS} periods, one a series. */
  public PublishedRuns totals(String run, int series, double mean) {
    Dataset<Row> rows =
        warehouse
            .spark()
            .range(series)
            .select(col("id").cast("int").as("n"), lit(LEADS).as("lead"));
    write(TOTALS, rows, run, mean);
    return this;
  }

  private void write(TableDefinition table, Dataset<Row> rows, String run, double mean) {
    Column[] columns = new Column[table.schema().length()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = table.schema().fields()[i];
      columns[i] = value(field.name(), run, mean).cast(field.dataType()).as(field.name());
    }
    warehouse.replaceWhere(table, rows.select(columns), Forecasts.RUN_ID, run);
  }

  private static Column value(String name, String run, double mean) {
    return switch (name) {
      case Forecasts.RUN_ID -> lit(run);
      case Forecasts.SERIES_ID -> concat(lit(ODD + "|"), col("n").cast("string"));
      case "shop" -> lit(ODD);
      case "item" -> col("n").cast("string");
      case Forecasts.ORIGIN_DATE -> lit(Date.valueOf(AS_OF));
      case Forecasts.TARGET_DATE, ForecastTotals.LAST_TARGET_DATE ->
          date_add(lit(Date.valueOf(AS_OF)), col("lead"));
      case ForecastTotals.FIRST_TARGET_DATE -> lit(Date.valueOf(AS_OF.plusDays(1)));
      case Forecasts.TARGET_TIME ->
          timestamp_seconds(lit(HOUR.getEpochSecond()).plus(col("lead").multiply(lit(3600))));
      case Forecasts.LEAD, ForecastTotals.PERIODS -> col("lead");
      case Forecasts.MEAN -> lit(mean);
      case "q10" -> lit(mean / 3);
      case "q90" -> lit(null);
      case Forecasts.SOURCE, Forecasts.MODEL_VERSION -> lit("made");
      default -> lit(null);
    };
  }

  /** Publishes it. */
  public PublishedRuns publish(String run, String channel, int series) {
    published++;
    TableDefinition table = Publications.definition();
    Row row =
        RowFactory.create(
            channel,
            published,
            run,
            Date.valueOf(AS_OF),
            "made",
            (long) series * LEADS,
            Timestamp.from(Instant.ofEpochSecond(1_800_000_000L + published)),
            "test",
            null,
            null,
            1L);
    warehouse.append(table, warehouse.spark().createDataFrame(List.of(row), table.schema()));
    return this;
  }
}
