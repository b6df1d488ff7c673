package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * Forecasts whose errors are taken to be of one kind, or a wider pool of several such.
 *
 * @param kind what the quantities are
 * @param bucket bucket of leads, counted from 0; {@link #ANY} for all
 * @param demandClass position of the demand class; {@link #ANY} for all
 * @param level level of the forecast; {@link #ANY} for all
 */
record Pool(DemandKind kind, int bucket, int demandClass, int level)
    implements Serializable, Comparable<Pool> {
  static final int ANY = -1;

  private static final Comparator<Pool> ORDER =
      Comparator.comparing(Pool::kind)
          .thenComparingInt(Pool::bucket)
          .thenComparingInt(Pool::demandClass)
          .thenComparingInt(Pool::level);

  static Pool of(DemandKind kind, int bucket, DemandClass demandClass, int level) {
    return new Pool(kind, bucket, demandClass.ordinal(), level);
  }

  /** All forecasts of a kind. */
  static Pool all(DemandKind kind) {
    return new Pool(kind, ANY, ANY, ANY);
  }

  /** This pool and wider ones, the widest last: without the class, the leads, the level. */
  List<Pool> widening() {
    return List.of(
        this, new Pool(kind, bucket, ANY, level), new Pool(kind, ANY, ANY, level), all(kind));
  }

  @Override
  public int compareTo(Pool other) {
    return ORDER.compare(this, other);
  }
}
