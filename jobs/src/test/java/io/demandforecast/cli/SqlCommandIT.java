package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.testing.SparkTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SqlCommandIT extends SparkTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void theViewIsGone() {
    spark().catalog().dropTempView("numbers");
  }

  @Test
  void aTableIsPrintedByDefault() {
    assertEquals(0, query("SELECT * FROM numbers WHERE id < 2 ORDER BY id"), err.toString());

    assertEquals(
        " id | text\n----+--------\n  0 | text 0\n  1 | text 1\n(2 rows)\n", out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void csvHoldsAllRows() {
    assertEquals(0, query("SELECT * FROM numbers", "--format", "csv"), err.toString());

    assertEquals(3001, out.toString().lines().count());
    Assertions.assertTrue(out.toString().startsWith("id,text\n0,text 0\n"), out.toString());
  }

  @Test
  void aTableEndsAfterAThousandRowsAndSaysSo() {
    assertEquals(0, query("SELECT * FROM numbers"), err.toString());

    Assertions.assertTrue(out.toString().contains("(1000 rows)\nThere are more"), out.toString());
  }

  @Test
  void aTableOfJustAThousandRowsIsWhole() {
    assertEquals(0, query("SELECT * FROM numbers WHERE id < 1000"), err.toString());

    assertFalse(out.toString().contains("There are more"));
  }

  @Test
  void theLimitHoldsForEveryFormat() {
    for (String format : List.of("table", "CSV", "json")) {
      out.getBuffer().setLength(0);
      assertEquals(
          0, query("SELECT id FROM numbers ORDER BY id", "--limit", "2", "--format", format));
      Assertions.assertTrue(out.toString().contains("1"), out.toString());
      assertFalse(out.toString().contains("2\n"), out.toString());
    }
  }

  @Test
  void jsonIsAnObjectALine() {
    assertEquals(0, query("SELECT * FROM numbers WHERE id = 7", "--format", "json"));

    assertEquals("{\"id\":7,\"text\":\"text 7\"}\n", out.toString());
  }

  @Test
  void whatIsNoQueryIsRefused() {
    assertEquals(2, query("DROP VIEW numbers"));

    Assertions.assertTrue(
        err.toString().contains("Only queries over the warehouse's tables"), err.toString());
    Assertions.assertTrue(spark().catalog().tableExists("numbers"));
  }

  @Test
  void aMistakeInTheQueryIsToldWithItsPlace() {
    assertEquals(2, query("SELECT nix FROM numbers"));

    Assertions.assertTrue(err.toString().contains("`nix`"), err.toString());
    Assertions.assertTrue(err.toString().contains("line 1 pos 7"), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void whatIsNoSqlIsToldWithItsPlace() {
    assertEquals(2, query("SELEKT 1"));

    Assertions.assertTrue(
        err.toString().contains("Syntax error at or near 'SELEKT'"), err.toString());
  }

  @Test
  void aQueryThatFailsOnItsDataIsToldSo() {
    assertEquals(2, query("SELECT 1 / (id - id) FROM numbers"));

    Assertions.assertTrue(err.toString().contains("Division by zero"), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  private int query(String... arguments) {
    SqlCommand command =
        new SqlCommand(
            (session, config) ->
                session
                    .range(0, 3000, 1, 2)
                    .selectExpr("id", "concat('text ', id) AS text")
                    .createOrReplaceTempView("numbers"));
    CommandLine line = Commands.line(List.of(command), new PrintWriter(out), new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("sql", "-c", CommandLineRun.DEMO));
    all.addAll(List.of(arguments));
    int code = line.execute(all.toArray(String[]::new));
    line.getOut().flush();
    return code;
  }
}
