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

  @Override
  public double[] forecast(SeriesView known, int horizon) {
    double[] forecast = new double[horizon];
    float[] row = new float[rows.features().size()];
    double scale = rows.scale(known);
    rows.originInto(known, scale, row);
    for (int lead = 1; lead <= horizon; lead++) {
      TargetView target = known.ahead(lead, rows.layout());
      rows.targetInto(target, scale, row);
      double learned = ensembles.get(buckets.of(lead)).predict(row);
      forecast[lead - 1] = support.clip(rows.forecast(learns, learned, target, scale));
    }
    return forecast;
  }
}
