package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.failure.ForecastException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * How to reach an input's database: credentials come from the environment and go nowhere but into
 * the driver's properties.
 */
final class JdbcConnection {
  static final String DRIVER = "org.postgresql.Driver";

  private static final String PART = "(?:[A-Za-z_][A-Za-z0-9_$]*|\"[^\"]+\")";
  private static final Pattern TABLE = Pattern.compile(PART + "(?:\\." + PART + ")?");

  private final InputSettings input;
  private final Jdbc jdbc;
  private final Properties properties = new Properties();

  /**
   * @throws ForecastException a configuration error if URL, table or environment are not fit
   */
  JdbcConnection(InputSettings input, Map<String, String> environment) {
    this.input = input;
    this.jdbc =
        input.source().jdbc().orElseThrow(() -> wrong("jdbc is missing: declare url and table."));
    if (!jdbc.url().startsWith("jdbc:postgresql:")) {
      throw wrong("its database URL must begin with jdbc:postgresql:.");
    }
    String lower = jdbc.url().toLowerCase(Locale.ROOT);
    if (lower.contains("user=") || lower.contains("password=") || lower.contains("@")) {
      throw wrong(
          "its database URL holds credentials. Put them in environment variables and name those in jdbc.");
    }
    if (!TABLE.matcher(jdbc.table()).matches()) {
      throw wrong(
          "'" + jdbc.table() + "' is no name of a table or view, as in sales or public.\"Sales\".");
    }
    credential("user", jdbc.userVariable(), environment);
    credential("password", jdbc.passwordVariable(), environment);
    properties.setProperty("driver", DRIVER);
    properties.setProperty("ApplicationName", "demand-forecast");
  }

  private void credential(String property, String variable, Map<String, String> environment) {
    if (variable.isEmpty()) {
      return;
    }
    String value = environment.get(variable);
    if (value == null || value.isEmpty()) {
      throw wrong(
          "environment variable " + variable + ", the database's " + property + ", is not set.");
    }
    properties.setProperty(property, value);
  }

  Jdbc jdbc() {
    return jdbc;
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
    String state = String.valueOf(failure.getSQLState());
    String subject = "Input '" + input.name() + "': " + place();
    if (state.startsWith("28")) {
      return wrong(
          "the database refuses the credentials in environment variables "
              + jdbc.userVariable()
              + " and "
              + jdbc.passwordVariable()
              + ".");
    }
    if (state.startsWith("3D")) {
      return wrong("there is no such database at " + place() + ".");
    }
    if (state.equals("42P01") || state.equals("3F000")) {
      return wrong("there is no table or view " + jdbc.table() + " in " + place() + ".");
    }
    if (state.equals("42501")) {
      return wrong("the database's user may not read " + jdbc.table() + ".");
    }
    return ForecastException.transientFailure(
        subject
            + (state.startsWith("08") ? " cannot be reached" : " could not be read")
            + " (SQL state "
            + state
            + "). Check host and port, and try again.",
        failure);
  }

  private ForecastException wrong(String problem) {
    return ForecastException.configuration("Input '" + input.name() + "': " + problem);
  }
}
