package io.demandforecast.panel;

import io.demandforecast.config.DemandPolicy.LeadingZeros;
import io.demandforecast.series.PeriodBlocks;
import io.demandforecast.table.Panel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Turns facts, sorted so that those of one entity follow each other, into a row of arrays an entity
 * and block; a series has a row for {@link Panel#HEAD} too, which says where its history begins as
 * far as the blocks made know. Of several facts about one slot the one known last counts, of those
 * the one loaded last, of those the one whose span begins last; the order they arrive in does not
 * matter. What a block holds depends on the facts about its periods alone.
 */
final class ArrayAssembler implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  /** Columns of a fact, in the order that {@link #call} reads them. */
  static final List<String> FACT =
      List.of("entity", "column", "from", "to", "value", "known", "seq", "kind");

  /** Number of an entity among the columns made. */
  static final String ENTITY = "entity";

  /** What is made. */
  static final StructType MADE =
      new StructType()
          .add(ENTITY, DataTypes.LongType, false)
          .add(Panel.BLOCK, DataTypes.IntegerType, false)
          .add(Panel.FIRST_PERIOD, DataTypes.IntegerType, false)
          .add(Panel.TARGET, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add(
              Panel.COVARIATES,
              DataTypes.createArrayType(
                  DataTypes.createArrayType(DataTypes.FloatType, false), false),
              false);

  /** The column number of the target; covariates follow from 0. */
  static final int TARGET = -1;

  private final PanelSpan span;
  private final PeriodBlocks blocks;
  private final TreeSet<Integer> wanted;
  private final int[] covariatesByKind;
  private final LeadingZeros leadingZeros;
  private final int first;
  private final int last;

  /**
   * @param wanted blocks to make, each with a period of the span
   * @param covariatesByKind number of covariates by the kind of entity: 0 are series, then the
   *     scopes
   */
  ArrayAssembler(
      PanelSpan span,
      PeriodBlocks blocks,
      SortedSet<Integer> wanted,
      int[] covariatesByKind,
      LeadingZeros leadingZeros) {
    this.span = span;
    this.blocks = blocks;
    this.wanted = new TreeSet<>(wanted);
    this.covariatesByKind = covariatesByKind.clone();
    this.leadingZeros = leadingZeros;
    this.first = wanted.isEmpty() ? 0 : Math.max(blocks.first(wanted.first()), span.first());
    this.last = wanted.isEmpty() ? -1 : Math.min(blocks.last(wanted.last()), span.last());
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> facts) {
    return new Iterator<>() {
      private final Deque<InternalRow> made = new ArrayDeque<>();
      // Spark may hand out one row object again and again: it is read before the next is asked for.
      private InternalRow next = facts.hasNext() ? facts.next() : null;

      @Override
      public boolean hasNext() {
        while (made.isEmpty() && next != null) {
          assemble();
        }
        return !made.isEmpty();
      }

      @Override
      public InternalRow next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return made.poll();
      }

      private void assemble() {
        long entity = next.getLong(0);
        int kind = next.getInt(7);
        Slots target = null;
        Slots[] covariates = new Slots[covariatesByKind[kind]];
        while (next != null && next.getLong(0) == entity) {
          int column = next.getInt(1);
          Slots slots;
          if (column == TARGET) {
            target = target == null ? new Slots(first, Math.min(last, span.origin())) : target;
            slots = target;
          } else {
            covariates[column] =
                covariates[column] == null ? new Slots(first, last) : covariates[column];
            slots = covariates[column];
          }
          slots.put(
              next.getInt(2), next.getInt(3), next.getDouble(4), next.getInt(5), next.getLong(6));
          next = facts.hasNext() ? facts.next() : null;
        }
        rows(entity, kind, target, covariates, made);
      }
    };
  }

  private void rows(
      long entity, int kind, Slots target, Slots[] covariates, Deque<InternalRow> made) {
    if (kind == 0) {
      int begin = target == null ? Panel.NEVER : target.begin(blocks, wanted, leadingZeros);
      made.add(row(entity, Panel.HEAD, begin, new double[0], new float[0][]));
    }
    for (int block : wanted) {
      double[] values = target == null ? new double[0] : target.block(blocks, block);
      List<float[]> arrays = new ArrayList<>();
      boolean empty = values.length == 0;
      for (Slots slots : covariates) {
        float[] floats = slots == null ? new float[0] : floats(slots.block(blocks, block));
        empty &= floats.length == 0;
        arrays.add(floats);
      }
      if (!empty) {
        made.add(row(entity, block, blocks.first(block), values, arrays.toArray(float[][]::new)));
      }
    }
  }

  private static InternalRow row(
      long entity, int block, int first, double[] target, float[][] covariates) {
    return BlockRows.of(
        entity, block, first, BlockRows.doubles(target), BlockRows.floats(covariates));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
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
      int length = Math.max(0, last - first + 1);
      this.values = new double[length];
      this.known = new int[length];
      this.seq = new long[length];
      this.begun = new int[length];
      Arrays.fill(values, Double.NaN);
      Arrays.fill(known, Integer.MIN_VALUE);
    }

    void put(int from, int to, double value, int knownAt, long loadSeq) {
      int begin = Math.max(from, first) - first;
      int end = Math.min(to, first + values.length - 1) - first;
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

    /** The first period with a sale, or a fact where zeros are kept, in some blocks. */
    int begin(PeriodBlocks blocks, SortedSet<Integer> wanted, LeadingZeros leadingZeros) {
      for (int block : wanted) {
        int end = Math.min(blocks.last(block), first + values.length - 1);
        for (int period = Math.max(blocks.first(block), first); period <= end; period++) {
          double value = values[period - first];
          if (!Double.isNaN(value) && (value != 0 || leadingZeros == LeadingZeros.KEEP)) {
            return period;
          }
        }
      }
      return Panel.NEVER;
    }

    /** A whole block, NaN where nothing is known; empty where nothing is known in all of it. */
    double[] block(PeriodBlocks blocks, int block) {
      int begin = Math.max(blocks.first(block), first);
      int end = Math.min(blocks.last(block), first + values.length - 1);
      double[] made = new double[0];
      for (int period = begin; period <= end; period++) {
        double value = values[period - first];
        if (!Double.isNaN(value)) {
          if (made.length == 0) {
            made = new double[blocks.size()];
            Arrays.fill(made, Double.NaN);
          }
          made[period - blocks.first(block)] = value;
        }
      }
      return made;
    }
  }
}
