package io.demandforecast.source;

import static io.demandforecast.failure.ExitCode.CONFIGURATION;
import static io.demandforecast.failure.ExitCode.DATA_CONTRACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.testing.PrivatePostgres;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server; skipped on machines without one. */
class JdbcSourceIT extends SourceTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("DB_USER", PrivatePostgres.USER, "DB_PASSWORD", PrivatePostgres.PASSWORD);

  private static PrivatePostgres postgres;

  @BeforeAll
  static void startServer() throws Exception {
    postgres = PrivatePostgres.start();
    postgres.execute(
        "CREATE TABLE sales (\"Id\" int, day date, sold numeric, at timestamptz, clock timestamp,"
            + " item text)",
        "INSERT INTO sales SELECT n, date '2024-01-01' + n, n + 0.5, timestamptz '2024-01-01"
            + " 12:00:00+02', timestamp '2024-03-31 02:30:00', CASE WHEN n = 3 THEN 'NA' ELSE"
            + " 'item ' || n END FROM generate_series(1, 100) n",
        "INSERT INTO sales VALUES (NULL, NULL, NULL, NULL, NULL, 'no id')",
        "CREATE TABLE nothing (day date)",
        "CREATE TABLE unknown_ids (id int, day date)",
        "INSERT INTO unknown_ids VALUES (NULL, '2024-01-01')",
        "CREATE ROLE guest LOGIN PASSWORD 'guest-secret'");
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void valuesBecomeTheirCanonicalText() {
    String place = postgres.url() + "#sales";

    assertEquals(
        List.of(
            "3|2024-01-04|3.5|2024-01-01T10:00:00Z|2024-03-31T02:30:00|null|"
                + place
                + "|null|null|{\"Id\":\"3\",\"day\":\"2024-01-04\",\"sold\":\"3.5\","
                + "\"at\":\"2024-01-01T10:00:00Z\",\"clock\":\"2024-03-31T02:30:00\","
                + "\"item\":\"NA\"}|null"),
        load(sales(Optional.empty(), 1)).rows().where("Id = '3'").collectAsList().stream()
            .map(row -> row.mkString("|"))
            .toList());
  }

  @Test
  void partsByNumbersGiveEveryRowOnce() {
    RawInput raw = load(sales(Optional.of("Id"), 4));

    assertEquals(4, raw.rows().rdd().getNumPartitions());
    assertEquals(101, raw.rows().count());
    assertEquals(101, raw.rows().select("item").distinct().count());
  }

  @Test
  void partsByDatesGiveEveryRowOnce() {
    RawInput raw = load(sales(Optional.of("day"), 3));

    assertEquals(3, raw.rows().rdd().getNumPartitions());
    assertEquals(101, raw.rows().count());
  }

  @Test
  void aPartitionColumnWithoutValuesIsReadByOneTask() {
    RawInput raw = load(table("unknown_ids", Optional.of("id"), 4).columns("id", "day").build());

    assertEquals(1, raw.rows().rdd().getNumPartitions());
    assertEquals(1, raw.rows().count());
  }

  @Test
  void statNamesTheTableAndKnowsNoChecksum() {
    assertEquals(
        List.of(new SourceFile(postgres.url() + "#public.sales", 0, "")),
        reader(ENVIRONMENT)
            .stat(table("public.sales", Optional.empty(), 1).columns("day").build()));
  }

  @Test
  void otherColumnsThanDeclaredAreRefused() {
    assertRefused(
        DATA_CONTRACT,
        table("sales", Optional.empty(), 1).columns("day", "quantity").build(),
        "#sales",
        "'quantity' is missing",
        "'Id', 'sold', 'at', 'clock', 'item' are not declared");
  }

  @Test
  void anEmptyTableIsRefused() {
    assertRefused(
        DATA_CONTRACT, table("nothing", Optional.empty(), 1).columns("day").build(), "has no row");
  }

  @Test
  void tablesThatAreNotThereAndNamesThatAreNoneAreConfigurationErrors() {
    assertRefused(
        CONFIGURATION,
        table("no_such", Optional.empty(), 1).columns("day").build(),
        "no table or view no_such");
    assertRefused(
        CONFIGURATION,
        table("sales; DROP TABLE sales", Optional.empty(), 1).columns("day").build(),
        "is no name of a table");
  }

  @Test
  void onlyNumbersAndDatesDivideATable() {
    assertRefused(CONFIGURATION, sales(Optional.of("item"), 4), "'item' is of type string");
    assertRefused(CONFIGURATION, sales(Optional.of("id"), 4), "'id' is no column");
  }

  @Test
  void refusedCredentialsAreNamedByTheirVariablesAlone() {
    ForecastException refusal =
        assertThrows(
            ForecastException.class,
            () ->
                reader(Map.of("DB_USER", "mallory", "DB_PASSWORD", "guessed"))
                    .read(sales(Optional.empty(), 1), List.of()));

    assertExplains(refusal, CONFIGURATION, "DB_USER", "DB_PASSWORD");
    assertFalse(refusal.getMessage().contains("mallory"));
    assertFalse(refusal.getMessage().contains("guessed"));
  }

  @Test
  void aTableTheUserMayNotReadIsAConfigurationError() {
    ForecastException refusal =
        assertThrows(
            ForecastException.class,
            () ->
                reader(Map.of("DB_USER", "guest", "DB_PASSWORD", "guest-secret"))
                    .read(sales(Optional.empty(), 1), List.of()));

    assertExplains(refusal, CONFIGURATION, "may not read sales");
  }

  private RawInput load(InputSettings input) {
    SourceReader reader = reader(ENVIRONMENT);
    return reader.read(input, reader.stat(input));
  }

  private void assertRefused(ExitCode code, InputSettings input, String... words) {
    assertExplains(assertThrows(ForecastException.class, () -> load(input)), code, words);
  }

  private SourceReader reader(Map<String, String> environment) {
    return new SourceReader(spark(), folder.toString(), environment, new PathDeltaTables(spark()));
  }

  private static InputSettings sales(Optional<String> partitionColumn, int partitions) {
    return table("sales", partitionColumn, partitions)
        .columns("Id")
        .column("day", ColumnType.DATE, "")
        .columns("sold", "at", "clock", "item")
        .nullValues("NA")
        .build();
  }

  private static InputBuilder table(
      String table, Optional<String> partitionColumn, int partitions) {
    return InputBuilder.of(Format.JDBC, "")
        .jdbc(
            new Jdbc(
                postgres.url(), table, "DB_USER", "DB_PASSWORD", partitionColumn, partitions, 10));
  }
}
