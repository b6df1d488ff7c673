package io.demandforecast.config;

import java.io.Serializable;

/**
 * The page that is written of a run. No number depends on it.
 *
 * @param enabled whether a night writes one
 * @param path folder or URI that nights write to; empty: {@code reports} in the warehouse
 * @param series that a page shows, at most
 */
public record ReportSettings(boolean enabled, String path, int series) implements Serializable {
  private static final String FOLDER = "reports";

  /**
   * Where nights write to.
   *
   * @param warehouse folder or URI of the tables
   */
  public String folder(String warehouse) {
    return path.isEmpty() ? warehouse.replaceFirst("/+$", "") + "/" + FOLDER : path;
  }
}
