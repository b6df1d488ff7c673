package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Personal;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Ann and Bob are personal: no row that a source hands on may hold them, whatever its layout. */
class PersonalColumnsIT extends SourceTest {
  private static final String SECRET = "a key of more than thirty-two characters";
  private static final PersonalKey KEY = PersonalKey.of("KEY", Map.of("KEY", SECRET));

  @Override
  PersonalKey personalKey() {
    return KEY;
  }

  @Test
  void theHashIsHmacSha256() {
    // Computed apart: printf Ann | openssl dgst -sha256 -hmac "$SECRET"
    assertEquals("edf51d6d9edb5d2aed7876077105ead6", KEY.hash("Ann"));
    assertFalse(KEY.toString().contains(SECRET));
  }

  @Test
  void textHasHashesNothingDroppedAndNoTextOfItsOwn() {
    write(
        "a.csv",
        "name,street,day,sold\nAnn,Elm 7,2024-01-01,3\nBob,\"Oak, 9\",2024-01-02,many\nAnn,Elm 7\n");
    InputBuilder input =
        InputBuilder.csv("a.csv")
            .personal("name", Personal.HASH)
            .personal("street", Personal.DROP)
            .columns("day", "sold");

    assertEquals(
        List.of(
            KEY.hash("Ann")
                + "|null|2024-01-01|3|{\"name\":\""
                + KEY.hash("Ann")
                + "\",\"street\":null,\"day\":\"2024-01-01\",\"sold\":\"3\"}|null",
            KEY.hash("Bob")
                + "|null|2024-01-02|many|{\"name\":\""
                + KEY.hash("Bob")
                + "\",\"street\":null,\"day\":\"2024-01-02\",\"sold\":\"many\"}|null",
            "null|null|null|null|" + PersonalColumns.WITHHELD + "|2 fields where the header has 4"),
        rows(input, "name", "street", "day", "sold", RawColumns.RAW, RawColumns.BROKEN));
  }

  @Test
  void jsonThatIsBrokenIsNotQuoted() {
    write(
        "a.jsonl",
        "{\"name\":\"Bob\",\"sold\":1}\n{\"name\":Ann}\n{\"Ann\":1}\n{\"name\":\"Ann\"\n");
    InputBuilder input =
        InputBuilder.of(Format.JSONL, "a.jsonl").personal("name", Personal.HASH).columns("sold");

    List<String> rows = rows(input, "name", "sold", RawColumns.RAW, RawColumns.BROKEN);

    assertEquals(4, rows.size());
    Assertions.assertTrue(rows.get(0).startsWith(KEY.hash("Bob") + "|1|{"), rows.get(0));
    for (String broken : rows.subList(1, 4)) {
      assertEquals(
          "null|null|" + PersonalColumns.WITHHELD + "|" + PersonalColumns.NOT_AN_OBJECT, broken);
    }
  }

  @Test
  void seriesAcrossHaveHashesForTheirNames() {
    write("a.csv", "day,Ann,Bob\n2024-01-01,3,x\n");
    InputBuilder input = InputBuilder.csv("a.csv").columns("day").seriesAcross(Personal.HASH);

    assertEquals(
        List.of(
                KEY.hash("Ann") + "|3|" + KEY.hash("Ann") + "=3",
                KEY.hash("Bob") + "|x|" + KEY.hash("Bob") + "=x")
            .stream()
            .sorted()
            .toList(),
        rows(input, RawColumns.LABEL, RawColumns.VALUE, RawColumns.RAW).stream().sorted().toList());
  }

  @Test
  void whatIsKnownOfWideLinesTellsNobodyWhoTheyAre() {
    write("a.csv", "name,d_1,d_2\nAnn,3,4\n");
    InputBuilder hashed =
        InputBuilder.csv("a.csv").personal("name", Personal.HASH).indexAcross("d_([0-9]+)");
    InputBuilder dropped =
        InputBuilder.csv("a.csv").personal("name", Personal.DROP).indexAcross("d_([0-9]+)");

    long line = digest(hashed);

    assertEquals(CellDigests.line(new String[] {KEY.hash("Ann")}), line);
    assertFalse(CellDigests.line(new String[] {"Ann"}) == line);
    assertEquals(CellDigests.line(new String[] {null}), digest(dropped));
  }

  private long digest(InputBuilder input) {
    return read(input).lines().get(0).digests().first().getLong(0);
  }

  @Test
  void tablesHaveHashesTooAlsoInTheirText() {
    spark()
        .sql("SELECT 'Ann' AS name, 'Elm 7' AS street, 3 AS sold")
        .write()
        .parquet(folder.resolve("p").toString());
    InputBuilder input =
        InputBuilder.of(Format.PARQUET, "p")
            .personal("name", Personal.HASH)
            .personal("street", Personal.DROP)
            .columns("sold");

    Dataset<Row> rows = read(input).rows();

    String all = rows.select("name", "street", "sold", RawColumns.RAW).first().mkString("|");
    assertEquals(
        KEY.hash("Ann")
            + "|null|3|{\"name\":\""
            + KEY.hash("Ann")
            + "\",\"street\":null,\"sold\":\"3\"}",
        all);
  }

  @Test
  void filesDividedByPersonalValuesAreRefused() {
    spark()
        .sql("SELECT 'Ann' AS name, 3 AS sold")
        .write()
        .partitionBy("name")
        .parquet(folder.resolve("p").toString());

    assertRefused(
        ExitCode.CONFIGURATION,
        InputBuilder.of(Format.PARQUET, "p").columns("sold").personal("name", Personal.HASH),
        "column 'name' is personal");
  }

  @Test
  void aRefusalQuotesNoRecordThatStandsWhereAHeaderShould() {
    write("a.csv", "Ann,3\nBob,4\n");
    InputSettings input =
        InputBuilder.csv("a.csv").personal("name", Personal.HASH).columns("sold").build();

    ForecastException refused =
        assertThrows(ForecastException.class, () -> reader().read(input, reader().stat(input)));

    assertExplains(
        refused, ExitCode.DATA_CONTRACT, "columns 'name', 'sold' are missing", "2 columns");
    assertFalse(refused.getMessage().contains("Ann"), refused.getMessage());
  }

  @Test
  void withoutAKeyNothingIsRead() {
    write("a.csv", "name\nAnn\n");
    InputSettings input = InputBuilder.csv("a.csv").personal("name", Personal.HASH).build();
    for (Map<String, String> environment :
        List.of(Map.<String, String>of(), Map.of("KEY", "short"))) {
      SourceReader reader =
          new SourceReader(
              spark(),
              folder.toString(),
              environment,
              new PathDeltaTables(spark()),
              PersonalKey.of("KEY", environment));

      ForecastException refused = assertThrows(ForecastException.class, () -> reader.stat(input));

      assertExplains(refused, ExitCode.CONFIGURATION, "Input 'sales'", "variable KEY", "openssl");
      assertFalse(refused.getMessage().contains("short"), refused.getMessage());
    }
  }
}
