package io.demandforecast.job;

import io.demandforecast.learn.Registry;
import io.demandforecast.table.Models;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Whether the newest model is young enough not to be made anew. */
final class ModelChoice {
  private ModelChoice() {}

  /**
   * The newest model made with the same configuration that knew nothing after the as-of day,
   * whether it forecasts or waits to be judged; empty where it is too old, or there is none.
   *
   * @param maxAgeDays days from the model's as-of day on which it must be made anew; 0: a model of
   *     that very day only
   */
  static Optional<Row> young(Registry registry, String configHash, LocalDate asOf, int maxAgeDays) {
    return registry
        .newest(configHash, asOf)
        .filter(
            row -> {
              LocalDate trained = row.<java.sql.Date>getAs(Models.AS_OF).toLocalDate();
              return trained.equals(asOf) || trained.plusDays(maxAgeDays).isAfter(asOf);
            });
  }
}
