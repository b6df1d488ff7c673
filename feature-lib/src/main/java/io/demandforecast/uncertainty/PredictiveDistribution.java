package io.demandforecast.uncertainty;

/**
 * What may happen around a point forecast, before calibration. It turns an outcome into a score,
 * the same kind of number for every forecast of its {@link DemandKind}, so that outcomes of
 * different series can be pooled, and scores back into quantities (distributional conformal
 * prediction: Chernozhukov, Wuethrich and Zhu 2021).
 */
interface PredictiveDistribution {

  /**
   * How high an outcome is, higher outcomes having no lower score.
   *
   * @param actual what happened; finite
   * @param share where among equals the outcome stands, from 0 to below 1: it breaks the ties of
   *     distributions with steps
   * @return a finite number
   */
  double score(double actual, double share);

  /**
   * The least quantities that reach scores.
   *
   * @param scores ascending
   * @return one a score, ascending
   */
  double[] quantiles(double[] scores);
}
