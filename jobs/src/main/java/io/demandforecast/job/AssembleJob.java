package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.panel.Arrivals;
import io.demandforecast.panel.Knowledge;
import io.demandforecast.panel.LateFeeds;
import io.demandforecast.panel.Ledger;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.panel.StoredPanel;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.Observations;
import io.demandforecast.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Lays what was known as of a day on a regular grid.
 *
 * <p>Reads observations, covariates, series, loads. Writes panel. Key: panel_id, of as-of day,
 * configuration and loads. Run again on the same inputs it changes nothing; of the next day's panel
 * it writes the blocks of periods that what is new falls in. Fails where nothing is loaded or the
 * as-of day lies outside the data.
 */
public final class AssembleJob {
  private AssembleJob() {}

  /**
   * @param asOf last day of actuals to use; empty: the last that there is
   */
  public record Input(Warehouse warehouse, ForecastConfig config, Optional<LocalDate> asOf) {}

  /**
   * @param panelId identity of the panel
   * @param asOf last day of actuals used
   * @param origin last period of actuals
   * @param firstPeriod first period of any series
   * @param knowledge the loads that it was made from
   * @param plan how the panel is laid out
   * @param arrivals which feeds have delivered
   */
  public record Result(
      String panelId,
      LocalDate asOf,
      int origin,
      int firstPeriod,
      Knowledge knowledge,
      PanelPlan plan,
      Arrivals arrivals) {}

  /** Makes the panel, or finds it made. */
  public static Result run(Input input) {
    Warehouse warehouse = input.warehouse();
    ForecastConfig config = input.config();
    Ledger ledger = Ledger.of(warehouse);
    Knowledge knowledge = ledger.knowledge();
    Frequency frequency = config.frequency();
    Row known = range(input, knowledge);
    if (known.isNullAt(0)) {
      throw ForecastException.data(outside(input, knowledge));
    }
    int first = known.getInt(0);
    int last = known.getInt(1);
    LocalDate asOf = input.asOf().orElseGet(() -> lastKnown(input, knowledge, last));
    int origin = frequency.lastCompletePeriod(asOf, config.timeZone());
    if (origin < first || origin > last + config.season()) {
      throw ForecastException.data(outside(input, knowledge));
    }
    PanelPlan plan = PanelPlan.of(config);
    Arrivals.Cut cut = new Arrivals.Cut(knowledge.highWater(), last, origin);
    Arrivals arrivals = Arrivals.of(warehouse, config, asOf, cut);
    new StoredPanel(warehouse, config, plan, ledger)
        .make(
            asOf,
            knowledge,
            first,
            cut,
            arrivals.late(),
            (day, loads, late) -> panelId(day, config, loads, late));
    return new Result(
        panelId(asOf, config, knowledge, arrivals.late()),
        asOf,
        origin,
        first,
        knowledge,
        plan,
        arrivals);
  }

  private static String panelId(
      LocalDate asOf, ForecastConfig config, Knowledge knowledge, LateFeeds late) {
    List<String> texts =
        new ArrayList<>(List.of(asOf.toString(), config.hash(), knowledge.digest()));
    texts.addAll(late.texts());
    return "p-" + asOf + "-" + digest(texts);
  }

  private static Row range(Input input, Knowledge knowledge) {
    Frequency frequency = input.config().frequency();
    var rows =
        input
            .warehouse()
            .read(Observations.definition(input.config().series().keys()))
            .where(col(Observations.LOAD_SEQ).leq(lit(knowledge.highWater())));
    if (input.asOf().isPresent()) {
      LocalDate asOf = input.asOf().get();
      rows =
          rows.where(
              col(Observations.KNOWN_AT)
                  .leq(lit(asOf))
                  .and(
                      col(Observations.PERIOD)
                          .leq(
                              lit(frequency.lastCompletePeriod(asOf, input.config().timeZone())))));
    }
    return rows.agg(min(col(Observations.PERIOD)), max(col(Observations.PERIOD))).first();
  }

  /**
   * The day on which the last period with an actual was over and its first actual known: with a
   * declared delay that is later than the period's own last day.
   */
  private static LocalDate lastKnown(Input input, Knowledge knowledge, int last) {
    LocalDate known =
        input
            .warehouse()
            .read(Observations.definition(input.config().series().keys()))
            .where(
                col(Observations.LOAD_SEQ)
                    .leq(lit(knowledge.highWater()))
                    .and(col(Observations.PERIOD).equalTo(lit(last))))
            .agg(min(col(Observations.KNOWN_AT)))
            .first()
            .getDate(0)
            .toLocalDate();
    LocalDate over = input.config().frequency().lastDay(last, input.config().timeZone());
    return known.isAfter(over) ? known : over;
  }

  private static String outside(Input input, Knowledge knowledge) {
    Row all = range(new Input(input.warehouse(), input.config(), Optional.empty()), knowledge);
    if (all.isNullAt(0)) {
      return "the warehouse holds no observation: every row of the target was set aside. See the quarantine table.";
    }
    Frequency frequency = input.config().frequency();
    return "as-of "
        + input.asOf().map(LocalDate::toString).orElse("")
        + " lies outside the data, which go from "
        + frequency.firstDay(all.getInt(0))
        + " to "
        + frequency.lastDay(all.getInt(1))
        + ". Give a day in between with --as-of, or load the missing data first.";
  }

  /** Ten hexadecimal digits of the SHA-256 of some texts. */
  static String digest(List<String> texts) {
    return Sha256.of(String.join("\0", texts) + "\0").substring(0, 10);
  }
}
