package io.demandforecast.metric;

/**
 * What a forecast adds over a simpler one (Gilliland 2010), as a share of the simpler one's error:
 * 1 would be a forecast without error, 0 one no better than the baseline, below zero a worse one.
 */
public final class ForecastValueAdded {
  private ForecastValueAdded() {}

  /**
   * The share of the baseline's error that the forecast saves.
   *
   * @param modelError an error of the forecast, such as its WAPE
   * @param baselineError the same error of the baseline, over the same pairs
   * @return {@code 1 - modelError / baselineError}; NaN where either is NaN or the baseline's is
   *     zero
   */
  public static double of(double modelError, double baselineError) {
    return 1 - Ratio.of(modelError, baselineError);
  }
}
