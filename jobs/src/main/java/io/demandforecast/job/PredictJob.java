package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.learn.AskedRows;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.RowSampler;
import io.demandforecast.learn.Scorer;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelDigest;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Models;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Forecasts every series of a panel with a registered model.
 *
 * <p>Reads panel, models, publications. Writes forecasts, forecast_totals. Key: run_id, of panel
 * and attempt. Run again it replaces the rows of the same unpublished run; those of a published run
 * it finds and leaves. Fails where the model's file has changed.
 */
public final class PredictJob {
  private PredictJob() {}

  /**
   * @param opened the panel's rows
   * @param model the registry's row
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      OpenedPanel opened,
      Row model) {}

  /**
   * @param published whether the run is published already: nothing was written
   * @param rows forecasts written
   * @param panelDigests digests of what was forecast from, by input; empty where nothing was
   *     written
   * @param asked rows of features of some series, to be watched; empty where nothing was written
   */
  public record Result(
      String runId,
      String modelVersion,
      boolean published,
      long rows,
      Map<String, String> panelDigests,
      List<float[]> asked) {

    public Result {
      panelDigests = Map.copyOf(panelDigests);
      asked = List.copyOf(asked);
    }

    /** What an earlier command made, and did not publish. */
    static Result made(String runId, String modelVersion, long rows) {
      return new Result(runId, modelVersion, false, rows, Map.of(), List.of());
    }

    /** What was found published. */
    static Result found(Row publication) {
      return new Result(
          publication.getAs(Publications.RUN_ID),
          publication.getAs(Publications.MODEL_VERSION),
          true,
          0,
          Map.of(),
          List.of());
    }
  }

  /**
   * Which run a panel and a model make.
   *
   * @param published where it is published already
   */
  private record Key(String runId, Optional<Row> published) {

    static Key of(Input input) {
      String modelVersion = input.model().getAs(Models.MODEL_VERSION);
      String base =
          "r-"
              + input.panel().asOf()
              + "-"
              + AssembleJob.digest(List.of(input.panel().panelId(), input.config().hash()));
      List<Row> published = publications(input.warehouse(), base);
      long attempt =
          1 + published.stream().map(row -> row.getAs(Publications.RUN_ID)).distinct().count();
      return new Key(
          base + "-" + attempt,
          published.stream()
              .filter(row -> row.getAs(Publications.MODEL_VERSION).equals(modelVersion))
              .findFirst());
    }
  }

  /**
   * What came of a series.
   *
   * @param digests of what it was forecast from
   * @param asked a row of features, where the series is watched; else null
   */
  private record Made(ForecastRows.OfSeries rows, long[] digests, float[] asked)
      implements Serializable {

    Summed summed() {
      return new Summed(rows.periods().size(), digests);
    }
  }

  /** Forecasts and digests of some series together. */
  private record Summed(long rows, long[] digests) implements Serializable {

    Summed plus(Summed other) {
      return new Summed(rows + other.rows, PanelDigest.plus(digests, other.digests));
    }
  }

  /** Forecasts, or finds the forecasts published. */
  public static Result run(Input input) {
    Key key = Key.of(input);
    if (key.published().isPresent()) {
      return Result.found(key.published().get());
    }
    Warehouse warehouse = input.warehouse();
    ForecastConfig config = input.config();
    String modelVersion = input.model().getAs(Models.MODEL_VERSION);
    String runId = key.runId();
    TrainingPlan plan = TrainingPlan.of(config, input.panel().plan());
    Scorer scorer = Scorer.of(new Registry(warehouse).load(input.model()), plan);
    JavaRDD<PanelSeries> series = input.opened().series();
    int origin = input.panel().origin();
    ForecastRows rows =
        new ForecastRows(
            config.frequency(), origin, runId, modelVersion, config.series().keys().size());
    PanelDigest digest = PanelDigest.of(input.panel().plan());
    AskedRows asked = AskedRows.of(plan);
    double watched =
        (double) config.publication().watch().sample() / Math.max(1, input.opened().count());
    // Kept, so that a series is forecast once for both tables.
    JavaRDD<Made> made =
        series
            .map(
                one ->
                    new Made(
                        rows.of(one, scorer.forecast(one, origin)),
                        digest.of(one),
                        RowSampler.draw(one.history().id()) < watched
                            ? asked.row(one, origin).orElse(null)
                            : null))
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    try {
      replace(
          warehouse, table(config), made.flatMap(one -> one.rows().periods().iterator()), runId);
      replace(
          warehouse, totals(config), made.flatMap(one -> one.rows().totals().iterator()), runId);
      Summed summed =
          made.aggregate(
              new Summed(0, digest.none()), (sum, one) -> sum.plus(one.summed()), Summed::plus);
      List<float[]> sample = made.map(Made::asked).filter(row -> row != null).collect();
      return new Result(
          runId, modelVersion, false, summed.rows(), digest.named(summed.digests()), sample);
    } finally {
      made.unpersist();
    }
  }

  private static void replace(
      Warehouse warehouse, TableDefinition table, JavaRDD<Row> rows, String runId) {
    Dataset<Row> forecasts = warehouse.spark().createDataFrame(rows, table.schema());
    warehouse.replaceWhere(table, forecasts, Forecasts.RUN_ID, runId);
  }

  /** The forecasts table of a configuration. */
  public static TableDefinition table(ForecastConfig config) {
    return Forecasts.definition(
        config.series().keys(),
        config.uncertainty().quantiles(),
        config.frequency().unit() == Frequency.Unit.HOURLY
            ? Forecasts.Hours.PRESENT
            : Forecasts.Hours.ABSENT);
  }

  /** The table of totals of a configuration. */
  public static TableDefinition totals(ForecastConfig config) {
    return ForecastTotals.definition(config.series().keys(), config.uncertainty().quantiles());
  }

  /**
   * The forecasts that an earlier command made of the same panel with the same model and code, and
   * which are still there: forecasting again would give the same. Empty where there are none.
   */
  public static Optional<Result> made(Input input, String codeVersion) {
    Key key = Key.of(input);
    if (key.published().isPresent()) {
      return key.published().map(Result::found);
    }
    return RunHistory.newestForecast(input.warehouse(), key.runId())
        .filter(row -> codeVersion.equals(row.getAs(Runs.CODE_VERSION)))
        .filter(row -> isOf(row, input.model()))
        .map(row -> row.<Long>getAs(Runs.ROWS))
        .filter(rows -> rows == count(input, table(input.config()), key.runId()))
        .filter(rows -> count(input, totals(input.config()), key.runId()) > 0)
        .map(rows -> Result.made(key.runId(), input.model().getAs(Models.MODEL_VERSION), rows));
  }

  private static boolean isOf(Row run, Row model) {
    return Objects.equals(run.getAs(Runs.MODEL_VERSION), model.getAs(Models.MODEL_VERSION))
        && Objects.equals(run.getAs(Runs.MODEL_CHECKSUM), model.getAs(Models.CHECKSUM));
  }

  private static long count(Input input, TableDefinition table, String runId) {
    return input.warehouse().read(table).where(col(Forecasts.RUN_ID).equalTo(lit(runId))).count();
  }

  private static List<Row> publications(Warehouse warehouse, String base) {
    return warehouse
        .read(Publications.definition())
        .where(col(Publications.RUN_ID).startsWith(lit(base + "-")))
        .orderBy(col(Publications.SEQ).desc())
        .takeAsList(1000);
  }
}
