package io.demandforecast.learn;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.uncertainty.DemandClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What forecasts are multiplied by to take their bias off: a factor by bucket of leads and demand
 * class.
 *
 * @param buckets buckets of leads
 * @param factors by bucket, within it by demand class
 */
public record BiasFactors(LeadBuckets buckets, List<Double> factors) implements Serializable {
  /**
   * Spread of the log of actual over forecast from origin to origin that is taken for granted, as
   * if one origin more had shown it: few origins agree by chance.
   */
  private static final double PRIOR_SPREAD = 0.05;

  /** However large a bias was, no forecast is more than doubled or halved. */
  private static final double MOST = StrictMath.log(2);

  /**
   * @throws IllegalArgumentException where the factors are not one a cell, or none to multiply by
   */
  public BiasFactors {
    factors = List.copyOf(factors);
    if (factors.size() != BiasSums.cells(buckets)
        || factors.stream().anyMatch(factor -> !(factor > 0) || factor.isInfinite())) {
      throw new IllegalArgumentException("bias factors " + factors + " for " + buckets);
    }
  }

  /** Factors that change nothing. */
  public static BiasFactors none(LeadBuckets buckets) {
    return new BiasFactors(buckets, Collections.nCopies(BiasSums.cells(buckets), 1.0));
  }

  /**
   * Estimated from origins. The log of a factor is the mean over origins of log(actual / forecast),
   * shrunk towards 0 by how well the origins agree on it: times 1 - (its standard error / it)^2, at
   * least 0 (the positive part of James and Stein 1961). A bias that changes its sign from origin
   * to origin is thereby not corrected. Cells of an origin with nothing sold or nothing forecast
   * say nothing.
   */
  static BiasFactors of(LeadBuckets buckets, List<BiasSums> origins) {
    List<Double> factors = new ArrayList<>();
    for (int bucket = 0; bucket < buckets.count(); bucket++) {
      for (DemandClass demandClass : DemandClass.values()) {
        List<Double> logs = new ArrayList<>();
        for (BiasSums origin : origins) {
          double forecast = origin.forecast(bucket, demandClass);
          double actual = origin.actual(bucket, demandClass);
          if (forecast > 0 && actual > 0) {
            logs.add(StrictMath.log(actual / forecast));
          }
        }
        factors.add(factor(logs));
      }
    }
    return new BiasFactors(buckets, factors);
  }

  /** One factor for all cells, as far as a forecast may be changed. */
  static BiasFactors same(LeadBuckets buckets, double factor) {
    double within = StrictMath.exp(Math.max(-MOST, Math.min(MOST, StrictMath.log(factor))));
    return new BiasFactors(buckets, Collections.nCopies(BiasSums.cells(buckets), within));
  }

  /** Both, one after the other. */
  BiasFactors times(BiasFactors other) {
    List<Double> product = new ArrayList<>();
    for (int cell = 0; cell < factors.size(); cell++) {
      product.add(factors.get(cell) * other.factors.get(cell));
    }
    return new BiasFactors(buckets, product);
  }

  private static double factor(List<Double> logs) {
    int origins = logs.size();
    double mean = 0;
    for (double log : logs) {
      mean += log / origins;
    }
    if (mean == 0) {
      return 1;
    }
    double squares = PRIOR_SPREAD * PRIOR_SPREAD;
    for (double log : logs) {
      squares += (log - mean) * (log - mean);
    }
    // One origin more for the prior, one less for the mean: the variance is squares / origins.
    double variance = squares / origins / origins;
    double shrunk = mean * Math.max(0, 1 - variance / (mean * mean));
    return StrictMath.exp(Math.max(-MOST, Math.min(MOST, shrunk)));
  }

  /** The factor of a cell. */
  double of(int bucket, DemandClass demandClass) {
    return factors.get(BiasSums.cell(bucket, demandClass));
  }

  /**
   * Forecasts without their bias.
   *
   * @param forecast by lead from 1; not changed
   */
  public double[] applied(DemandClass demandClass, double[] forecast) {
    double[] applied = new double[forecast.length];
    for (int lead = 1; lead <= forecast.length; lead++) {
      applied[lead - 1] = forecast[lead - 1] * of(buckets.nearest(lead), demandClass);
    }
    return applied;
  }
}
