package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Changes everything about a series that no one knows at an origin; a feature must not notice. */
final class FuturePoison {
  private final PanelLayout layout;
  private final SampleSeries series;

  FuturePoison(PanelLayout layout, SampleSeries series) {
    this.layout = layout;
    this.series = series;
  }

  /**
   * Where a feature sees the future.
   *
   * @param maker the feature, given the history that it is about to be asked of
   * @return empty where it does not, at any of the origins and leads
   */
  Optional<String> leak(
      Function<SeriesHistory, Feature> maker, List<Integer> origins, List<Integer> leads) {
    SeriesHistory clean = series.history();
    Feature feature = maker.apply(clean);
    for (int origin : origins) {
      for (int lead : leads) {
        SeriesHistory poisoned =
            series.withOtherFuture(origin, origin + lead + feature.ahead()).history();
        double before = EveryFeature.value(feature, clean.until(origin), lead, layout);
        double after =
            EveryFeature.value(maker.apply(poisoned), poisoned.until(origin), lead, layout);
        if (Double.doubleToLongBits(before) != Double.doubleToLongBits(after)) {
          return Optional.of(
              "%s at origin %d, lead %d: %s became %s"
                  .formatted(feature.name(), origin, lead, before, after));
        }
      }
    }
    return Optional.empty();
  }
}
