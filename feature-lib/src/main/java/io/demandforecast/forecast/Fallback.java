package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasters in order of preference: the first that answers with a finite number at every lead is
 * taken, and the answer says why the ones before it were not. After all of them comes {@link
 * KnownMean}, so there always is an answer.
 */
public final class Fallback implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A forecaster and what it needs.
   *
   * @param forecaster asked where the history is long enough
   * @param minHistory periods with a value that the series must have; 0: any history will do
   */
  public record Step(Forecaster forecaster, int minHistory) implements Serializable {}

  private final List<Step> steps;
  private final KnownMean lastResort = new KnownMean();

  /**
   * @param steps in order of preference
   */
  public Fallback(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Forecasters in order of preference, asked whatever the length of the history. */
  public static Fallback of(Forecaster... forecasters) {
    return new Fallback(Arrays.stream(forecasters).map(f -> new Step(f, 0)).toList());
  }

  /**
   * The forecast of a series.
   *
   * @param horizon number of periods, at least 1
   */
  public Answer forecast(SeriesView known, int horizon) {
    Require.horizon(horizon);
    List<String> reasons = new ArrayList<>();
    int values = known.count(known.length(), 0);
    for (Step step : steps) {
      String name = step.forecaster().name();
      if (values < step.minHistory()) {
        reasons.add(name + ": fewer than " + step.minHistory() + " periods with a value");
        continue;
      }
      double[] forecast = step.forecaster().forecast(known, horizon);
      if (Arrays.stream(forecast).allMatch(Double::isFinite)) {
        return new Answer(forecast, name, String.join("; ", reasons));
      }
      reasons.add(name + ": no finite number");
    }
    return new Answer(
        lastResort.forecast(known, horizon), lastResort.name(), String.join("; ", reasons));
  }

  /** What was forecast, by whom, and why not by another. */
  public static final class Answer {
    private final double[] forecast;
    private final String source;
    private final String reason;

    private Answer(double[] forecast, String source, String reason) {
      this.forecast = forecast;
      this.source = source;
      this.reason = reason;
    }

    /** Slot {@code i} is the forecast of lead {@code i + 1}; all are finite. */
    public double[] forecast() {
      return forecast;
    }

    /** Name of the forecaster that answered. */
    public String source() {
      return source;
    }

    /**
     * Why those preferred to it did not answer, in few different texts so that rows can be counted
     * by it; empty where the first one did.
     */
    public String reason() {
      return reason;
    }
  }
}
