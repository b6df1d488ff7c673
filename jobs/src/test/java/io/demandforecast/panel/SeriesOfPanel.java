package io.demandforecast.panel;

import io.demandforecast.config.AvailabilitySettings;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import java.util.List;

/** Series as a panel gives them, made without one. */
public final class SeriesOfPanel {
  private SeriesOfPanel() {}

  /** A series that can always sell and has no covariates. */
  public static PanelSeries of(String id, int firstPeriod, double... target) {
    return of(id, firstPeriod, target, new float[0][]);
  }

  /** A series that can always sell, with covariates from its first period on. */
  public static PanelSeries of(String id, int firstPeriod, double[] target, float[][] covariates) {
    SeriesHistory history =
        new SeriesHistory(id, firstPeriod, target, covariates, new String[0], List.of());
    PeriodValues[] values = new PeriodValues[covariates.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = new PeriodValues(firstPeriod, covariates[i]);
    }
    return new PanelSeries(
        history,
        values,
        new Availability(
            new AvailabilitySettings(List.of(), List.of(), List.of()),
            PanelLayout.of(Frequency.daily())));
  }
}
