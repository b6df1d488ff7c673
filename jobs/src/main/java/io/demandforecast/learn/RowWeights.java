package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Weight;
import io.demandforecast.panel.PanelSeries;
import java.io.Serializable;

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
   * Square root of the series' value in units of a mean series, as known at the origin of the fit.
   */
  public double of(PanelSeries series, int fit) {
    double mean = statistics.value()[fit];
    if (weight == Weight.NONE || mean <= 0) {
      return 1;
    }
    return Math.sqrt(Math.max(value(series, fit) / mean, LEAST));
  }

  /**
   * The series' recent value as known at the origin of the fit: what its error weighs in a mean.
   */
  public double value(PanelSeries series, int fit) {
    return series.recentValue(folds.originOfFit(fit), window, valueCovariate);
  }
}
