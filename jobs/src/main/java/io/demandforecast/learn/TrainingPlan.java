package io.demandforecast.learn;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.TrainingSettings;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.feature.FeatureDefaults;
import io.demandforecast.feature.FeatureSet;
import io.demandforecast.feature.SeriesOffset;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.forecast.ForecasterParser;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.uncertainty.ConformalSettings;
import io.demandforecast.uncertainty.QuantileLevels;
import java.util.List;

/**
 * What a configuration means for training, with every text form parsed: made before anything runs,
 * so that a wrong name is told at once.
 *
 * @param config the configuration
 * @param rows how rows are made
 * @param buckets buckets of leads that have a model each
 * @param support where forecasts are cut
 * @param baselines forecasters that learn nothing
 * @param seasonalNaive what everything is measured against, and what answers where a model cannot
 * @param calibration how outcomes become quantiles
 * @param valueCovariate position of the covariate that weighs series, -1 for none
 */
public record TrainingPlan(
    ForecastConfig config,
    FeatureRows rows,
    LeadBuckets buckets,
    Support support,
    List<Forecaster> baselines,
    Forecaster seasonalNaive,
    CalibrationSettings calibration,
    int valueCovariate) {

  /** Text form of the yardstick. */
  public static final String YARDSTICK = "seasonal_naive";

  /** Seasons that a series' demand class is judged by. */
  private static final int CLASS_SEASONS = 26;

  /** Periods that the recent value of a series is summed over, at least. */
  private static final int VALUE_WINDOW = 4;

  /**
   * @throws ForecastException where a feature, an offset or a baseline has a text form that is none
   */
  public static TrainingPlan of(ForecastConfig config, PanelPlan panel) {
    PanelLayout layout = panel.layout();
    TrainingSettings training = config.training();
    try {
      List<String> names =
          config.features().isEmpty() ? FeatureDefaults.of(layout) : config.features();
      FeatureRows rows =
          new FeatureRows(
              layout,
              FeatureSet.parse(names, layout),
              SeriesOffset.parse(training.offset(), layout));
      Support support = config.demand().counts() ? Support.NON_NEGATIVE : Support.REAL;
      CalibrationSettings calibration =
          new CalibrationSettings(
              conformal(config, config.uncertainty().buckets(), support),
              conformal(config, config.uncertainty().leadTimes(), support),
              rows,
              CLASS_SEASONS * layout.frequency().season());
      return new TrainingPlan(
          config,
          rows,
          new LeadBuckets(training.buckets()),
          support,
          training.baselines().stream().map(text -> ForecasterParser.parse(text, layout)).toList(),
          ForecasterParser.parse(YARDSTICK, layout),
          calibration,
          config.series().value().isEmpty() ? -1 : layout.covariate(config.series().value()));
    } catch (IllegalArgumentException e) {
      throw ForecastException.configuration(
          "features, training.offset or training.baselines: " + e.getMessage());
    }
  }

  private static ConformalSettings conformal(
      ForecastConfig config, List<Integer> lastLeads, Support support) {
    return new ConformalSettings(
        new QuantileLevels(config.uncertainty().quantiles()),
        new LeadBuckets(lastLeads),
        config.uncertainty().minErrors(),
        support);
  }

  /** Periods that the recent value of a series is summed over: as many as are forecast. */
  public int valueWindow() {
    return Math.max(config.horizon(), VALUE_WINDOW);
  }

  /** Everything that the search depends on beside the data. */
  public List<String> searchIdentity() {
    TrainingSettings training = config.training();
    return List.of(
        training.engine(),
        training.grid().toString(),
        training.baselines().toString(),
        String.valueOf(training.combine()),
        training.buckets().toString(),
        training.rows().toString(),
        training.weight().toString(),
        training.validation().toString(),
        rows.features().hash(),
        rows.offset().names().toString());
  }
}
