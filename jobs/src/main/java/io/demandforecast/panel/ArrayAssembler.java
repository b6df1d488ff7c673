package io.demandforecast.panel;

import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.DemandPolicy.LeadingZeros;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns facts, sorted so that those of one entity follow each other, into one row of arrays an
 * entity. Of several facts about one slot the one known last counts, of those the one loaded last,
 * of those the one whose span begins last; the order they arrive in does not matter.
 */
final class ArrayAssembler implements MapPartitionsFunction<Row, Row>, Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns of a fact, in the order that {@link #call} reads them. */
  static final List<String> FACT =
      List.of("entity", "column", "from", "to", "value", "known", "seq", "kind");

  /** The column number of the target; covariates follow from 0. */
  static final int TARGET = -1;

  /**
   * The span of the arrays.
   *
   * @param first the first period of any fact that is kept
   * @param lastKnown the last period with an actual of any series: gaps are filled up to here
   * @param origin the last period of targets
   * @param last the last period of covariates
   */
  record Span(int first, int lastKnown, int origin, int last) implements Serializable {}

  private final Span span;
  private final int[] covariatesByKind;
  private final Gaps gaps;
  private final LeadingZeros leadingZeros;

  /**
   * @param covariatesByKind number of covariates by the kind of entity: 0 are series, then the
   *     scopes
   */
  ArrayAssembler(Span span, int[] covariatesByKind, Gaps gaps, LeadingZeros leadingZeros) {
    this.span = span;
    this.covariatesByKind = covariatesByKind.clone();
    this.gaps = gaps;
    this.leadingZeros = leadingZeros;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> facts) {
    return new Iterator<>() {
      private Row next = facts.hasNext() ? facts.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Row next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        long entity = next.getLong(0);
        int kind = next.getInt(7);
        Slots target = new Slots(span.first, span.origin);
        Slots[] covariates = new Slots[covariatesByKind[kind]];
        while (next != null && next.getLong(0) == entity) {
          int column = next.getInt(1);
          Slots slots = target;
          if (column != TARGET) {
            if (covariates[column] == null) {
              covariates[column] = new Slots(span.first, span.last);
            }
            slots = covariates[column];
          }
          slots.put(
              next.getInt(2), next.getInt(3), next.getDouble(4), next.getInt(5), next.getLong(6));
          next = facts.hasNext() ? facts.next() : null;
        }
        return row(entity, kind, target, covariates);
      }
    };
  }

  /** One row: entity, first period, target, covariates. */
  private Row row(long entity, int kind, Slots target, Slots[] covariates) {
    int begin = kind == 0 ? firstOf(target) : span.first;
    double[] values = kind == 0 ? target.from(begin) : new double[0];
    if (gaps == Gaps.ZERO && kind == 0) {
      int end = Math.min(span.lastKnown, span.origin) - begin;
      for (int i = 0; i <= end; i++) {
        values[i] = Double.isNaN(values[i]) ? 0 : values[i];
      }
    }
    List<Object> arrays = new ArrayList<>();
    for (Slots slots : covariates) {
      arrays.add(slots == null ? missing(begin) : slots.floatsFrom(begin));
    }
    return RowFactory.create(entity, begin, values, arrays.toArray());
  }

  /**
   * The period a series' history starts in: its first sale, or its first fact where zeros are kept.
   */
  private int firstOf(Slots target) {
    for (int period = span.first; period <= span.origin; period++) {
      double value = target.values[period - span.first];
      if (!Double.isNaN(value) && (value != 0 || leadingZeros == LeadingZeros.KEEP)) {
        return period;
      }
    }
    // Never sold: the last period stands for a series of zeros.
    return span.origin;
  }

  private float[] missing(int begin) {
    float[] values = new float[span.last - begin + 1];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /** Values by period, each with what it was known by. */
  private static final class Slots {
    private final int first;
    private final double[] values;
    private final int[] known;
    private final long[] seq;
    private final int[] begun;

    Slots(int first, int last) {
      this.first = first;
      int length = last - first + 1;
      this.values = new double[length];
      this.known = new int[length];
      this.seq = new long[length];
      this.begun = new int[length];
      Arrays.fill(values, Double.NaN);
      Arrays.fill(known, Integer.MIN_VALUE);
    }

    void put(int from, int to, double value, int knownAt, long loadSeq) {
      int begin = Math.max(from - first, 0);
      int end = Math.min(to - first, values.length - 1);
      for (int i = begin; i <= end; i++) {
        if (counts(i, from, value, knownAt, loadSeq)) {
          values[i] = value;
          known[i] = knownAt;
          seq[i] = loadSeq;
          begun[i] = from;
        }
      }
    }

    /** Whether a fact counts more than the one held: of spans of one load the one begun last. */
    private boolean counts(int slot, int from, double value, int knownAt, long loadSeq) {
      if (knownAt != known[slot]) {
        return knownAt > known[slot];
      }
      if (loadSeq != seq[slot]) {
        return loadSeq > seq[slot];
      }
      return from != begun[slot] ? from > begun[slot] : Double.compare(value, values[slot]) > 0;
    }

    double[] from(int period) {
      return Arrays.copyOfRange(values, period - first, values.length);
    }

    float[] floatsFrom(int period) {
      float[] floats = new float[values.length - (period - first)];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[period - first + i];
      }
      return floats;
    }
  }
}
