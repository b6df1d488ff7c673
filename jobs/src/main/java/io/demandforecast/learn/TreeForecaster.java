package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.util.List;

/**
 * Boosted trees as a forecaster of series.
 *
 * @param name of the candidate
 * @param rows how rows are made
 * @param learns what the trees learnt
 * @param buckets buckets of leads
 * @param ensembles one a bucket
 * @param support where forecasts are cut
 */
public record TreeForecaster(
    String name,
    FeatureRows rows,
    Target learns,
    LeadBuckets buckets,
    List<TreeEnsemble> ensembles,
    Support support)
    implements Forecaster {

  public TreeForecaster {
    ensembles = List.copyOf(ensembles);
  }

  /** Most trees of any bucket. */
  int trees() {
    return ensembles.stream().mapToInt(TreeEnsemble::trees).max().orElse(0);
  }

  /**
   * What the first tree, the first two, and so on forecast: by number of trees less one, then by
   * lead less one.
   */
  double[][] forecastEach(SeriesView known, int horizon) {
    double[] learned = new double[trees()];
    double[][] forecasts = new double[learned.length][horizon];
    double scale = rows.scale(known);
    forEachLead(
        known,
        scale,
        horizon,
        (lead, target, row) -> {
          ensembles.get(buckets.nearest(lead)).predictEach(row, learned);
          for (int tree = 0; tree < learned.length; tree++) {
            forecasts[tree][lead - 1] = forecast(learned[tree], target, scale);
          }
        });
    return forecasts;
  }

  @Override
  public double[] forecast(SeriesView known, int horizon) {
    double[] forecast = new double[horizon];
    double scale = rows.scale(known);
    forEachLead(
        known,
        scale,
        horizon,
        (lead, target, row) ->
            forecast[lead - 1] =
                forecast(ensembles.get(buckets.nearest(lead)).predict(row), target, scale));
    return forecast;
  }

  /**
   * How the forecast of one lead comes about, in units of the target.
   *
   * @param offset the simple forecast that the trees correct; 0 where they learn the level
   * @param expected what the trees add on average
   * @param contributions what each feature adds to that, in the order of a row
   * @param forecast the forecast: all of these together, cut where it has to be
   * @param row the features
   */
  @SuppressWarnings("ArrayRecordComponent") // Made for one reader, who changes nothing.
  record Explained(
      double offset, double expected, double[] contributions, double forecast, float[] row) {}

  /**
   * Explains the forecast of a lead.
   *
   * @throws IllegalStateException where the trees were stored without means of their nodes
   */
  Explained explain(SeriesView known, int lead) {
    double scale = rows.scale(known);
    float[] row = new float[rows.features().size()];
    rows.originInto(known, scale, row);
    TargetView target = known.ahead(lead, rows.layout());
    rows.targetInto(target, scale, row);
    TreeEnsemble ensemble = ensembles.get(buckets.nearest(lead));
    double[] contributions = ensemble.contributions(row);
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] *= scale;
    }
    return new Explained(
        rows.forecast(learns, 0, target, scale),
        ensemble.expected() * scale,
        contributions,
        forecast(ensemble.predict(row), target, scale),
        row);
  }

  private double forecast(double learned, TargetView target, double scale) {
    return support.clip(rows.forecast(learns, learned, target, scale));
  }

  /** Told of each lead: the target and its row, which the next lead overwrites. */
  @FunctionalInterface
  private interface Visitor {
    void lead(int lead, TargetView target, float[] row);
  }

  private void forEachLead(SeriesView known, double scale, int horizon, Visitor visitor) {
    float[] row = new float[rows.features().size()];
    rows.originInto(known, scale, row);
    for (int lead = 1; lead <= horizon; lead++) {
      TargetView target = known.ahead(lead, rows.layout());
      rows.targetInto(target, scale, row);
      visitor.lead(lead, target, row);
    }
  }
}
