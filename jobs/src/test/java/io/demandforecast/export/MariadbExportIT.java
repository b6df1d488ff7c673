package io.demandforecast.export;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.testing.PrivateMariadb;
import io.demandforecast.testing.PublishedRuns;
import java.sql.Connection;
import java.sql.SQLException;
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
  Set<String> tables() throws SQLException {
    return new TreeSet<>(
        texts("SELECT table_name FROM information_schema.tables WHERE table_schema = database()"));
  }
}
