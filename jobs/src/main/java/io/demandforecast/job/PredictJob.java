package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.Scorer;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.PanelReader;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Models;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Publications;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Forecasts every series of a panel with a registered model.
 *
 * <p>Reads panel, models, publications. Writes forecasts. Key: run_id, of panel and attempt. Run
 * again it replaces the rows of the same unpublished run; those of a published run it finds and
 * leaves. Fails where the model's file has changed.
 */
public final class PredictJob {
  private PredictJob() {}

  /**
   * @param model the registry's row
   */
  public record Input(
      Warehouse warehouse, ForecastConfig config, AssembleJob.Result panel, Row model) {}

  /**
   * @param published whether the run is published already: nothing was written
   */
  public record Result(String runId, String modelVersion, boolean published) {}

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
      return new Result(same.get().getAs(Publications.RUN_ID), modelVersion, true);
    }
    long attempt =
        1 + published.stream().map(row -> row.getAs(Publications.RUN_ID)).distinct().count();
    String runId = base + "-" + attempt;
    TrainingPlan plan = TrainingPlan.of(config, input.panel().plan());
    Scorer scorer = Scorer.of(new Registry(warehouse).load(input.model()), plan);
    JavaRDD<PanelSeries> series =
        new PanelReader(config, input.panel().plan()).series(warehouse.read(Panel.definition()));
    ForecastRows rows =
        new ForecastRows(
            scorer,
            config.frequency(),
            input.panel().origin(),
            runId,
            modelVersion,
            config.series().keys().size());
    TableDefinition table = table(config);
    Dataset<Row> forecasts =
        warehouse.spark().createDataFrame(series.flatMap(rows::of), table.schema());
    warehouse.replaceWhere(table, forecasts, Forecasts.RUN_ID, runId);
    return new Result(runId, modelVersion, false);
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

  private static List<Row> publications(Warehouse warehouse, String base) {
    return warehouse
        .read(Publications.definition())
        .where(col(Publications.RUN_ID).startsWith(lit(base + "-")))
        .orderBy(col(Publications.SEQ).desc())
        .takeAsList(1000);
  }

  /** Rows of the forecasts table. */
  private record ForecastRows(
      Scorer scorer, Frequency frequency, int origin, String runId, String modelVersion, int keys)
      implements java.io.Serializable {

    Iterator<Row> of(PanelSeries series) {
      List<Row> rows = new ArrayList<>();
      for (Scorer.Point point : scorer.forecast(series, origin)) {
        List<Object> values = new ArrayList<>();
        values.add(runId);
        values.add(series.history().id());
        for (int key = 0; key < keys; key++) {
          values.add(series.history().attribute(key));
        }
        values.add(Date.valueOf(frequency.date(origin)));
        values.add(Date.valueOf(frequency.date(origin + point.lead())));
        if (frequency.unit() == Frequency.Unit.HOURLY) {
          values.add(Timestamp.from(frequency.start(origin + point.lead())));
        }
        values.add(point.lead());
        values.add(point.mean());
        values.addAll(point.quantiles());
        values.add(point.source());
        values.add(point.reason().isEmpty() ? null : point.reason());
        values.add(modelVersion);
        rows.add(RowFactory.create(values.toArray()));
      }
      return rows.iterator();
    }
  }
}
