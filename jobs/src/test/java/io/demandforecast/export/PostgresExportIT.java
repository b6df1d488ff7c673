package io.demandforecast.export;

import io.demandforecast.testing.PrivatePostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against a real server; skipped on machines without one. */
class PostgresExportIT extends TableExportTest {
  private static PrivatePostgres postgres;

  @BeforeAll
  static void startServer() throws Exception {
    postgres = PrivatePostgres.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  String kind() {
    return "postgresql";
  }

  @Override
  String url() {
    return postgres.url();
  }

  @Override
  Connection connect() throws SQLException {
    return postgres.connect();
  }

  @Override
  String quoted(String name) {
    return '"' + name + '"';
  }

  @Override
  boolean isWaiting() throws SQLException {
    return !texts(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT%'")
        .isEmpty();
  }

  @Override
  String hourOfUtc(String column) {
    return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')";
  }

  @Override
  void killWaiting() throws SQLException {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
  }

  @Override
  void restart() throws Exception {
    postgres.restart();
  }

  /** A session looks for a deadlock once, so long after it began to wait: not too early. */
  @Override
  void beforeDeadlock() throws SQLException {
    execute("ALTER ROLE " + USER + " SET deadlock_timeout = '3s'");
  }

  @Override
  void afterDeadlock() throws SQLException {
    execute("ALTER ROLE " + USER + " RESET deadlock_timeout");
  }

  @Override
  void prepareHolder(Connection holder) throws SQLException {
    try (Statement never = holder.createStatement()) {
      never.execute("SET deadlock_timeout = '1h'");
    }
  }

  @Override
  Set<String> tables() throws SQLException {
    return new TreeSet<>(
        texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"));
  }
}
