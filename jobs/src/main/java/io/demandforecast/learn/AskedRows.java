package io.demandforecast.learn;

import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.io.Serializable;
import java.util.Optional;

/**
 * Rows as a model is asked about at an origin, one a series: at a lead that is drawn by the series'
 * identity, so that rows do not repeat each other.
 */
public record AskedRows(FeatureRows rows, int horizon) implements Serializable {

  /** As a plan makes rows. */
  public static AskedRows of(TrainingPlan plan) {
    return new AskedRows(plan.rows(), plan.config().horizon());
  }

  /**
   * The row of a series at an origin; NaN for a missing value. Empty where it had not begun, or can
   * sell at none of the leads.
   */
  public Optional<float[]> row(PanelSeries series, int origin) {
    int own = origin - series.stalePeriods();
    if (series.history().firstPeriod() > own) {
      return Optional.empty();
    }
    int drawn = (int) Math.floorMod(RowSampler.number(series.history().id()), (long) horizon);
    for (int i = 0; i < horizon; i++) {
      int lead = 1 + (drawn + i) % horizon;
      if (series.sells(origin + lead)) {
        SeriesView known = series.history().until(own);
        TargetView target = known.ahead(origin + lead - own, rows.layout());
        double scale = rows.scale(known);
        float[] row = new float[rows.features().size()];
        rows.originInto(known, scale, row);
        rows.targetInto(target, scale, row);
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }
}
