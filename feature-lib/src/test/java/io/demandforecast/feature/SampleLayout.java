package io.demandforecast.feature;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import java.time.DayOfWeek;
import java.util.List;
import java.util.stream.Stream;

/** Layouts with a covariate of each kind, both known ahead and not, an attribute and two groups. */
final class SampleLayout {
  private SampleLayout() {}

  /** One layout a frequency. */
  static Stream<PanelLayout> all() {
    return Stream.of(
            Frequency.hourly(),
            Frequency.daily(),
            Frequency.weekly(DayOfWeek.FRIDAY),
            Frequency.monthly())
        .map(SampleLayout::of);
  }

  static PanelLayout daily() {
    return of(Frequency.daily());
  }

  static PanelLayout of(Frequency frequency) {
    return new PanelLayout(
        frequency,
        frequency.season(),
        List.of(
            new Covariate("price", true, Kind.NUMERIC),
            new Covariate("promo", true, Kind.FLAG),
            new Covariate("holiday", true, Kind.EVENT),
            new Covariate("weather", false, Kind.NUMERIC),
            new Covariate("stockout", false, Kind.FLAG),
            new Covariate("strike", false, Kind.EVENT)),
        List.of("size"),
        List.of("item", "store"));
  }
}
