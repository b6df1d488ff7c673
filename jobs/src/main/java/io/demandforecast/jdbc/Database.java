package io.demandforecast.jdbc;

import io.demandforecast.failure.ForecastException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kind of database server: how it is addressed, how it quotes names, what its failures mean. */
public enum Database {
  POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", '"'),
  /** MariaDB's driver speaks to MySQL servers, too. */
  MARIADB("jdbc:mariadb:", "org.mariadb.jdbc.Driver", '`');

  /** What a failure means to the person who declared the connection. */
  public enum Problem {
    CREDENTIALS,
    NO_DATABASE,
    NO_TABLE,
    NO_RIGHT,
    UNREACHABLE,
    OTHER
  }

  private final String prefix;
  private final String driver;
  private final char quote;
  private final Pattern table;

  Database(String prefix, String driver, char quote) {
    this.prefix = prefix;
    this.driver = driver;
    this.quote = quote;
    String part = "(?:[A-Za-z_][A-Za-z0-9_$]*|%1$s[^%1$s]+%1$s)".formatted(quote);
    this.table = Pattern.compile(part + "(?:\\." + part + ")?");
  }

  /** The kind of server that a JDBC URL addresses; empty where it is none of these. */
  public static Optional<Database> of(String url) {
    return Arrays.stream(values()).filter(one -> url.startsWith(one.prefix)).findFirst();
  }

  /** What a URL begins with. */
  public String prefix() {
    return prefix;
  }

  /** Class of the JDBC driver. */
  public String driver() {
    return driver;
  }

  /** A name as SQL takes it, whatever is in it. */
  public String quoted(String name) {
    String mark = String.valueOf(quote);
    return mark + name.replace(mark, mark + mark) + mark;
  }

  /**
   * Whether a text is the name of a table or view, with or without its schema, and nothing else.
   */
  public boolean isTable(String text) {
    return table.matcher(text).matches();
  }

  /** Whether a URL holds a user or a password. */
  public static boolean holdsCredentials(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    return lower.contains("user=") || lower.contains("password=") || lower.contains("@");
  }

  /**
   * Sees to it that the driver is there.
   *
   * @throws ForecastException of the configuration where it is not
   */
  public void requireDriver() {
    try {
      Class.forName(driver, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw ForecastException.configuration(
          prefix
              + " needs the driver "
              + driver
              + ", which is not there"
              + (this == MARIADB
                  ? " (its licence is LGPL 2.1, so that it is not delivered). Fetch it once:"
                      + " scripts/mariadb-driver."
                  : "."));
    }
  }

  /** What a failure means. */
  public Problem problem(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("08")) {
      return Problem.UNREACHABLE;
    }
    if (state.startsWith("28")) {
      return Problem.CREDENTIALS;
    }
    return this == POSTGRESQL ? ofPostgres(state) : ofMariadb(failure.getErrorCode());
  }

  private static Problem ofPostgres(String state) {
    return switch (state) {
      case "3D000" -> Problem.NO_DATABASE;
      case "42P01", "3F000" -> Problem.NO_TABLE;
      case "42501" -> Problem.NO_RIGHT;
      default -> Problem.OTHER;
    };
  }

  private static Problem ofMariadb(int code) {
    return switch (code) {
      case 1045, 1698 -> Problem.CREDENTIALS;
      case 1049 -> Problem.NO_DATABASE;
      case 1146 -> Problem.NO_TABLE;
      case 1044, 1142, 1143, 1227 -> Problem.NO_RIGHT;
      default -> Problem.OTHER;
    };
  }
}
