package io.demandforecast.jdbc;

import io.demandforecast.failure.ForecastException;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;

/** User and password of a database: from the environment, and never shown. */
public final class Credentials implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String user;
  private final String password;

  private Credentials(String user, String password) {
    this.user = user;
    this.password = password;
  }

  /**
   * @param owner what messages begin with, such as {@code Input 'sales'}
   * @throws ForecastException of the configuration where a variable is not set
   */
  public static Credentials of(
      String owner, String userVariable, String passwordVariable, Map<String, String> environment) {
    return new Credentials(
        value(owner, "user", userVariable, environment),
        value(owner, "password", passwordVariable, environment));
  }

  private static String value(
      String owner, String what, String variable, Map<String, String> environment) {
    if (variable.isEmpty()) {
      return "";
    }
    String value = environment.get(variable);
    if (value == null || value.isEmpty()) {
      throw ForecastException.configuration(
          owner
              + ": environment variable "
              + variable
              + ", the database's "
              + what
              + ", is not set.");
    }
    return value;
  }

  /** The driver's properties, with these. */
  public void into(Properties properties) {
    if (!user.isEmpty()) {
      properties.setProperty("user", user);
    }
    if (!password.isEmpty()) {
      properties.setProperty("password", password);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
