package io.demandforecast.export;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.demandforecast.jdbc.Credentials;
import io.demandforecast.jdbc.Database;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How the driver and Spark's tasks reach a database. */
record Connector(Database database, String url, Credentials credentials) implements Serializable {
  private static final int POOLED = 2;
  private static final long WAIT_MILLIS = 15_000;

  /** A connection of a task: there are as many tasks as connections are allowed. */
  Connection open() throws SQLException {
    database.requireDriver();
    return DriverManager.getConnection(url, properties());
  }

  /** Connections of the driver, to be closed. */
  HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("export");
    config.setDriverClassName(database.driver());
    config.setJdbcUrl(url);
    config.setDataSourceProperties(properties());
    config.setMaximumPoolSize(POOLED);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(WAIT_MILLIS);
    return new HikariDataSource(config);
  }

  private Properties properties() {
    Properties properties = new Properties();
    credentials.into(properties);
    if (database == Database.POSTGRESQL) {
      properties.setProperty("ApplicationName", "demand-forecast");
    }
    return properties;
  }
}
