package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Levels of the quantiles that are forecast.
 *
 * @param levels strictly between 0 and 1, ascending; may be none
 */
public record QuantileLevels(List<Double> levels) implements Serializable {

  public QuantileLevels {
    levels = List.copyOf(levels);
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw new IllegalArgumentException(
            "quantile levels " + levels + " do not ascend strictly between 0 and 1 at " + level);
      }
      before = level;
    }
  }

  public static QuantileLevels of(double... levels) {
    return new QuantileLevels(Arrays.stream(levels).boxed().toList());
  }

  public int count() {
    return levels.size();
  }

  public double level(int index) {
    return levels.get(index);
  }
}
