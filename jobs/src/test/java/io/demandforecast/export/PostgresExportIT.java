package io.demandforecast.export;

import io.demandforecast.testing.PrivatePostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** Against a real server; skipped on machines without PostgreSQL's binaries. */
class PostgresExportIT extends TableExportTest {
  private static PrivatePostgres postgres;

  @BeforeAll
  static void startServer() throws Exception {
    Optional<Path> binaries = PrivatePostgres.binaries();
    Assumptions.assumeTrue(
        binaries.isPresent(), "PostgreSQL's server is not installed on this machine");
    postgres = PrivatePostgres.start(binaries.get());
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
    return DriverManager.getConnection(postgres.url(), USER, PASSWORD);
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
