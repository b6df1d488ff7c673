package io.demandforecast.learn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.forecast.TreeEnsembleBuilder;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of (series, origin, lead): features of what was known at the origin and what was known ahead
 * of the target day, with the target in units of the series' scale at the origin. Made once; every
 * fold and candidate takes its share of them.
 */
public final class TrainingRows implements Serializable {
  private static final long serialVersionUID = 1L;
  public static final String SERIES_ID = "series_id";
  public static final String TARGET_PERIOD = "target_period";
  public static final String LEAD = "lead";
  public static final String BUCKET = "bucket";
  public static final String DRAW = "draw";
  public static final String LABEL = "label";
  public static final String LABELS = "labels";
  public static final String WEIGHT = "weight";
  public static final String WEIGHTS = "weights";
  public static final String FEATURES = "features";

  /** Stands for a missing value, which MLlib does not know: below what any feature takes. */
  static final float MISSING = -1e6f;

  private final FeatureRows rows;
  private final TrainingTargets targets;
  private final Folds folds;
  private final int maxAge;
  private final double[] shares;
  private final RowWeights weights;

  /**
   * @param sampler rule that rows are drawn by
   * @param buckets buckets of leads
   * @param shares sampled share of targets, by fit
   */
  public TrainingRows(
      FeatureRows rows,
      LeadBuckets buckets,
      RowSampler sampler,
      Folds folds,
      int maxAge,
      double[] shares,
      RowWeights weights) {
    this.rows = rows;
    this.targets =
        new TrainingTargets(sampler, buckets, folds, maxAge, Arrays.stream(shares).max().orElse(0));
    this.folds = folds;
    this.maxAge = maxAge;
    this.shares = shares.clone();
    this.weights = weights;
  }

  /** The rows of all fits, in the partitions and the order of the series. */
  public Dataset<Row> of(SparkSession spark, JavaRDD<PanelSeries> ordered) {
    StructType schema =
        new StructType()
            .add(SERIES_ID, DataTypes.StringType, false)
            .add(TARGET_PERIOD, DataTypes.IntegerType, false)
            .add(LEAD, DataTypes.IntegerType, false)
            .add(BUCKET, DataTypes.IntegerType, false)
            .add(DRAW, DataTypes.DoubleType, false)
            .add(LABELS, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
            .add(WEIGHTS, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
            .add(FEATURES, DataTypes.createArrayType(DataTypes.FloatType, false), false);
    return spark.createDataFrame(ordered.flatMap(this::rowsOf), schema);
  }

  /** The rows that one fit of one bucket learns from. */
  public Dataset<Row> ofFit(Dataset<Row> all, Target learns, int fit, int bucket) {
    int origin = folds.originOfFit(fit);
    Column learned =
        col(TARGET_PERIOD)
            .leq(lit(origin))
            .and(col(TARGET_PERIOD).geq(lit(PanelStatistics.oldest(origin, maxAge))))
            .and(col(DRAW).lt(lit(shares[fit])))
            .and(col(BUCKET).equalTo(lit(bucket)));
    return all.where(learned)
        .select(
            col(LABELS).getItem(learns.ordinal()).as(LABEL),
            col(WEIGHTS).getItem(fit).as(WEIGHT),
            col(FEATURES));
  }

  /** The trees of a fit without rows: none, so that the offset alone is the forecast. */
  TreeEnsemble untrained() {
    return new TreeEnsembleBuilder(rows.features().size(), MISSING, 0).build();
  }

  private Iterator<Row> rowsOf(PanelSeries series) {
    double[] fitScales = new double[folds.count() + 1];
    for (int fit = 0; fit < fitScales.length; fit++) {
      fitScales[fit] = rows.scale(series.history().until(folds.originOfFit(fit)));
    }
    List<Row> made = new ArrayList<>();
    targets.forEach(
        series.history(),
        (period, lead, bucket, draw) -> {
          SeriesView known = series.history().until(period - lead);
          TargetView target = known.ahead(lead, rows.layout());
          double scale = rows.scale(known);
          made.add(
              RowFactory.create(
                  series.history().id(),
                  period,
                  lead,
                  bucket,
                  draw,
                  labels(series.history().actual(period), target, scale),
                  rowWeights(series, period - lead, scale, fitScales),
                  features(target, scale)));
        });
    return made.iterator();
  }

  private double[] rowWeights(PanelSeries series, int origin, double scale, double[] fitScales) {
    double[] row = new double[fitScales.length];
    for (int fit = 0; fit < row.length; fit++) {
      row[fit] = weights.of(series, origin, fit) * RowWeights.ofScale(scale, fitScales[fit]);
    }
    return row;
  }

  /** One for each of the things that trees may learn, in their order. */
  private double[] labels(double actual, TargetView target, double scale) {
    return Arrays.stream(Target.values())
        .mapToDouble(learns -> rows.label(learns, actual, target, scale))
        .toArray();
  }

  private float[] features(TargetView target, double scale) {
    float[] row = new float[rows.features().size()];
    rows.originInto(target.known(), scale, row);
    rows.targetInto(target, scale, row);
    for (int i = 0; i < row.length; i++) {
      row[i] = Float.isNaN(row[i]) ? MISSING : row[i];
    }
    return row;
  }
}
