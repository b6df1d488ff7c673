package io.demandforecast.source;

import static io.demandforecast.failure.ExitCode.CONFIGURATION;
import static io.demandforecast.failure.ExitCode.DATA_CONTRACT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.testing.PrivateMariadb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server; skipped on machines without one. */
class MariadbSourceIT extends SourceTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("DB_USER", PrivateMariadb.USER, "DB_PASSWORD", PrivateMariadb.PASSWORD);

  private static PrivateMariadb mariadb;

  @BeforeAll
  static void startServer() throws Exception {
    mariadb = PrivateMariadb.start();
    mariadb.execute(
        "CREATE TABLE sales (`Id` int, day date, sold decimal(12,2), at timestamp NULL,"
            + " clock datetime, item varchar(40), `odd name` varchar(9))",
        "INSERT INTO sales SELECT seq, date_add('2024-01-01', interval seq day), seq + 0.5,"
            + " NULL, '2024-03-31 02:30:00', IF(seq = 3, 'NA', concat('item ', seq)), 'odd'"
            + " FROM seq_1_to_100",
        "SET time_zone = '+02:00'",
        "UPDATE sales SET at = '2024-01-01 12:00:00'",
        "INSERT INTO sales (item) VALUES ('no id')",
        "CREATE TABLE nothing (day date)",
        "CREATE USER guest IDENTIFIED BY 'guest-secret'",
        "CREATE TABLE open_to_guests (day date)",
        "GRANT SELECT ON shop.open_to_guests TO guest");
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (mariadb != null) {
      mariadb.close();
    }
  }

  @Test
  void valuesBecomeTheirCanonicalTextAndNotTheirColumnsNames() {
    assertThirdRow();
  }

  @Test
  void timesDoNotPassThroughTheZoneOfThisMachine() {
    TimeZone before = TimeZone.getDefault();
    // Where clocks went from two to three on that night: half past two never was.
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      assertThirdRow();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private void assertThirdRow() {
    String place = mariadb.url() + "#sales";

    assertEquals(
        List.of(
            "3|2024-01-04|3.5|2024-01-01T10:00:00Z|2024-03-31T02:30:00|null|odd|"
                + place
                + "|null|null|{\"Id\":\"3\",\"day\":\"2024-01-04\",\"sold\":\"3.5\","
                + "\"at\":\"2024-01-01T10:00:00Z\",\"clock\":\"2024-03-31T02:30:00\","
                + "\"item\":\"NA\",\"odd name\":\"odd\"}|null"),
        load(sales(Optional.empty(), 1)).rows().where("Id = '3'").collectAsList().stream()
            .map(row -> row.mkString("|"))
            .toList());
  }

  @Test
  void partsByNumbersAndDatesGiveEveryRowOnce() {
    for (String column : List.of("Id", "day")) {
      RawInput raw = load(sales(Optional.of(column), 4));

      assertEquals(4, raw.rows().rdd().getNumPartitions());
      assertEquals(101, raw.rows().count());
      assertEquals(101, raw.rows().select("item").distinct().count());
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    assertRefused(
        DATA_CONTRACT, table("nothing", Optional.empty(), 1).columns("day").build(), "has no row");
    assertRefused(
        CONFIGURATION,
        table("no_such", Optional.empty(), 1).columns("day").build(),
        "no table or view no_such");
    assertRefused(
        CONFIGURATION,
        table("sales; DROP TABLE sales", Optional.empty(), 1).columns("day").build(),
        "is no name of a table");
    assertRefused(CONFIGURATION, sales(Optional.of("item"), 4), "'item' is of type string");
  }

  @Test
  void refusedUsersAreToldApart() {
    assertRefused(
        Map.of("DB_USER", "mallory", "DB_PASSWORD", "guessed"), "DB_USER and DB_PASSWORD");
    assertRefused(Map.of("DB_USER", "guest", "DB_PASSWORD", "guest-secret"), "may not read sales");
  }

  private void assertRefused(Map<String, String> environment, String words) {
    InputSettings input = sales(Optional.empty(), 1);
    SourceReader reader = reader(environment);
    assertExplains(
        assertThrows(ForecastException.class, () -> reader.read(input, List.of())),
        CONFIGURATION,
        words);
  }

  private void assertRefused(ExitCode code, InputSettings input, String... words) {
    assertExplains(assertThrows(ForecastException.class, () -> load(input)), code, words);
  }

  private RawInput load(InputSettings input) {
    SourceReader reader = reader(ENVIRONMENT);
    return reader.read(input, reader.stat(input));
  }

  private SourceReader reader(Map<String, String> environment) {
    return new SourceReader(spark(), folder.toString(), environment, new PathDeltaTables(spark()));
  }

  private static InputSettings sales(Optional<String> partitionColumn, int partitions) {
    return table("sales", partitionColumn, partitions)
        .columns("Id")
        .column("day", ColumnType.DATE, "")
        .columns("sold", "at", "clock", "item", "odd name")
        .nullValues("NA")
        .build();
  }

  private static InputBuilder table(
      String table, Optional<String> partitionColumn, int partitions) {
    return InputBuilder.of(Format.JDBC, "")
        .jdbc(
            new Jdbc(
                mariadb.url(), table, "DB_USER", "DB_PASSWORD", partitionColumn, partitions, 10));
  }
}
