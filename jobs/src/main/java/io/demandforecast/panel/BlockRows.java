package io.demandforecast.panel;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows with arrays in Spark's own form: the public one would box every number. */
final class BlockRows {
  private static final ArrayData NONE = new GenericArrayData(new Object[0]);

  private BlockRows() {}

  /** A data set of Spark's own rows. */
  static Dataset<Row> dataset(SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), schema, false);
  }

  /** A row of values in Spark's own form. */
  static InternalRow of(Object... values) {
    return new GenericInternalRow(values);
  }

  static ArrayData doubles(double[] values) {
    return UnsafeArrayData.fromPrimitiveArray(values);
  }

  /** An array of arrays. */
  static ArrayData floats(float[][] arrays) {
    Object[] made = new Object[arrays.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = UnsafeArrayData.fromPrimitiveArray(arrays[i]);
    }
    return new GenericArrayData(made);
  }

  static ArrayData texts(List<String> texts) {
    return new GenericArrayData(texts.stream().map(UTF8String::fromString).toArray());
  }

  /** A block of a group: a row of the panel. */
  static InternalRow group(
      String panelId, String kind, String key, int block, int first, double[] means) {
    return of(
        UTF8String.fromString(panelId),
        UTF8String.fromString(kind),
        UTF8String.fromString(key),
        block,
        first,
        doubles(means),
        NONE,
        NONE);
  }
}
