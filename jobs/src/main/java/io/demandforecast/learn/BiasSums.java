package io.demandforecast.learn;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.uncertainty.DemandClass;
import java.io.Serializable;

/**
 * Sums of one candidate's forecasts from one origin and of what was sold, by bucket of leads and
 * demand class as known at the origin. Forecasts without an actual count nowhere.
 */
public final class BiasSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int CLASSES = DemandClass.values().length;
  private final LeadBuckets buckets;
  private final double[] forecast;
  private final double[] actual;
  private final long[] rows;

  BiasSums(LeadBuckets buckets) {
    this.buckets = buckets;
    this.forecast = new double[cells(buckets)];
    this.actual = new double[forecast.length];
    this.rows = new long[forecast.length];
  }

  /** Adds a series: by lead from 1, actuals NaN where there is none. */
  void add(DemandClass demandClass, double[] actuals, double[] forecasts) {
    for (int lead = 1; lead <= actuals.length; lead++) {
      if (!Double.isNaN(actuals[lead - 1])) {
        int cell = cell(buckets.of(lead), demandClass);
        forecast[cell] += forecasts[lead - 1];
        actual[cell] += actuals[lead - 1];
        rows[cell]++;
      }
    }
  }

  void merge(BiasSums other) {
    for (int cell = 0; cell < rows.length; cell++) {
      forecast[cell] += other.forecast[cell];
      actual[cell] += other.actual[cell];
      rows[cell] += other.rows[cell];
    }
  }

  double forecast(int bucket, DemandClass demandClass) {
    return forecast[cell(bucket, demandClass)];
  }

  double actual(int bucket, DemandClass demandClass) {
    return actual[cell(bucket, demandClass)];
  }

  /** All that was sold. */
  double actual() {
    double sum = 0;
    for (double ofCell : actual) {
      sum += ofCell;
    }
    return sum;
  }

  /** All forecasts with an actual. */
  long rows() {
    long sum = 0;
    for (long ofCell : rows) {
      sum += ofCell;
    }
    return sum;
  }

  long rows(int bucket, DemandClass demandClass) {
    return rows[cell(bucket, demandClass)];
  }

  /** Cells that there are: one for each bucket of leads and demand class. */
  static int cells(LeadBuckets buckets) {
    return buckets.count() * CLASSES;
  }

  /** Position of a cell: by bucket, within it by demand class. */
  static int cell(int bucket, DemandClass demandClass) {
    return bucket * CLASSES + demandClass.ordinal();
  }
}
