package io.demandforecast.uncertainty;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;

/**
 * What a point forecast is about: one period, or the total of several.
 *
 * @param pattern of the series at the origin
 * @param mean the point forecast; of a total, the sum
 * @param lead periods from the origin to the target, or to the last one of the total
 * @param periods periods that are summed; 1 for a single one
 */
public record ForecastTarget(SeriesPattern pattern, double mean, int lead, int periods) {

  public ForecastTarget {
    if (periods < 1) {
      throw new IllegalArgumentException("a total of " + periods + " periods");
    }
  }

  /** One period. */
  public static ForecastTarget period(SeriesPattern pattern, double mean, int lead) {
    return new ForecastTarget(pattern, mean, lead, 1);
  }

  Pool pool(LeadBuckets buckets) {
    return Pool.of(
        pattern.kind(),
        buckets.nearest(lead),
        pattern.demandClass(),
        ForecastLevel.of(pattern.kind().relative(mean, scale())));
  }

  PredictiveDistribution distribution(Support support) {
    return switch (pattern.kind()) {
      // A sum of counts of one ratio of variance to mean has that ratio.
      case COUNT -> new CountDistribution(mean, pattern.dispersion());
      case REAL -> new ScaledDistribution(mean, scale(), support);
    };
  }

  /** Errors of periods add up as those of a random walk; what they do beyond it is calibrated. */
  private double scale() {
    return pattern.scale() * Math.sqrt(periods);
  }
}
