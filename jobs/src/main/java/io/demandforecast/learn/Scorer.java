package io.demandforecast.learn;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.Fallback;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import io.demandforecast.uncertainty.ConformalQuantiles;
import io.demandforecast.uncertainty.ForecastTarget;
import io.demandforecast.uncertainty.SeriesPattern;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the forecasts of a series with a stored model: plain arithmetic, the same to the bit
 * wherever it runs.
 */
public final class Scorer implements Serializable {
  private static final long serialVersionUID = 1L;
  private final CalibrationSettings calibration;
  private final Fallback forecaster;
  private final BiasFactors bias;
  private final CalibratedQuantiles quantiles;
  private final int horizon;

  private Scorer(
      CalibrationSettings calibration,
      Fallback forecaster,
      BiasFactors bias,
      CalibratedQuantiles quantiles,
      int horizon) {
    this.calibration = calibration;
    this.forecaster = forecaster;
    this.bias = bias;
    this.quantiles = quantiles;
    this.horizon = horizon;
  }

  /**
   * A scorer of a stored model.
   *
   * @throws ForecastException where the configuration is not the one it was trained with
   */
  public static Scorer of(StoredModel model, TrainingPlan plan) {
    if (!model.features().equals(plan.rows().features().names())
        || !model.offset().equals(plan.rows().offset().names())
        || !model.buckets().equals(plan.buckets())
        || !model.bias().buckets().equals(plan.calibration().periods().buckets())) {
      throw ForecastException.configuration(
          "the model was trained with other features, offset or buckets of leads than the"
              + " configuration names. Train again: forecast train");
    }
    Fallback forecaster = ModelForecaster.of(plan, model.champion(), model.members());
    return new Scorer(
        plan.calibration(), forecaster, model.bias(), model.quantiles(), plan.config().horizon());
  }

  /**
   * One forecast.
   *
   * @param lead periods after the last one known of the series
   * @param mean expected quantity
   * @param quantiles one a level, ascending
   * @param source forecaster that answered
   * @param reason why not the first; empty where it was
   */
  public record Point(int lead, double mean, List<Double> quantiles, String source, String reason)
      implements Serializable {}

  /**
   * The forecast of what is sold over a lead time.
   *
   * @param periods of the lead time, from the one after the origin asked for
   * @param mean expected quantity: the sum of the periods'
   * @param quantiles one a level, ascending; not sums of the periods'
   */
  public record Total(int periods, double mean, List<Double> quantiles) implements Serializable {}

  /**
   * Forecasts of a series from one origin.
   *
   * @param points every period that it can sell in
   * @param totals every lead time within which it can sell
   */
  public record Forecast(List<Point> points, List<Total> totals) implements Serializable {}

  /**
   * Forecasts the horizon after an origin: from it or, where the series' feed is late, from the
   * last period known of the series. Leads count from there. Beyond the longest lead that it was
   * trained for, the model of the last bucket answers.
   */
  public Forecast forecast(PanelSeries series, int origin) {
    return forecast(series, origin, series.stalePeriods(), horizon);
  }

  /**
   * Forecasts from an origin gone by, of which all is known.
   *
   * @param leads how many, at most the horizon
   */
  public Forecast forecastAt(PanelSeries series, int origin, int leads) {
    return forecast(series, origin, 0, leads);
  }

  private Forecast forecast(PanelSeries series, int origin, int stale, int leads) {
    SeriesView known = series.history().until(origin - stale);
    Fallback.Answer answer = forecaster.forecast(known, leads + stale);
    SeriesPattern pattern = calibration.pattern(known);
    double[] means = bias.applied(pattern.demandClass(), answer.forecast());
    List<Point> points = new ArrayList<>();
    List<Total> totals = new ArrayList<>();
    double sum = 0;
    for (int lead = 1; lead <= leads; lead++) {
      if (series.sells(origin + lead)) {
        int ownLead = lead + stale;
        double mean = means[ownLead - 1];
        sum += mean;
        List<Double> levels =
            levels(quantiles.periods(), ForecastTarget.period(pattern, mean, ownLead));
        points.add(new Point(ownLead, mean, levels, answer.source(), answer.reason()));
      }
      if (!points.isEmpty() && quantiles.leadTimes().contains(lead)) {
        ForecastTarget total = new ForecastTarget(pattern, sum, lead, points.size());
        totals.add(new Total(lead, sum, levels(quantiles.totals(), total)));
      }
    }
    return new Forecast(points, totals);
  }

  private static List<Double> levels(ConformalQuantiles quantiles, ForecastTarget target) {
    return Arrays.stream(quantiles.quantiles(target)).boxed().toList();
  }
}
