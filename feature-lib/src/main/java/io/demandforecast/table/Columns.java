package io.demandforecast.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Builds a schema column by column, each with its comment. */
final class Columns {
  private final List<StructField> fields = new ArrayList<>();

  /** A column that always has a value. */
  Columns required(String name, DataType type, String comment) {
    fields.add(new StructField(name, type, false, Metadata.empty()).withComment(comment));
    return this;
  }

  /** A column that may be null. */
  Columns optional(String name, DataType type, String comment) {
    fields.add(new StructField(name, type, true, Metadata.empty()).withComment(comment));
    return this;
  }

  /** One text column a name, each with the same comment. */
  Columns texts(List<String> names, String comment) {
    names.forEach(name -> optional(name, DataTypes.StringType, comment));
    return this;
  }

  StructType schema() {
    return new StructType(fields.toArray(StructField[]::new));
  }
}
