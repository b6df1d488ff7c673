package io.demandforecast.metric;

/**
 * The metrics of this package as Spark SQL expressions. Arguments that name columns are names, not
 * expressions: they are quoted here. NULL stands for what is NaN in {@link AccuracySums}: a pair
 * with a NULL on either side counts nowhere, and a figure without a pair or with a denominator of
 * zero is NULL.
 */
public final class MetricSql {
  private MetricSql() {}

  /** Pairs with an actual and a forecast: {@link AccuracySums#count()}. */
  public static String count(String actual, String forecast) {
    return "count(" + error(actual, forecast) + ")";
  }

  /** Aggregate: {@link AccuracySums#wape()}. */
  public static String wape(String actual, String forecast) {
    return ratio(
        "sum(abs(" + error(actual, forecast) + "))",
        "sum(abs(" + pairedActual(actual, forecast) + "))");
  }

  /** Aggregate: {@link AccuracySums#bias()}. */
  public static String bias(String actual, String forecast) {
    return ratio(
        "sum(" + error(actual, forecast) + ")", "abs(sum(" + pairedActual(actual, forecast) + "))");
  }

  /** Aggregate: {@link AccuracySums#mae()}. */
  public static String mae(String actual, String forecast) {
    return "avg(abs(" + error(actual, forecast) + "))";
  }

  /** Aggregate: {@link AccuracySums#rmse()}. */
  public static String rmse(String actual, String forecast) {
    String error = error(actual, forecast);
    return "sqrt(avg(" + error + " * " + error + "))";
  }

  /** Aggregate: {@link AccuracySums#smape()}. */
  public static String smape(String actual, String forecast) {
    String error = error(actual, forecast);
    String size = "(abs(" + column(actual) + ") + abs(" + column(forecast) + "))";
    return "200D * avg(CASE WHEN "
        + error
        + " IS NULL THEN NULL WHEN "
        + size
        + " = 0 THEN 0D ELSE abs("
        + error
        + ") / "
        + size
        + " END)";
  }

  /**
   * Aggregate over the rows of one series: {@link Rmsse}.
   *
   * @param scale column of the series' scale, the same in all its rows
   */
  public static String rmsse(String actual, String forecast, String scale) {
    return ratio(rmse(actual, forecast), "max(" + column(scale) + ")");
  }

  /**
   * Aggregate over the rows of one series: {@link Mase}.
   *
   * @param scale column of the series' scale, the same in all its rows
   */
  public static String mase(String actual, String forecast, String scale) {
    return ratio(mae(actual, forecast), "max(" + column(scale) + ")");
  }

  /** Aggregate: {@link QuantileSums#pinball()}. */
  public static String pinball(double level, String actual, String quantile) {
    String above = "(" + column(actual) + " - " + column(quantile) + ")";
    return "avg(greatest("
        + literal(level)
        + " * "
        + above
        + ", "
        + literal(level - 1)
        + " * "
        + above
        + "))";
  }

  /** Aggregate: {@link QuantileSums#coverage()}. */
  public static String coverage(String actual, String quantile) {
    return "avg(CAST(" + column(actual) + " <= " + column(quantile) + " AS DOUBLE))";
  }

  /** Aggregate: {@link Coverage#share()}. */
  public static String coverage(String actual, String low, String high) {
    return "avg(CASE WHEN "
        + column(actual)
        + " IS NULL OR "
        + column(low)
        + " IS NULL OR "
        + column(high)
        + " IS NULL THEN NULL WHEN "
        + column(actual)
        + " BETWEEN "
        + column(low)
        + " AND "
        + column(high)
        + " THEN 1D ELSE 0D END)";
  }

  /** Aggregate over series: {@link WeightedMean#value()}. */
  public static String weightedMean(String value, String weight) {
    return ratio(
        "sum(" + column(value) + " * " + column(weight) + ")",
        "sum(CASE WHEN " + column(value) + " IS NOT NULL THEN " + column(weight) + " END)");
  }

  /** Of two columns of one row: {@link ForecastValueAdded}. */
  public static String forecastValueAdded(String modelError, String baselineError) {
    return "1D - " + ratio(column(modelError), column(baselineError));
  }

  /** A column's name as an identifier, whatever characters it has. */
  public static String column(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String error(String actual, String forecast) {
    return "(" + column(forecast) + " - " + column(actual) + ")";
  }

  private static String pairedActual(String actual, String forecast) {
    return "CASE WHEN " + column(forecast) + " IS NOT NULL THEN " + column(actual) + " END";
  }

  /** NULL instead of Spark's error where the denominator is zero. */
  private static String ratio(String numerator, String denominator) {
    return "(" + numerator + ") / nullif(" + denominator + ", 0D)";
  }

  private static String literal(double value) {
    return value + "D";
  }
}
