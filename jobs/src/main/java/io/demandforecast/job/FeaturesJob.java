package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.TrainingSettings;
import io.demandforecast.learn.FeatureRows;
import io.demandforecast.learn.FoldData;
import io.demandforecast.learn.Folds;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.learn.TrainingTargets;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.OrderedPanel;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import io.demandforecast.table.Features;
import io.demandforecast.table.Models;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.io.Serializable;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes down the rows that a model is asked about tonight and, where they are wanted, those it is
 * trained on, made by the same code.
 *
 * <p>Reads panel. Writes features. Key: panel_id. Run again it replaces the table by the same rows.
 * Fails where a feature does not exist. Earlier versions of the table stay readable by Delta's time
 * travel.
 */
public final class FeaturesJob {
  private static final String VALUES = "values";

  /**
   * A row with its features in one array. Spark's code for a row of a hundred columns made in Java
   * is longer than what the JVM compiles; taken from an array, each column costs little.
   */
  private static final StructType PACKED =
      new StructType()
          .add(Features.PANEL_ID, DataTypes.StringType, false)
          .add(Features.PURPOSE, DataTypes.StringType, false)
          .add(Features.SERIES_ID, DataTypes.StringType, false)
          .add(Features.ORIGIN_DATE, DataTypes.DateType, false)
          .add(Features.TARGET_DATE, DataTypes.DateType, false)
          .add(Features.TARGET_LEAD, DataTypes.IntegerType, false)
          .add(Features.SCALE, DataTypes.DoubleType, false)
          .add(Features.OFFSET, DataTypes.DoubleType, false)
          .add(Features.ACTUAL, DataTypes.DoubleType, true)
          .add(VALUES, DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private FeaturesJob() {}

  /** What is written. */
  public enum Rows {
    /** The rows that are forecast tonight. */
    FORECAST,
    /** Those, and the rows that the final model is trained on. */
    TRAINING_AND_FORECAST
  }

  /**
   * @param opened the panel's rows
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      OpenedPanel opened,
      Rows rows) {}

  /**
   * @param features names of the columns
   * @param version of the table that holds them
   */
  public record Result(List<String> features, long version) {}

  /** Writes the table. */
  public static Result run(Input input) {
    ForecastConfig config = input.config();
    TrainingPlan plan = TrainingPlan.of(config, input.panel().plan());
    FeatureTableRows rows =
        new FeatureTableRows(
            plan.rows(),
            config.frequency(),
            input.panel().origin(),
            config.horizon(),
            input.panel().panelId());
    if (input.rows() == Rows.FORECAST) {
      return write(input, plan, input.opened().series().flatMap(rows::forecast));
    }
    try (OrderedPanel panel = input.opened().ordered(partitions(input))) {
      TrainingTargets targets = targets(input, plan, panel);
      return write(
          input,
          plan,
          panel.series().flatMap(series -> rows.trainedOnAndForecast(series, targets)));
    }
  }

  /** What the final model is trained on. */
  private static TrainingTargets targets(Input input, TrainingPlan plan, OrderedPanel panel) {
    long maxRows = trained(input).rows().maxRows();
    Folds folds = new Folds(List.of(), input.panel().origin());
    return FoldData.of(plan, folds, panel.series(), fit -> maxRows).rows().targets();
  }

  /**
   * The settings of the engine; where a trial chooses it those of the newest model's, before there
   * is one those of the engine tried first.
   */
  private static TrainingSettings trained(Input input) {
    TrainingSettings training = input.config().training();
    return training
        .auto()
        .map(
            auto ->
                training.of(
                    new Registry(input.warehouse())
                        .newest(input.config().hash(), input.panel().asOf())
                        .map(row -> row.<String>getAs(Models.ENGINE))
                        .orElse(auto.engines().get(0).engine())))
        .orElse(training);
  }

  private static Result write(Input input, TrainingPlan plan, JavaRDD<Row> rows) {
    List<String> features = plan.rows().features().names();
    TableDefinition table = Features.definition(features);
    Dataset<Row> made = input.warehouse().spark().createDataFrame(rows, PACKED);
    return new Result(
        features, input.warehouse().overwriteSchema(table, made.select(columns(table, features))));
  }

  /**
   * As many as the cluster has cores: which rows are made hangs on counts alone, which are the same
   * in any partitions.
   */
  private static int partitions(Input input) {
    return Math.max(
        input.config().training().partitions(),
        input.warehouse().spark().sparkContext().defaultParallelism());
  }

  private static Column[] columns(TableDefinition table, List<String> features) {
    List<Column> columns = new ArrayList<>();
    for (String name : table.schema().fieldNames()) {
      int position = features.indexOf(name);
      if (position < 0) {
        columns.add(col(name));
      } else {
        Column value = col(VALUES).getItem(position);
        columns.add(when(not(isnan(value)), value).as(name));
      }
    }
    return columns.toArray(Column[]::new);
  }

  /** Rows of the features table, packed. */
  private record FeatureTableRows(
      FeatureRows rows, Frequency frequency, int origin, int horizon, String panelId)
      implements Serializable {

    Iterator<Row> forecast(PanelSeries series) {
      List<Row> made = new ArrayList<>();
      addForecast(series, made);
      return made.iterator();
    }

    Iterator<Row> trainedOnAndForecast(PanelSeries series, TrainingTargets targets) {
      List<Row> made = new ArrayList<>();
      targets.forEach(
          series.history(),
          (target, lead, bucket, draw) ->
              made.add(row(series, target - lead, lead, Features.TRAINING)));
      addForecast(series, made);
      return made.iterator();
    }

    private void addForecast(PanelSeries series, List<Row> made) {
      for (int lead = 1; lead <= horizon; lead++) {
        if (series.sells(origin + lead)) {
          made.add(
              row(
                  series,
                  origin - series.stalePeriods(),
                  lead + series.stalePeriods(),
                  Features.FORECAST));
        }
      }
    }

    private Row row(PanelSeries series, int from, int lead, String purpose) {
      SeriesView known = series.history().until(from);
      TargetView target = known.ahead(lead, rows.layout());
      double scale = rows.scale(known);
      float[] features = new float[rows.features().size()];
      rows.originInto(known, scale, features);
      rows.targetInto(target, scale, features);
      double actual = series.history().actual(from + lead);
      return RowFactory.create(
          panelId,
          purpose,
          series.history().id(),
          Date.valueOf(frequency.date(from)),
          Date.valueOf(frequency.date(from + lead)),
          lead,
          scale,
          rows.offset().at(target),
          Double.isNaN(actual) ? null : actual,
          features);
    }
  }
}
