package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Weight;
import io.demandforecast.panel.PanelSeries;
import java.io.Serializable;
import java.util.Arrays;

/** What a row of a series weighs in the loss of a fit. */
public final class RowWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A series that sold nothing lately still weighs a tenth of a mean one: it may sell again. */
  private static final double LEAST = 0.01;

  private final Weight weight;
  private final Folds folds;
  private final int window;
  private final int valueCovariate;
  private final PanelStatistics statistics;

  public RowWeights(
      Weight weight, Folds folds, int window, int valueCovariate, PanelStatistics statistics) {
    this.weight = weight;
    this.folds = folds;
    this.window = window;
    this.valueCovariate = valueCovariate;
    this.statistics = statistics;
  }

  /**
   * Square root of the series' value at the origin of a row, in units of what a mean series has at
   * that of the fit. What a series came to be worth after the row's origin must not weigh: rows
   * whose target was high would count for more because of it, and forecasts come out too high.
   *
   * @param origin of the row
   * @return one a fit
   */
  public double[] of(PanelSeries series, int origin) {
    double[] weights = new double[folds.count() + 1];
    Arrays.fill(weights, 1);
    if (weight == Weight.NONE) {
      return weights;
    }
    double value = series.recentValue(origin, window, valueCovariate);
    for (int fit = 0; fit < weights.length; fit++) {
      double mean = statistics.value()[fit];
      if (mean > 0) {
        weights[fit] = Math.sqrt(Math.max(value / mean, LEAST));
      }
    }
    return weights;
  }

  /**
   * What a row weighs beside its series: the square of its scale over the series' scale at the
   * origin of the fit, and 1 at most. A squared error in units of the row's own scale thereby
   * counts as one in units of the scale that forecasts are asked in. A row from when the series was
   * young and small would otherwise weigh as if what came then were as large as what comes now:
   * where a season multiplies sales, such a label is hundreds of scales away.
   *
   * @param scale of the row, at its own origin
   * @param scaleOfFit of the series at the origin of the fit
   */
  static double ofScale(double scale, double scaleOfFit) {
    double ratio = Math.min(scale / scaleOfFit, 1);
    return ratio * ratio;
  }

  /**
   * The series' recent value as known at the origin of the fit: what its error weighs in a mean.
   */
  public double value(PanelSeries series, int fit) {
    return series.recentValue(folds.originOfFit(fit), window, valueCovariate);
  }
}
