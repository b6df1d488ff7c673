package io.demandforecast.series;

import java.io.Serializable;

/**
 * One number a period over a span of periods. Series that share a covariate (a holiday, a store's
 * openings) share the array.
 *
 * @param firstPeriod period of the first value
 * @param values the values; NaN where there is none. Not copied: whoever makes it leaves the array
 *     as it is
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Shared by thousands of series: a copy each would cost what sharing
// saves.
public record PeriodValues(int firstPeriod, float[] values) implements Serializable {

  /** The value of a period; NaN outside the span. */
  public float at(int period) {
    int slot = period - firstPeriod;
    return slot < 0 || slot >= values.length ? Float.NaN : values[slot];
  }
}
