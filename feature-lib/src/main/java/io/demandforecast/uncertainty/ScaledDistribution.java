package io.demandforecast.uncertainty;

import io.demandforecast.forecast.Support;

/**
 * Quantities that may be any number: the score is the error in units of the series' scale.
 *
 * @param mean point forecast
 * @param scale unit of errors, above 0
 * @param support where quantiles are cut
 */
record ScaledDistribution(double mean, double scale, Support support)
    implements PredictiveDistribution {

  ScaledDistribution {
    if (!Double.isFinite(mean) || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("no quantiles around " + mean + " with scale " + scale);
    }
  }

  @Override
  public double score(double actual, double share) {
    return (actual - mean) / scale;
  }

  @Override
  public double[] quantiles(double[] scores) {
    double[] quantiles = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      // Ascending scores stay so: a product by a scale above 0, a sum and a cut keep order.
      quantiles[i] = support.clip(mean + scores[i] * scale);
    }
    return quantiles;
  }
}
