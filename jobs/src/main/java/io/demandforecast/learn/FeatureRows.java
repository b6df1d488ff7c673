package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.feature.FeatureSet;
import io.demandforecast.feature.SeriesOffset;
import io.demandforecast.feature.SeriesScale;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.io.Serializable;

/**
 * How a row of features and its target are made: the one declaration that training, backtest and
 * prediction share.
 *
 * @param layout what the panel's series have in common
 * @param features columns of a row
 * @param offset simple forecast that the learned part is added to
 */
public record FeatureRows(PanelLayout layout, FeatureSet features, SeriesOffset offset)
    implements Serializable {

  /** The scale that a series' rows are in units of at an origin. */
  public double scale(SeriesView known) {
    return SeriesScale.of(known);
  }

  /** Fills the part of a row that is the same for all leads. */
  public void originInto(SeriesView known, double scale, float[] row) {
    features.originInto(known, scale, row);
  }

  /** Fills the part of a row that is about the target. */
  public void targetInto(TargetView target, double scale, float[] row) {
    features.targetInto(target, scale, row);
  }

  /** What the trees are to learn, in units of the scale. */
  public double label(Target learns, double actual, TargetView target, double scale) {
    return (actual - base(learns, target)) / scale;
  }

  /** The forecast that a learned number stands for. */
  public double forecast(Target learns, double learned, TargetView target, double scale) {
    return base(learns, target) + learned * scale;
  }

  private double base(Target learns, TargetView target) {
    return learns == Target.CORRECTION ? offset.at(target) : 0;
  }
}
