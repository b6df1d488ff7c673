package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.jdbc.Credentials;
import io.demandforecast.jdbc.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * How to reach an input's database: credentials come from the environment and go nowhere but into
 * the driver's properties.
 */
final class JdbcConnection {
  private final InputSettings input;
  private final Jdbc jdbc;
  private final Database database;
  private final Properties properties = new Properties();

  /**
   * @throws ForecastException a configuration error if URL, table or environment are not fit, or
   *     the driver is not there
   */
  JdbcConnection(InputSettings input, Map<String, String> environment) {
    this.input = input;
    this.jdbc =
        input.source().jdbc().orElseThrow(() -> wrong("jdbc is missing: declare url and table."));
    this.database =
        Database.of(jdbc.url())
            .orElseThrow(() -> wrong("its database URL must begin with " + prefixes() + "."));
    if (Database.holdsCredentials(jdbc.url())) {
      throw wrong(
          "its database URL holds credentials. Put them in environment variables and name those in jdbc.");
    }
    if (!database.isTable(jdbc.table())) {
      throw wrong(
          "'"
              + jdbc.table()
              + "' is no name of a table or view, as in sales or public."
              + database.quoted("Sales")
              + ".");
    }
    Credentials.of(subject(), jdbc.userVariable(), jdbc.passwordVariable(), environment)
        .into(properties);
    database.requireDriver();
    properties.setProperty("driver", database.driver());
    if (database == Database.POSTGRESQL) {
      properties.setProperty("ApplicationName", "demand-forecast");
    }
  }

  private static String prefixes() {
    return Arrays.stream(Database.values())
        .map(Database::prefix)
        .collect(Collectors.joining(" or "));
  }

  Jdbc jdbc() {
    return jdbc;
  }

  Database database() {
    return database;
  }

  /** Driver's properties, credentials among them: never to be shown. */
  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /** What messages and rows call the table: URL without parameters, and name. */
  String place() {
    String url = jdbc.url();
    int parameters = url.indexOf('?');
    return (parameters < 0 ? url : url.substring(0, parameters)) + "#" + jdbc.table();
  }

  /**
   * Connects.
   *
   * @throws ForecastException transient if the database cannot be reached, a configuration error if
   *     it refuses the credentials or has no such database
   */
  Connection open() {
    try {
      return DriverManager.getConnection(jdbc.url(), properties);
    } catch (SQLException failure) {
      throw explain(failure);
    }
  }

  /** What a failure of the database means. */
  ForecastException explain(SQLException failure) {
    Database.Problem problem = database.problem(failure);
    return switch (problem) {
      case CREDENTIALS ->
          wrong(
              "the database refuses the credentials in environment variables "
                  + jdbc.userVariable()
                  + " and "
                  + jdbc.passwordVariable()
                  + ".");
      case NO_DATABASE -> wrong("there is no such database at " + place() + ".");
      case NO_TABLE -> wrong("there is no table or view " + jdbc.table() + " in " + place() + ".");
      case NO_RIGHT -> wrong("the database's user may not read " + jdbc.table() + ".");
      case UNREACHABLE, OTHER ->
          ForecastException.transientFailure(
              subject()
                  + ": "
                  + place()
                  + (problem == Database.Problem.UNREACHABLE
                      ? " cannot be reached"
                      : " could not be read")
                  + " (SQL state "
                  + failure.getSQLState()
                  + "). Check host and port, and try again.",
              failure);
    };
  }

  private String subject() {
    return "Input '" + input.name() + "'";
  }

  private ForecastException wrong(String problem) {
    return ForecastException.configuration(subject() + ": " + problem);
  }
}
