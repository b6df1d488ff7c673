package io.demandforecast.export;

import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.jdbc.Database;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A lock of the database's for one export into a table at a time. It is the session's: when its
 * process dies, however it dies, the server gives it back.
 */
final class ExportLock {
  private static final int SECONDS = 10;
  private static final int HEX = 16;

  private ExportLock() {}

  /**
   * Takes it for as long as the connection lives.
   *
   * @throws ForecastException (transient) where another export has it for longer than is waited
   */
  static void take(Connection session, Database database, TableSql sql, String place)
      throws SQLException {
    if (!taken(session, database, key(session, sql))) {
      throw ForecastException.transientFailure(
          "another export writes " + place + ". Wait until it has ended, then try again.", null);
    }
  }

  private static String key(Connection session, TableSql sql) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet schema = statement.executeQuery("SELECT " + sql.schemaName())) {
      schema.next();
      return Sha256.of("export into " + schema.getString(1) + "." + sql.tableName());
    }
  }

  private static boolean taken(Connection session, Database database, String key)
      throws SQLException {
    if (database == Database.MARIADB) {
      try (PreparedStatement lock = session.prepareStatement("SELECT get_lock(?, ?)")) {
        lock.setString(1, "export-" + key.substring(0, HEX));
        lock.setInt(2, SECONDS);
        try (ResultSet answer = lock.executeQuery()) {
          return answer.next() && answer.getInt(1) == 1;
        }
      }
    }
    try (Statement statement = session.createStatement();
        PreparedStatement lock = session.prepareStatement("SELECT pg_advisory_lock(?)")) {
      statement.execute("SET lock_timeout = '" + SECONDS + "s'");
      lock.setLong(1, new BigInteger(key.substring(0, HEX), HEX).longValue());
      lock.execute();
      return true;
    } catch (SQLException failure) {
      if ("55P03".equals(failure.getSQLState())) {
        return false;
      }
      throw failure;
    }
  }
}
