package io.demandforecast.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.table.TableDefinition;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** One warehouse for all tests, a table each. */
@TestInstance(Lifecycle.PER_CLASS)
class WarehouseIT extends SparkTest {
  @TempDir static Path folder;
  private Warehouse warehouse;

  @BeforeAll
  void open() {
    runBefore();
    warehouse =
        Warehouse.open(
            spark(),
            folder.resolve("w").toString(),
            new WarehouseIdentity("things", List.of("id"), List.of()));
  }

  @Test
  void aTableIsMadeAsItsDefinitionSays() {
    TableDefinition table = table("made");
    assertFalse(warehouse.exists(table));
    assertEquals(OptionalLong.empty(), warehouse.version(table));
    assertEquals(0, warehouse.read(table).count());
    assertEquals(
        Arrays.asList(table.schema().fieldNames()), List.of(warehouse.read(table).columns()));

    warehouse.append(table, rows(table, RowFactory.create("a", "north", 1.0, null)));

    Row detail = spark().sql("DESCRIBE DETAIL delta.`" + path(table) + "`").first();
    assertEquals("One row a thing", detail.getAs("description"));
    assertEquals(List.of("place"), detail.getList(detail.fieldIndex("partitionColumns")));
    assertEquals(1, detail.<Integer>getAs("minReaderVersion"));
    Map<String, String> properties = detail.getJavaMap(detail.fieldIndex("properties"));
    assertEquals("interval 400 days", properties.get("delta.deletedFileRetentionDuration"));
    assertEquals("interval 400 days", properties.get("delta.logRetentionDuration"));
    assertEquals("amount > 0", properties.get("delta.constraints.amount_is_positive"));
    assertEquals(comments(table.schema()), comments(warehouse.read(table).schema()));
    Assertions.assertTrue(warehouse.exists(table));
  }

  @Test
  void whatAKilledFirstCommitLeavesIsNoTableYet() throws IOException {
    TableDefinition table = table("killed");
    Path log = Files.createDirectories(folder.resolve("w/killed/_delta_log"));
    Files.writeString(log.resolve("." + "0".repeat(20) + ".json.half.part"), "{\"prot");

    assertFalse(warehouse.exists(table));
    assertEquals(0, warehouse.read(table).count());
    warehouse.append(table, rows(table, thing("a", 1)));
    assertEquals(List.of("a 1.0"), stored(table));
  }

  @Test
  void dataWithoutALogAreNotTakenForATableThatIsYetToBeMade() throws IOException {
    TableDefinition table = table("damaged");
    Files.createDirectories(folder.resolve("w/damaged/_delta_log"));
    Files.writeString(folder.resolve("w/damaged/part-0.parquet"), "rows of somebody");

    Assertions.assertTrue(warehouse.exists(table));
  }

  @Test
  void aRowThatBreaksACheckIsRefusedWithAllThatCameWithIt() {
    TableDefinition table = table("checked");
    long version = warehouse.append(table, rows(table, thing("a", 1)));
    refusedFor("amount_is_positive", () -> append(table, thing("b", 2), thing("c", -1)));
    assertEquals(OptionalLong.of(version), warehouse.version(table));
    assertEquals(List.of("a 1.0"), stored(table));
  }

  @Test
  void aNullWhereThereMustBeAValueIsRefused() {
    TableDefinition table = table("not_null");
    long version = warehouse.append(table, rows(table, thing("a", 1)));
    Dataset<Row> rows =
        rows(table, thing("b", 2)).selectExpr("nullif(id, 'b') as id", "place", "amount", "note");
    refusedFor("null", () -> warehouse.append(table, rows));
    assertEquals(OptionalLong.of(version), warehouse.version(table));
  }

  @Test
  void columnsAreTakenByTheirNames() {
    TableDefinition table = table("by_name");
    warehouse.append(
        table, rows(table, thing("a", 1)).selectExpr("note", "amount", "place", "id", "7 as more"));
    assertEquals(List.of("a 1.0"), stored(table));
  }

  @Test
  void replacingTwiceIsReplacingOnce() {
    TableDefinition table = table("replaced");
    warehouse.append(table, rows(table, thing("a", 1), thing("b", 2)));
    Dataset<Row> newer = rows(table, thing("a", 5), thing("a", 6));
    long once = warehouse.replaceWhere(table, newer, "id", "a");
    long twice = warehouse.replaceWhere(table, newer, "id", "a");
    Assertions.assertTrue(twice > once);
    assertEquals(List.of("a 5.0", "a 6.0", "b 2.0"), stored(table));
  }

  @Test
  void aValueIsReplacedWhateverItsCharacters() {
    TableDefinition table = table("quoted");
    List<String> ids = List.of("it's \"x\"; --%_`", "back\\slash\\", "a' OR '1'='1", "other");
    Row[] things = ids.stream().map(id -> thing(id, 1)).toArray(Row[]::new);
    warehouse.append(table, rows(table, things));
    for (String id : ids.subList(0, 3)) {
      warehouse.replaceWhere(table, rows(table, thing(id, 2)), "id", id);
    }
    assertEquals(
        ids.stream().map(id -> id + (id.equals("other") ? " 1.0" : " 2.0")).sorted().toList(),
        stored(table));
  }

  @Test
  void anOverwriteLeavesNothingOfTheRowsBefore() {
    TableDefinition table = table("overwritten");
    warehouse.append(table, rows(table, thing("a", 1), thing("b", 2)));
    warehouse.overwrite(table, rows(table, thing("c", 3)));
    assertEquals(List.of("c 3.0"), stored(table));
  }

  @Test
  void aTableTakesOtherColumnsAndItsEarlierVersionsStay() {
    TableDefinition table = table("reshaped");
    long before = warehouse.overwriteSchema(table, rows(table, thing("a", 1)));
    TableDefinition wider =
        new TableDefinition(
            table.name(),
            table.comment(),
            table
                .schema()
                .add(column("weight", DataTypes.FloatType, true, "What it weighs"))
                .add(column("colour", DataTypes.StringType, true, "What it looks like")),
            table.key(),
            table.partitioning(),
            table.checks());
    Row row = RowFactory.create("b", "north", 2.0, null, 1.5f, "red");
    long after =
        warehouse.overwriteSchema(wider, spark().createDataFrame(List.of(row), wider.schema()));

    assertEquals(List.of(row), warehouse.read(wider).collectAsList());
    assertEquals(comments(wider.schema()), comments(warehouse.read(wider).schema()));
    Assertions.assertTrue(after > before);
    Dataset<Row> earlier =
        spark().read().format("delta").option("versionAsOf", before).load(path(table));
    assertEquals(List.of(thing("a", 1)), earlier.collectAsList());
  }

  @Test
  void aTableOfAnOlderVersionGainsTheColumnsAddedSince() {
    TableDefinition table = table("older");
    warehouse.append(table, rows(table, thing("a", 1)));
    TableDefinition newer =
        new TableDefinition(
            table.name(),
            table.comment(),
            table.schema().add(column("colour", DataTypes.StringType, true, "What it looks like")),
            table.key(),
            table.partitioning(),
            table.checks());
    Row row = RowFactory.create("b", "north", 2.0, null, "red");
    Dataset<Row> rows = spark().createDataFrame(List.of(row), newer.schema());
    warehouse.replaceWhere(newer, rows, "id", "b");
    warehouse.replaceWhere(newer, rows, "id", "b");

    assertEquals(
        List.of(RowFactory.create("a", "north", 1.0, null, null), row),
        warehouse.read(newer).orderBy("id").collectAsList());
    Dataset<Row> broken =
        rows(table, thing("c", 2)).selectExpr("nullif(id, 'c') as id", "place", "amount", "note");
    refusedFor("null", () -> warehouse.append(table, broken));
  }

  @Test
  void theSameColumnsKeepTheirNotNull() {
    TableDefinition table = table("kept");
    warehouse.overwriteSchema(table, rows(table, thing("a", 1)));
    Dataset<Row> rows =
        rows(table, thing("b", 2)).selectExpr("nullif(id, 'b') as id", "place", "amount", "note");
    refusedFor("null", () -> warehouse.overwriteSchema(table, rows));
    assertEquals(List.of("a 1.0"), stored(table));
  }

  @Test
  void versionsAreThoseOfTheTablesThatWereWritten() {
    TableDefinition written = table("written");
    long version = warehouse.append(written, rows(written, thing("a", 1)));
    Map<String, Long> expected = new LinkedHashMap<>();
    expected.put("written", version);
    assertEquals(expected, warehouse.versions(written, table("never_written")));
  }

  private TableDefinition table(String name) {
    return new TableDefinition(
        name,
        "One row a thing",
        new StructType()
            .add(column("id", DataTypes.StringType, false, "Name of the thing"))
            .add(column("place", DataTypes.StringType, true, "Where it is"))
            .add(column("amount", DataTypes.DoubleType, false, "How much there is of it"))
            .add(column("note", DataTypes.StringType, true, "What else is to be said")),
        List.of("id"),
        List.of("place"),
        List.of(new TableDefinition.Check("amount_is_positive", "amount > 0")));
  }

  private static StructField column(String name, DataType type, boolean nullable, String comment) {
    return new StructField(name, type, nullable, Metadata.empty()).withComment(comment);
  }

  private static Row thing(String id, double amount) {
    return RowFactory.create(id, "north", amount, null);
  }

  private Dataset<Row> rows(TableDefinition table, Row... rows) {
    return spark().createDataFrame(List.of(rows), table.schema());
  }

  private long append(TableDefinition table, Row... rows) {
    return warehouse.append(table, rows(table, rows));
  }

  private List<String> stored(TableDefinition table) {
    return warehouse.read(table).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getDouble(2))
        .sorted()
        .toList();
  }

  private static List<String> comments(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + ": " + field.getComment().getOrElse(() -> "none"))
        .toList();
  }

  private String path(TableDefinition table) {
    return warehouse.location() + "/" + table.name();
  }

  private static void refusedFor(String word, Executable write) {
    Throwable refused = assertThrows(Exception.class, write);
    StringBuilder messages = new StringBuilder();
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      messages.append(cause.getMessage()).append('\n');
    }
    Assertions.assertTrue(
        messages.toString().toLowerCase(java.util.Locale.ROOT).contains(word), refused::toString);
  }
}
