package io.demandforecast.panel;

import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.table.Panel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Puts the blocks of a series, a scope or a group together again: one row each, with arrays over
 * the whole span. Rows of one key follow each other. What depends on more than one block is done
 * here: that a gap in a history is no sale, from where it begins on.
 */
final class BlockJoiner implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
  private static final long serialVersionUID = 1L;

  /** Columns of a block, in the order that {@link #call} reads them. */
  static final String[] BLOCK = {
    Panel.KEY, Panel.BLOCK, Panel.FIRST_PERIOD, Panel.TARGET, Panel.COVARIATES, Panel.ATTRIBUTES
  };

  /** What is made: whole arrays. */
  static final StructType WHOLE =
      new StructType()
          .add(Panel.KEY, DataTypes.StringType, false)
          .add(Panel.FIRST_PERIOD, DataTypes.IntegerType, false)
          .add(Panel.TARGET, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
          .add(
              Panel.COVARIATES,
              DataTypes.createArrayType(
                  DataTypes.createArrayType(DataTypes.FloatType, false), false),
              false)
          .add(Panel.ATTRIBUTES, DataTypes.createArrayType(DataTypes.StringType, true), false);

  /** What is put together. */
  enum Kind {
    SERIES,
    SCOPE,
    GROUP
  }

  private final PanelSpan span;
  private final Kind kind;
  private final int covariates;
  private final Gaps gaps;
  private final int feed;

  /**
   * @param covariates number of covariates of each
   * @param feed position of the attribute that names a series' feed; -1 for none
   */
  BlockJoiner(PanelSpan span, Kind kind, int covariates, Gaps gaps, int feed) {
    this.span = span;
    this.kind = kind;
    this.covariates = covariates;
    this.gaps = gaps;
    this.feed = feed;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> blocks) {
    return new Iterator<>() {
      private InternalRow next = blocks.hasNext() ? blocks.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public InternalRow next() {
        if (next == null) {
          throw new NoSuchElementException();
        }
        UTF8String key = next.getUTF8String(0).copy();
        double[] target = kind == Kind.SCOPE ? new double[0] : unknown(span.origin());
        int begin = Panel.NEVER;
        float[][] arrays = new float[covariates][];
        ArrayData attributes = new GenericArrayData(new Object[0]);
        while (next != null && next.getUTF8String(0).equals(key)) {
          if (next.getInt(1) == Panel.HEAD) {
            attributes = next.getArray(5).copy();
            begin = next.getInt(2);
          } else {
            place(next.getInt(2), next.getArray(3).toDoubleArray(), target);
            placeCovariates(next.getInt(2), next.getArray(4), arrays);
          }
          next = blocks.hasNext() ? blocks.next() : null;
        }
        return whole(key, begin, target, arrays, attributes);
      }
    };
  }

  private double[] unknown(int last) {
    double[] values = new double[last - span.first() + 1];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private void place(int from, double[] block, double[] whole) {
    int begin = Math.max(from, span.first());
    int end = Math.min(from + block.length, span.first() + whole.length);
    if (begin < end) {
      System.arraycopy(block, begin - from, whole, begin - span.first(), end - begin);
    }
  }

  private void placeCovariates(int from, ArrayData blocks, float[][] whole) {
    for (int i = 0; i < blocks.numElements(); i++) {
      float[] block = blocks.getArray(i).toFloatArray();
      if (block.length > 0) {
        if (whole[i] == null) {
          whole[i] = new float[span.last() - span.first() + 1];
          Arrays.fill(whole[i], Float.NaN);
        }
        int begin = Math.max(from, span.first());
        int end = Math.min(from + block.length, span.last() + 1);
        if (begin < end) {
          System.arraycopy(block, begin - from, whole[i], begin - span.first(), end - begin);
        }
      }
    }
  }

  private InternalRow whole(
      UTF8String key, int history, double[] target, float[][] arrays, ArrayData attributes) {
    int known = lastKnown(attributes);
    // Never sold: the last period stands for a series of zeros.
    int begin =
        kind == Kind.SERIES ? Math.max(span.first(), Math.min(history, known)) : span.first();
    double[] values =
        Arrays.copyOfRange(target, Math.min(begin - span.first(), target.length), target.length);
    if (gaps == Gaps.ZERO && kind == Kind.SERIES) {
      int end = Math.min(span.lastKnown(), known) - begin;
      for (int i = 0; i <= end; i++) {
        values[i] = Double.isNaN(values[i]) ? 0 : values[i];
      }
    }
    float[][] covered = new float[arrays.length][];
    for (int i = 0; i < arrays.length; i++) {
      covered[i] =
          arrays[i] == null
              ? missing(begin)
              : Arrays.copyOfRange(arrays[i], begin - span.first(), arrays[i].length);
    }
    return BlockRows.of(
        key, begin, BlockRows.doubles(values), BlockRows.floats(covered), attributes);
  }

  /** The last period that anything can be known of: what a late feed lacks is no sale of zero. */
  private int lastKnown(ArrayData attributes) {
    return feed < 0 || attributes.numElements() <= feed || attributes.isNullAt(feed)
        ? span.origin()
        : span.late().lastKnown(attributes.getUTF8String(feed).toString(), span.origin());
  }

  private float[] missing(int begin) {
    float[] values = new float[span.last() - begin + 1];
    Arrays.fill(values, Float.NaN);
    return values;
  }
}
