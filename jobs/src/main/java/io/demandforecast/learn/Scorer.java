package io.demandforecast.learn;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.forecast.ForecasterParser;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.uncertainty.ConformalQuantiles;
import io.demandforecast.uncertainty.DemandClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the forecasts of a series with a stored model: plain arithmetic, the same to the bit
 * wherever it runs.
 */
public final class Scorer implements Serializable {
  private static final long serialVersionUID = 1L;
  private final FeatureRows rows;
  private final Fallback forecaster;
  private final ConformalQuantiles quantiles;
  private final int classWindow;
  private final int horizon;

  private Scorer(
      FeatureRows rows,
      Fallback forecaster,
      ConformalQuantiles quantiles,
      int classWindow,
      int horizon) {
    this.rows = rows;
    this.forecaster = forecaster;
    this.quantiles = quantiles;
    this.classWindow = classWindow;
    this.horizon = horizon;
  }

  /**
   * A scorer of a stored model.
   *
   * @throws ForecastException where the configuration is not the one it was trained with
   */
  public static Scorer of(StoredModel model, TrainingPlan plan) {
    if (!model.features().equals(plan.rows().features().names())
        || !model.offset().equals(plan.rows().offset().names())) {
      throw ForecastException.configuration(
          "the model was trained with other features than the configuration names. Train again: forecast train");
    }
    Fallback forecaster;
    if (model.hasTrees()) {
      forecaster =
          CrossValidation.withFallback(
              new TreeForecaster(
                  model.champion(),
                  plan.rows(),
                  model.buckets(),
                  model.ensembles(),
                  plan.support()),
              plan.config().training().minHistory(),
              plan.seasonalNaive());
    } else {
      Forecaster baseline = ForecasterParser.parse(model.champion(), plan.rows().layout());
      forecaster =
          baseline.equals(plan.seasonalNaive())
              ? Fallback.of(baseline)
              : Fallback.of(baseline, plan.seasonalNaive());
    }
    return new Scorer(
        plan.rows(),
        forecaster,
        model.quantiles(),
        plan.calibration().classWindow(),
        plan.config().horizon());
  }

  /**
   * One forecast.
   *
   * @param lead periods after the origin
   * @param mean expected quantity
   * @param quantiles one a level, ascending
   * @param source forecaster that answered
   * @param reason why not the first; empty where it was
   */
  public record Point(
      int lead, double mean, List<Double> quantiles, String source, String reason) {}

  /** Forecasts of a series from an origin for every period that it can sell in. */
  public List<Point> forecast(PanelSeries series, int origin) {
    SeriesView known = series.history().until(origin);
    Fallback.Answer answer = forecaster.forecast(known, horizon);
    DemandClass demandClass = DemandClass.of(known, classWindow);
    double scale = rows.scale(known);
    List<Point> points = new ArrayList<>();
    for (int lead = 1; lead <= horizon; lead++) {
      if (series.sells(origin + lead)) {
        double mean = answer.forecast()[lead - 1];
        List<Double> levels = new ArrayList<>();
        for (double quantile : quantiles.quantiles(mean, scale, lead, demandClass)) {
          levels.add(quantile);
        }
        points.add(new Point(lead, mean, levels, answer.source(), answer.reason()));
      }
    }
    return points;
  }
}
