package io.demandforecast.source;

import static io.demandforecast.failure.ExitCode.DATA_CONTRACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.Format;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnarSourceIT extends SourceTest {
  @ParameterizedTest
  @EnumSource(names = {"PARQUET", "ORC", "AVRO"})
  void valuesBecomeTheirCanonicalText(Format format) {
    save(typed(), format, "typed folder");

    List<String> rows =
        rows(
            InputBuilder.of(format, "typed folder")
                .columns("day", "at", "sold", "price", "share", "open", "item")
                .nullValues("NA"),
            "day",
            "at",
            "sold",
            "price",
            "share",
            "open",
            "item",
            RawColumns.LINE,
            RawColumns.BROKEN,
            RawColumns.RAW);

    assertEquals(
        List.of(
            "2024-02-29|2024-02-29T23:30:00.5Z|7|12.5|3|true|null|null|null|"
                + "{\"day\":\"2024-02-29\",\"at\":\"2024-02-29T23:30:00.5Z\",\"sold\":\"7\","
                + "\"price\":\"12.5\",\"share\":\"3\",\"open\":\"true\",\"item\":\"NA\"}"),
        rows);
  }

  @Test
  void instantsAreUtcWhateverTheSessionsZone() {
    save(typed(), Format.PARQUET, "typed");
    spark().conf().set("spark.sql.session.timeZone", "America/New_York");
    try {
      assertEquals(
          List.of("2024-02-29T23:30:00.5Z"),
          rows(InputBuilder.of(Format.PARQUET, "typed").columns("at").ignoreExtraColumns(), "at"));
    } finally {
      spark().conf().set("spark.sql.session.timeZone", "UTC");
    }
  }

  @Test
  void wallClocksHaveNoZoneAndMidnightsCountAsDates() {
    Dataset<Row> table =
        spark()
            .sql(
                "SELECT timestamp_ntz'2024-03-01 00:00:00' AS day,"
                    + " timestamp_ntz'2024-03-01 07:00:00' AS late,"
                    + " timestamp_ntz'2024-03-01 00:00:00' AS at");
    save(table, Format.PARQUET, "clock");

    assertEquals(
        List.of("2024-03-01|2024-03-01T07:00:00|2024-03-01T00:00:00"),
        rows(
            InputBuilder.of(Format.PARQUET, "clock")
                .column("day", ColumnType.DATE, "")
                .column("late", ColumnType.DATE, "")
                .column("at", ColumnType.TIMESTAMP, ""),
            "day",
            "late",
            "at"));
  }

  @Test
  void numbersAreWrittenWithoutNeedlessZeros() {
    Dataset<Row> table =
        spark()
            .sql(
                "SELECT double(10000000) AS a, double(-0.25) AS b, double('NaN') AS c,"
                    + " decimal(100) AS d, cast(0.0000001 AS decimal(20,10)) AS e, float(2.5) AS f,"
                    + " double('Infinity') AS g, bigint(-5) AS h");
    save(table, Format.PARQUET, "numbers");

    assertEquals(
        List.of("10000000|-0.25|NaN|100|0.0000001|2.5|Infinity|-5"),
        rows(
            InputBuilder.of(Format.PARQUET, "numbers")
                .columns("a", "b", "c", "d", "e", "f", "g", "h"),
            "a",
            "b",
            "c",
            "d",
            "e",
            "f",
            "g",
            "h"));
  }

  @Test
  void rowsNameTheFileThatStatNames() {
    save(typed(), Format.PARQUET, "a b+c%20/typed");
    InputBuilder input =
        InputBuilder.of(Format.PARQUET, "a b+c%20/typed").columns("item").ignoreExtraColumns();

    RawInput raw = read(input);

    assertEquals(
        raw.files().stream().map(SourceFile::path).toList(),
        raw.rows().select(RawColumns.FILE).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList());
    assertTrue(raw.files().get(0).path().startsWith("a b+c%20/typed/part-"));
    assertEquals(64, raw.files().get(0).sha256().length());
  }

  @Test
  void columnsOfFoldersArePartOfTheTable() {
    spark()
        .sql("SELECT 'A' AS store, 1 AS sold UNION ALL SELECT 'B', 2")
        .write()
        .partitionBy("store")
        .parquet(folder.resolve("by-store").toString());

    assertEquals(
        List.of("A|1", "B|2"),
        rows(
            InputBuilder.of(Format.PARQUET, "by-store").columns("store", "sold"), "store", "sold"));
  }

  @Test
  void filesOfUnlikeTypesAreReadEachByItsOwn() {
    save(spark().sql("SELECT 1 AS sold, 'A' AS item"), Format.PARQUET, "in/1");
    save(spark().sql("SELECT 'B' AS item, 2.5D AS sold"), Format.PARQUET, "in/2");

    assertEquals(
        List.of("A|1", "B|2.5"),
        rows(InputBuilder.of(Format.PARQUET, "in/*").columns("item", "sold"), "item", "sold"));
  }

  @Test
  void aColumnMissingFromOneFileIsRefused() {
    save(spark().sql("SELECT 1 AS sold, 'A' AS item"), Format.PARQUET, "in/1");
    save(spark().sql("SELECT 'B' AS item"), Format.PARQUET, "in/2");

    assertRefused(
        DATA_CONTRACT,
        InputBuilder.of(Format.PARQUET, "in/*").columns("item", "sold"),
        "in/2",
        "'sold' is missing");
  }

  @Test
  void aPatternForARealDateIsRefused() {
    save(typed(), Format.PARQUET, "typed");

    assertRefused(
        DATA_CONTRACT,
        InputBuilder.of(Format.PARQUET, "typed")
            .column("day", ColumnType.DATE, "dd.MM.uuuu")
            .ignoreExtraColumns(),
        "'day' is of type date",
        "leave out its format");
  }

  @Test
  void tablesMayBeWide() {
    save(
        spark().sql("SELECT 'A' AS item, 3 AS d_1, cast(null AS int) AS d_2"),
        Format.PARQUET,
        "wide");

    assertEquals(
        List.of("A|1|3|d_1=3", "A|2|null|d_2="),
        rows(
            InputBuilder.of(Format.PARQUET, "wide").columns("item").indexAcross("d_(\\d+)"),
            "item",
            RawColumns.LABEL,
            RawColumns.VALUE,
            RawColumns.RAW));
  }

  @Test
  void aDeltaTableIsReadAtTheVersionThatWasFound() {
    String path = folder.resolve("table").toString();
    spark().sql("SELECT 'A' AS item").write().format("delta").save(path);
    InputBuilder input = InputBuilder.of(Format.DELTA, "table").columns("item");
    List<SourceFile> before = reader().stat(input.build());
    spark().sql("SELECT 'B' AS item").write().format("delta").mode("append").save(path);
    List<SourceFile> after = reader().stat(input.build());

    assertEquals("table@v0", before.get(0).path());
    assertNotEquals(before.get(0).sha256(), after.get(0).sha256());
    assertEquals(1, reader().read(input.build(), before).rows().count());
    assertEquals(2, reader().read(input.build(), after).rows().count());
    assertEquals(List.of("A|table@v1", "B|table@v1"), rows(input, "item", RawColumns.FILE));
  }

  @Test
  void aDamagedParquetFileIsExplained() {
    write("bad/part.parquet", "PAR1 and then nothing of use, for longer than a footer is");

    assertRefused(
        DATA_CONTRACT,
        InputBuilder.of(Format.PARQUET, "bad").columns("a"),
        "cannot be read in its declared format",
        "part.parquet");
  }

  private Dataset<Row> typed() {
    return spark()
        .sql(
            "SELECT date'2024-02-29' AS day, timestamp'2024-02-29 23:30:00.5Z' AS at, 7 AS sold,"
                + " cast(12.50 AS decimal(12,4)) AS price, 3.0D AS share, true AS open,"
                + " 'NA' AS item");
  }

  private void save(Dataset<Row> table, Format format, String name) {
    table
        .coalesce(1)
        .write()
        .format(format.name().toLowerCase(Locale.ROOT))
        .save(folder.resolve(name).toString());
  }
}
