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
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
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
    Warehouse warehouse = input.warehouse();
    ForecastConfig config = input.config();
    String modelVersion = input.model().getAs(Models.MODEL_VERSION);
    String base =
        "r-"
            + input.panel().asOf()
            + "-"
            + AssembleJob.digest(List.of(input.panel().panelId(), config.hash()));
    List<Row> published = publications(warehouse, base);
    Optional<Row> same =
        published.stream()
            .filter(row -> row.getAs(Publications.MODEL_VERSION).equals(modelVersion))
            .findFirst();
    if (same.isPresent()) {
      return Result.found(same.get());
    }
    long attempt =
        1 + published.stream().map(row -> row.getAs(Publications.RUN_ID)).distinct().count();
    String runId = base + "-" + attempt;
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

  private static List<Row> publications(Warehouse warehouse, String base) {
    return warehouse
        .read(Publications.definition())
        .where(col(Publications.RUN_ID).startsWith(lit(base + "-")))
        .orderBy(col(Publications.SEQ).desc())
        .takeAsList(1000);
  }
}
