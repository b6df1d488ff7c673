package io.demandforecast.warehouse;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.demandforecast.table.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * A table as Delta keeps it in a folder: how it is made from its definition, and how each kind of
 * write is one commit. Who may write, and when, {@link Warehouse} knows.
 */
final class TableFiles {
  /**
   * Long enough that a published run's inputs can be read again: Delta's defaults end after a week.
   */
  private static final String RETENTION = "interval 400 days";

  private static final Set<DataType> SKIPPED_BY =
      Set.of(DataTypes.DateType, DataTypes.IntegerType, DataTypes.LongType);

  private final SparkSession spark;
  private final TableDefinition table;
  private final String path;

  TableFiles(SparkSession spark, TableDefinition table, String path) {
    this.spark = spark;
    this.table = table;
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Makes the table, empty; nothing where it is there. */
  void create() {
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(path)
            .comment(table.comment())
            .property("delta.deletedFileRetentionDuration", RETENTION)
            .property("delta.logRetentionDuration", RETENTION)
            .property("delta.dataSkippingStatsColumns", String.join(",", skippedBy()));
    for (StructField field : table.schema().fields()) {
      builder =
          builder.addColumn(
              DeltaTable.columnBuilder(spark, field.name())
                  .dataType(field.dataType())
                  .nullable(field.nullable())
                  .comment(field.getComment().getOrElse(() -> ""))
                  .build());
    }
    for (TableDefinition.Check check : table.checks()) {
      builder = builder.property("delta.constraints." + check.name(), check.condition());
    }
    if (!table.partitioning().isEmpty()) {
      builder = builder.partitionedBy(partitioning());
    }
    builder.execute();
  }

  /** All rows, with the columns that the files have. */
  Dataset<Row> rows() {
    return spark.read().format(Warehouse.FORMAT).load(path);
  }

  /** Columns of the definition that the files, which an older version made, have not. */
  List<String> missing() {
    Set<String> there = Set.of(rows().columns());
    return Arrays.stream(table.schema().fieldNames())
        .filter(name -> !there.contains(name))
        .toList();
  }

  void append(Dataset<Row> rows) {
    writer(rows, "append").save(path);
  }

  void overwrite(Dataset<Row> rows) {
    writer(rows, "overwrite").save(path);
  }

  /** Puts rows in the place of those that fulfil a condition. */
  void replaceWhere(Dataset<Row> rows, String condition) {
    writer(rows, "overwrite").option("replaceWhere", condition).save(path);
  }

  /** Overwrites, with the definition's columns in the place of those that were there. */
  void overwriteSchema(Dataset<Row> rows) {
    List<String> widened = new ArrayList<>(List.of(rows().columns()));
    widened.addAll(missing());
    if (widened.equals(List.of(table.schema().fieldNames()))) {
      // A new schema would take the NOT NULL of its columns away.
      overwrite(rows);
      return;
    }
    shaped(rows)
        .write()
        .format(Warehouse.FORMAT)
        .mode("overwrite")
        .option("overwriteSchema", "true")
        .partitionBy(partitioning())
        .save(path);
  }

  /**
   * Adds a row unless one that is there forbids it.
   *
   * @param forbidden condition over rows {@code there} and the row to come, {@code added}
   * @return whether the row was added
   */
  boolean insertUnless(Dataset<Row> row, String forbidden) {
    if (!missing().isEmpty()) {
      append(spark.createDataFrame(List.of(), table.schema()));
    }
    Row done =
        DeltaTable.forPath(spark, path)
            .as("there")
            .merge(shaped(row).as("added"), forbidden)
            .whenNotMatched()
            .insertAll()
            .execute()
            .head();
    return done.<Long>getAs("num_inserted_rows") > 0;
  }

  /** A table that an older version made gains the columns that were added since. */
  private DataFrameWriter<Row> writer(Dataset<Row> rows, String mode) {
    return shaped(rows).write().format(Warehouse.FORMAT).mode(mode).option("mergeSchema", "true");
  }

  /** The definition's columns, taken by name. */
  private Dataset<Row> shaped(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(table.schema().fields())
            .map(
                field ->
                    functions
                        .col("`" + field.name() + "`")
                        .cast(field.dataType())
                        .as(field.name(), field.metadata()))
            .toArray(Column[]::new));
  }

  private String[] partitioning() {
    return table.partitioning().toArray(String[]::new);
  }

  /**
   * Columns whose bounds are kept for each file: loads, days and periods, which questions are asked
   * by. Bounds of texts and quantities are hardly ever narrow, and cost more than a row's bytes do.
   */
  private List<String> skippedBy() {
    return Arrays.stream(table.schema().fields())
        .filter(field -> SKIPPED_BY.contains(field.dataType()))
        .map(StructField::name)
        .filter(name -> !table.partitioning().contains(name))
        .toList();
  }
}
