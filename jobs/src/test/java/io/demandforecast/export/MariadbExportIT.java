package io.demandforecast.export;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.testing.PrivateMariadb;
import io.demandforecast.testing.PublishedRuns;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server; skipped on machines without one. */
class MariadbExportIT extends TableExportTest {
  private static PrivateMariadb mariadb;

  @BeforeAll
  static void startServer() throws Exception {
    mariadb = PrivateMariadb.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (mariadb != null) {
      mariadb.close();
    }
  }

  /** Its readers would see half of it. */
  @Test
  void tablesOfOtherEnginesAreRefused() throws SQLException {
    PublishedRuns runs = runs().forecast("a", 1, 1).publish("a", "production", 1);
    execute("CREATE TABLE forecast (series_id varchar(9)) ENGINE = Aria");

    assertRefused(ExitCode.CONFIGURATION, input(runs), "engine Aria", "expected InnoDB");
  }

  @Override
  String kind() {
    return "mariadb";
  }

  @Override
  String url() {
    return mariadb.url();
  }

  @Override
  Connection connect() throws SQLException {
    return mariadb.connect();
  }

  @Override
  String quoted(String name) {
    return '`' + name + '`';
  }

  @Override
  boolean isWaiting() throws SQLException {
    return !texts("SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
        .isEmpty();
  }

  @Override
  String hourOfUtc(String column) {
    return "date_format(" + column + ", '%Y-%m-%d %H:%i')";
  }

  @Override
  void killWaiting() throws SQLException {
    for (String id :
        texts(
            "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx"
                + " WHERE trx_state = 'LOCK WAIT'")) {
      execute("KILL " + id);
    }
  }

  @Override
  void restart() throws Exception {
    mariadb.restart();
  }

  @Override
  void beforeDeadlock() throws SQLException {
    execute("CREATE TABLE IF NOT EXISTS ballast (n int PRIMARY KEY)");
  }

  @Override
  void afterDeadlock() throws SQLException {
    execute("DROP TABLE IF EXISTS ballast");
  }

  /** A deadlock ends the one that has changed less. */
  @Override
  void prepareHolder(Connection holder) throws SQLException {
    try (Statement much = holder.createStatement()) {
      if (tables().contains("ballast")) {
        much.execute("INSERT INTO ballast SELECT seq FROM seq_1_to_20000");
      }
    }
  }

  @Override
  Set<String> tables() throws SQLException {
    return new TreeSet<>(
        texts("SELECT table_name FROM information_schema.tables WHERE table_schema = database()"));
  }
}
