package io.demandforecast.export;

import io.demandforecast.testing.PrivatePostgres;
import java.sql.Connection;
import java.sql.SQLException;
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
  Set<String> tables() throws SQLException {
    return new TreeSet<>(
        texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"));
  }
}
