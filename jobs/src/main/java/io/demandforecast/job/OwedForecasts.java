package io.demandforecast.job;

import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;

/**
 * What a whole run holds, by the panel that it is made from.
 *
 * @param rows forecasts owed: periods of the horizon that a series can sell in
 * @param recentMean mean actual over as many periods before the origin; 0 where none is known
 * @param unknownAhead by covariate: forecasts owed without its value, in series that had one at the
 *     origin
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, read only.
record OwedForecasts(long rows, double recentMean, long[] unknownAhead) {
  /** Numbers that are summed whatever the covariates. */
  private static final int SUMS = 3;

  static OwedForecasts of(OpenedPanel opened, PanelLayout layout, int origin, int horizon) {
    int covariates = layout.covariates().size();
    double[] sums =
        opened
            .withoutGroups()
            .map(series -> sums(series, layout, origin, horizon))
            .fold(new double[SUMS + covariates], OwedForecasts::plus);
    long[] unknownAhead = new long[covariates];
    for (int i = 0; i < covariates; i++) {
      unknownAhead[i] = (long) sums[SUMS + i];
    }
    return new OwedForecasts((long) sums[0], sums[2] == 0 ? 0 : sums[1] / sums[2], unknownAhead);
  }

  /** Rows owed, sum of recent actuals, number of recent actuals, then a number a covariate. */
  private static double[] sums(PanelSeries series, PanelLayout layout, int origin, int horizon) {
    double[] sums = new double[SUMS + layout.covariates().size()];
    SeriesView known = series.history().until(origin);
    for (int lead = 1; lead <= horizon; lead++) {
      if (series.sells(origin + lead)) {
        sums[0]++;
        TargetView target = known.ahead(lead, layout);
        for (int i = 0; i < layout.covariates().size(); i++) {
          PanelLayout.Covariate covariate = layout.covariates().get(i);
          if (covariate.knownAhead()
              && covariate.kind() == PanelLayout.Kind.NUMERIC
              && Float.isNaN(target.covariate(i))
              && !Float.isNaN(known.covariate(i, 0))) {
            sums[SUMS + i]++;
          }
        }
      }
      double actual = series.history().actual(origin - horizon + lead);
      if (!Double.isNaN(actual)) {
        sums[1] += actual;
        sums[2]++;
      }
    }
    return sums;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sums = new double[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a[i] + b[i];
    }
    return sums;
  }
}
