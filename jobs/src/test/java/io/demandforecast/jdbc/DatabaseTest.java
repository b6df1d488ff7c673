package io.demandforecast.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.jdbc.Database.Problem;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.jdbc.MySQLDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {

  @Test
  void aUrlSaysWhichItIs() {
    assertEquals(Optional.of(Database.POSTGRESQL), Database.of("jdbc:postgresql://h/d"));
    assertEquals(Optional.of(Database.MARIADB), Database.of("jdbc:mariadb://h/d"));
    assertEquals(Optional.empty(), Database.of("jdbc:h2:mem:x"));
  }

  @Test
  void namesAreQuotedAsTheServerWants() {
    assertEquals("\"a\"\"b\"", Database.POSTGRESQL.quoted("a\"b"));
    assertEquals("`a``b`", Database.MARIADB.quoted("a`b"));
  }

  @Test
  void aTableIsANameAndNothingElse() {
    assertTrue(Database.POSTGRESQL.isTable("public.\"Sales 1\""));
    assertTrue(Database.MARIADB.isTable("shop.`Sales 1`"));
    assertFalse(Database.MARIADB.isTable("shop.\"Sales 1\""));
    assertFalse(Database.POSTGRESQL.isTable("sales; DROP TABLE x"));
    assertFalse(Database.POSTGRESQL.isTable("(SELECT 1) x"));
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 28P01, 0, CREDENTIALS",
    "POSTGRESQL, 3D000, 0, NO_DATABASE",
    "POSTGRESQL, 42P01, 0, NO_TABLE",
    "POSTGRESQL, 42501, 0, NO_RIGHT",
    "POSTGRESQL, 08006, 0, UNREACHABLE",
    "POSTGRESQL, 40001, 0, OTHER",
    "MARIADB, 28000, 1045, CREDENTIALS",
    "MARIADB, 42000, 1049, NO_DATABASE",
    "MARIADB, 42S02, 1146, NO_TABLE",
    "MARIADB, 42000, 1142, NO_RIGHT",
    "MARIADB, 42000, 1044, NO_RIGHT",
    "MARIADB, 08000, 0, UNREACHABLE",
    "MARIADB, 42000, 1064, OTHER"
  })
  void failuresHaveTheirMeaning(Database database, String state, int code, Problem problem) {
    assertEquals(problem, database.problem(new SQLException("x", state, code)));
  }

  @Test
  void theDialectOfMariadbStandsBesideThatOfMysql() {
    MariadbDialect.register();
    MariadbDialect.register();

    assertEquals("`a`", JdbcDialects.get("jdbc:mariadb://h/d").quoteIdentifier("a"));
    assertEquals(MariadbDialect.class, JdbcDialects.get("jdbc:mariadb://h/d").getClass());
    assertEquals(MySQLDialect.class, JdbcDialects.get("jdbc:mysql://h/d").getClass());
  }
}
