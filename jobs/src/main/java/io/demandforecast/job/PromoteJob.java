package io.demandforecast.job;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.learn.Registry;
import io.demandforecast.table.Models;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Makes a registered model the champion because a person says so: one that was refused, or one that
 * a later one took the place of.
 *
 * <p>Reads models. Reads and writes promotions: one row. Key: promotion_seq. Run again for the
 * champion it changes nothing. Fails for a model that is not registered.
 */
public final class PromoteJob {
  private PromoteJob() {}

  /**
   * @param model version of the model
   * @param reason for the record
   * @param now for the record
   */
  public record Input(Warehouse warehouse, String model, String reason, Instant now) {}

  /**
   * @param before the champion until now; empty for none
   * @param asOf day from which on the model forecasts
   * @param changed whether it was not the champion already
   */
  public record Result(Optional<String> before, LocalDate asOf, boolean changed) {}

  /** Promotes. */
  public static Result run(Input input) {
    Row model =
        new Registry(input.warehouse())
            .find(input.model())
            .orElseThrow(
                () ->
                    ForecastException.data(
                        "there is no model "
                            + input.model()
                            + ". See: forecast sql \"SELECT model_version, as_of, champion FROM"
                            + " models\""));
    ChampionHistory history =
        ChampionHistory.of(input.warehouse(), model.getAs(Models.CONFIG_HASH));
    LocalDate own = model.<Date>getAs(Models.AS_OF).toLocalDate();
    // After all that was decided, so that it holds whatever day comes next.
    LocalDate asOf = history.lastDay().filter(day -> day.isAfter(own)).orElse(own);
    Optional<String> before = history.champion(asOf);
    boolean changed = !before.equals(Optional.of(input.model()));
    if (changed) {
      history.append(
          new ChampionHistory.Entry(
              input.model(),
              before,
              true,
              input.reason(),
              Map.of(),
              Map.of(),
              asOf,
              Optional.empty()),
          input.now());
    }
    return new Result(before, asOf, changed);
  }
}
