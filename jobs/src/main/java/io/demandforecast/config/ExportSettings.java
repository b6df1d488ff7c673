package io.demandforecast.config;

import java.io.Serializable;

/**
 * A place that published forecasts are handed to.
 *
 * @param name what a person calls it
 * @param content which table
 * @param mode what becomes of what was handed over before
 * @param channel whose publications; empty: the configured channel
 * @param target where
 */
public record ExportSettings(String name, Content content, Mode mode, String channel, Target target)
    implements Serializable {

  /** What is handed over. */
  public enum Content {
    FORECASTS,
    TOTALS
  }

  /** What becomes of runs that were handed over before. */
  public enum Mode {
    /** They go: what is there is the current publication of a channel. */
    CURRENT,
    /** They stay, each under its run. */
    RUNS
  }

  /** Where it goes. */
  public sealed interface Target extends Serializable permits Table, Folder {}

  /** Kinds of databases. */
  public enum Server {
    POSTGRESQL,
    MARIADB
  }

  /**
   * A table of a database. User and password stand in environment variables only.
   *
   * @param server what kind it is
   * @param url JDBC URL without credentials
   * @param table with or without its schema
   * @param userVariable environment variable of the user
   * @param passwordVariable environment variable of the password
   * @param connections tasks that write at once
   * @param attempts how often it is tried where a failure may pass
   */
  public record Table(
      Server server,
      String url,
      String table,
      String userVariable,
      String passwordVariable,
      int connections,
      int attempts)
      implements Target {}

  /** Kinds of files. */
  public enum FileFormat {
    PARQUET,
    CSV
  }

  /** Files below a folder or URI. */
  public record Folder(FileFormat format, String location) implements Target {}
}
