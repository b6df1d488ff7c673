package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Validation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Rolling origins (Tashman 2000): models are fitted to targets up to an origin and judged on the
 * horizon after it. The origins lie whole steps before the final one, the nearest a whole horizon,
 * so that all targets are known.
 *
 * @param origins periods, ascending
 * @param finalOrigin the origin that the model in use knows
 */
public record Folds(List<Integer> origins, int finalOrigin) implements Serializable {

  public Folds {
    origins = List.copyOf(origins);
  }

  /**
   * The origins of a panel; fewer than asked for where its history is short, none where it is too
   * short for one.
   *
   * @param firstPeriod first period of any series
   */
  public static Folds of(Validation validation, int horizon, int firstPeriod, int finalOrigin) {
    int step = validation.step() > 0 ? validation.step() : horizon;
    List<Integer> origins = new ArrayList<>();
    for (int fold = validation.folds() - 1; fold >= 0; fold--) {
      int origin = finalOrigin - horizon - fold * step;
      // A model needs at least as much history as it is asked to forecast.
      if (origin - horizon >= firstPeriod) {
        origins.add(origin);
      }
    }
    return new Folds(origins, finalOrigin);
  }

  public int count() {
    return origins.size();
  }

  /** The origin of a fit: of a fold, or after the last fold the final one. */
  public int originOfFit(int fit) {
    return fit < origins.size() ? origins.get(fit) : finalOrigin;
  }
}
