package io.demandforecast.jdbc;

import java.util.Locale;
import org.apache.spark.sql.jdbc.JdbcDialects;
import org.apache.spark.sql.jdbc.MySQLDialect;

/**
 * Spark's dialect of MySQL for URLs of MariaDB's driver. Without it Spark takes the standard's
 * quotes for them, in which a MariaDB server sees texts: every value is its column's name then.
 */
public final class MariadbDialect extends MySQLDialect {
  private static final long serialVersionUID = 1L;

  /** Makes it known to Spark in this process; doing it twice is doing it once. */
  public static void register() {
    JdbcDialects.registerDialect(new MariadbDialect());
  }

  @Override
  public boolean canHandle(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith(Database.MARIADB.prefix());
  }

  /** Spark replaces dialects by equal ones: this one is not the one for MySQL. */
  @Override
  public boolean canEqual(Object other) {
    return other instanceof MariadbDialect;
  }

  @Override
  public boolean equals(Object other) {
    return canEqual(other);
  }

  @Override
  public int hashCode() {
    return MariadbDialect.class.hashCode();
  }
}
