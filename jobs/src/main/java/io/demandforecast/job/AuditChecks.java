package io.demandforecast.job;

import io.demandforecast.config.AuditSettings;
import io.demandforecast.config.AuditSettings.Check;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.PublicationSettings;
import io.demandforecast.job.AuditJob.Finding;
import io.demandforecast.panel.Arrivals;
import io.demandforecast.series.PanelLayout;
import java.util.ArrayList;
import java.util.List;

/** What was measured against what it is held to. */
final class AuditChecks {
  /** Forecasts with an actual that their coverage says anything from. */
  private static final long FEWEST_COVERED = 100;

  private final ForecastConfig config;
  private final PublicationSettings bounds;
  private final AuditSettings audits;
  private final List<Finding> findings = new ArrayList<>();

  private AuditChecks(ForecastConfig config) {
    this.config = config;
    this.bounds = config.publication();
    this.audits = bounds.audits();
  }

  static List<Finding> of(
      ForecastConfig config,
      PanelLayout layout,
      RunFigures run,
      OwedForecasts owed,
      PublishedBefore before,
      Arrivals arrivals) {
    AuditChecks checks = new AuditChecks(config);
    checks.complete(run, owed);
    checks.numbers(run);
    checks.totals(run, owed, before);
    checks.fallbacks(run);
    checks.coverage(before);
    checks.late(arrivals);
    checks.knownAhead(layout, owed);
    return checks.findings;
  }

  private void complete(RunFigures run, OwedForecasts owed) {
    double share = owed.rows() == 0 ? 0 : (double) run.rows() / owed.rows();
    add(
        Check.ROWS_COMPLETE,
        run.rows(),
        ">= %s of %d".formatted(audits.minCompleteShare(), owed.rows()),
        run.rows() > 0
            && share >= audits.minCompleteShare()
            && share <= 1
            && run.distinct() == run.rows(),
        owed.rows() == 0
            ? "no forecast is owed: no series can sell in the horizon. Check that what"
                + " availability looks at reaches beyond the origin"
            : run.rows()
                + " forecasts, "
                + run.distinct()
                + " of them distinct; "
                + owed.rows()
                + " are owed");
  }

  private void numbers(RunFigures run) {
    add(
        Check.NO_NULL,
        run.nulls(),
        "= 0",
        run.nulls() == 0,
        run.nulls() + " forecasts or totals have a null or NaN");
    boolean counts = config.demand().counts();
    add(
        Check.NO_NEGATIVE,
        run.negatives(),
        counts ? "= 0" : "not asked for",
        !counts || run.negatives() == 0,
        run.negatives() + " forecasts or totals have a number below zero");
    add(
        Check.QUANTILES_ORDERED,
        run.crossingShare(),
        "<= " + audits.maxCrossingShare(),
        run.crossingShare() <= audits.maxCrossingShare(),
        run.crossings() + " forecasts or totals have quantiles that cross");
  }

  private void totals(RunFigures run, OwedForecasts owed, PublishedBefore before) {
    double ratio =
        owed.recentMean() > 0 && run.rows() > 0 ? run.total() / run.rows() / owed.recentMean() : 1;
    add(
        Check.TOTAL_IN_BOUNDS,
        ratio,
        bounds.minTotalRatio() + " to " + bounds.maxTotalRatio(),
        ratio >= bounds.minTotalRatio() && ratio <= bounds.maxTotalRatio(),
        "mean forecast is %.3f times the mean of the last %d periods"
            .formatted(ratio, config.horizon()));
    add(
        Check.TOTAL_NEAR_LAST,
        before.ratio(),
        audits.minRatioToLast() + " to " + audits.maxRatioToLast(),
        before.dates() == 0
            || (before.ratio() >= audits.minRatioToLast()
                && before.ratio() <= audits.maxRatioToLast()),
        before.last().isEmpty()
            ? "nothing was published before: nothing to compare with"
            : "mean forecast is %.3f times that of run %s, over %d dates of both"
                .formatted(before.ratio(), before.last().get(), before.dates()));
  }

  private void fallbacks(RunFigures run) {
    add(
        Check.FALLBACK_SHARE,
        run.fallbackShare(),
        "<= " + bounds.maxFallbackShare(),
        run.fallbackShare() <= bounds.maxFallbackShare(),
        "%.1f %% of the forecasts were made by a fallback".formatted(100 * run.fallbackShare()));
  }

  private void coverage(PublishedBefore before) {
    List<Double> levels = config.uncertainty().quantiles();
    double nominal = levels.get(levels.size() - 1) - levels.get(0);
    boolean judged = levels.size() > 1 && before.covered() >= FEWEST_COVERED;
    double least = nominal - audits.maxCoverageShortfall();
    add(
        Check.COVERAGE,
        judged ? before.coverage() : nominal,
        ">= %.3f".formatted(least),
        !judged || before.coverage() >= least,
        judged
            ? "%.1f %% of %d actuals since lie between the outermost quantiles published for them; %.1f %% should"
                .formatted(100 * before.coverage(), before.covered(), 100 * nominal)
            : "fewer than %d published forecasts have an actual: coverage is not judged"
                .formatted(FEWEST_COVERED));
  }

  /** Only where the data set says that feeds may be late. */
  private void late(Arrivals arrivals) {
    bounds
        .partial()
        .ifPresent(
            partial ->
                add(
                    Check.LATE_SHARE,
                    arrivals.lateShare(),
                    "<= " + partial.maxShare(),
                    arrivals.lateShare() <= partial.maxShare(),
                    PartialFeeds.text(arrivals, config)));
  }

  /** A finding a covariate that is declared known ahead and is not. */
  private void knownAhead(PanelLayout layout, OwedForecasts owed) {
    for (int i = 0; i < owed.unknownAhead().length; i++) {
      if (owed.unknownAhead()[i] > 0) {
        String name = layout.covariates().get(i).name();
        findings.add(
            new Finding(
                Check.KNOWN_AHEAD.text() + "_" + name,
                owed.unknownAhead()[i],
                "= 0",
                audits.severity(Check.KNOWN_AHEAD),
                false,
                "covariate '%s' is declared known ahead, but %d of %d forecasts lack its value: the model takes it for missing there. Send its values for the whole horizon"
                    .formatted(name, owed.unknownAhead()[i], owed.rows())));
      }
    }
  }

  private void add(Check check, double value, String bound, boolean passed, String message) {
    findings.add(new Finding(check.text(), value, bound, audits.severity(check), passed, message));
  }
}
