package io.demandforecast.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.testing.SparkTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Each metric's two forms give the same number. */
class MetricSqlIT extends SparkTest {
  private static final double ROUNDING = 1e-12;
  private static final Double[] ACTUALS = {2.0, 5.0, 0.0, 3.0, null, 4.0, 0.0, -1.5};
  private static final Double[] FORECASTS = {4.0, 4.0, 3.0, 3.0, 7.0, null, 0.0, 2.0};
  private static final double SCALE = 1.7;

  @Test
  void pointMetricsAreThoseOverArrays() {
    AccuracySums sums = new AccuracySums();
    for (int i = 0; i < ACTUALS.length; i++) {
      sums.add(number(ACTUALS[i]), number(FORECASTS[i]));
    }
    assertEquals((double) sums.count(), evaluated(MetricSql.count("the actual", "q`x")));
    assertEquals(sums.wape(), evaluated(MetricSql.wape("the actual", "q`x")), ROUNDING);
    assertEquals(sums.bias(), evaluated(MetricSql.bias("the actual", "q`x")), ROUNDING);
    assertEquals(sums.mae(), evaluated(MetricSql.mae("the actual", "q`x")), ROUNDING);
    assertEquals(sums.rmse(), evaluated(MetricSql.rmse("the actual", "q`x")), ROUNDING);
    assertEquals(sums.smape(), evaluated(MetricSql.smape("the actual", "q`x")), ROUNDING);
    assertEquals(
        Rmsse.of(sums, SCALE), evaluated(MetricSql.rmsse("the actual", "q`x", "scale")), ROUNDING);
    assertEquals(
        Mase.of(sums, SCALE), evaluated(MetricSql.mase("the actual", "q`x", "scale")), ROUNDING);
  }

  @Test
  void quantileMetricsAreThoseOverArrays() {
    QuantileSums sums = new QuantileSums(0.05);
    Coverage coverage = new Coverage();
    for (int i = 0; i < ACTUALS.length; i++) {
      sums.add(number(ACTUALS[i]), number(FORECASTS[i]));
      coverage.add(number(ACTUALS[i]), number(FORECASTS[i]), SCALE + 2);
    }
    assertEquals(sums.pinball(), evaluated(MetricSql.pinball(0.05, "the actual", "q`x")), ROUNDING);
    assertEquals(sums.coverage(), evaluated(MetricSql.coverage("the actual", "q`x")), ROUNDING);
    assertEquals(
        coverage.share(), evaluated(MetricSql.coverage("the actual", "q`x", "high")), ROUNDING);
  }

  @Test
  void weightedMeanIsThatOverNumbers() {
    WeightedMean mean = new WeightedMean();
    for (int i = 0; i < ACTUALS.length; i++) {
      mean.add(number(ACTUALS[i]), i);
    }
    assertEquals(mean.value(), evaluated(MetricSql.weightedMean("the actual", "weight")), ROUNDING);
  }

  @Test
  void forecastValueAddedIsThatOfTwoNumbers() {
    Row row =
        rows()
            .limit(1)
            .select(
                functions.expr(MetricSql.forecastValueAdded("the actual", "q`x")),
                functions.expr(MetricSql.forecastValueAdded("the actual", "zero")))
            .head();
    assertEquals(ForecastValueAdded.of(2, 4), row.getDouble(0), ROUNDING);
    Assertions.assertTrue(row.isNullAt(1));
  }

  @Test
  void withoutAPairOrADenominatorTheFigureIsNull() {
    for (String figure :
        List.of(
            MetricSql.wape("zero", "q`x"),
            MetricSql.bias("zero", "q`x"),
            MetricSql.wape("none", "q`x"),
            MetricSql.mae("none", "q`x"),
            MetricSql.rmse("none", "q`x"),
            MetricSql.smape("none", "q`x"),
            MetricSql.rmsse("the actual", "q`x", "zero"),
            MetricSql.pinball(0.5, "none", "q`x"),
            MetricSql.coverage("none", "q`x"),
            MetricSql.coverage("none", "zero", "high"),
            MetricSql.weightedMean("the actual", "zero"))) {
      Assertions.assertTrue(rows().agg(functions.expr(figure)).head().isNullAt(0), figure);
    }
    assertEquals(
        0.0, rows().agg(functions.expr(MetricSql.smape("zero", "zero"))).head().getDouble(0));
  }

  private double evaluated(String figure) {
    Row row = rows().agg(functions.expr(figure)).head();
    return ((Number) row.get(0)).doubleValue();
  }

  private Dataset<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ACTUALS.length; i++) {
      rows.add(
          RowFactory.create(ACTUALS[i], FORECASTS[i], SCALE, SCALE + 2, (double) i, 0.0, null));
    }
    StructType schema =
        new StructType()
            .add("the actual", DataTypes.DoubleType)
            .add("q`x", DataTypes.DoubleType)
            .add("scale", DataTypes.DoubleType)
            .add("high", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType)
            .add("zero", DataTypes.DoubleType)
            .add("none", DataTypes.DoubleType);
    return spark().createDataFrame(rows, schema);
  }

  private static double number(Double value) {
    return value == null ? Double.NaN : value;
  }
}
