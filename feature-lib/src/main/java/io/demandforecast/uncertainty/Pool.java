package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Errors that are taken to be of one kind.
 *
 * @param bucket bucket of leads, counted from 0
 * @param demandClass class of the series at the origin of the forecast
 */
public record Pool(int bucket, DemandClass demandClass) implements Serializable, Comparable<Pool> {
  private static final Comparator<Pool> ORDER =
      Comparator.comparingInt(Pool::bucket).thenComparing(Pool::demandClass);

  @Override
  public int compareTo(Pool other) {
    return ORDER.compare(this, other);
  }
}
