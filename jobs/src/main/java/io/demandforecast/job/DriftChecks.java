package io.demandforecast.job;

import io.demandforecast.config.WatchSettings;
import io.demandforecast.learn.FeatureReference;
import io.demandforecast.metric.RatioOfSums;
import io.demandforecast.metric.TrackingSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is watched of a model against what it is held to. */
final class DriftChecks {
  static final String PSI = "psi";
  static final String WAPE_GROWTH = "wape_growth";
  static final String TRACKING_SIGNAL = "tracking_signal";
  static final String COVERAGE = "coverage";

  /** Standard deviations that chance is given in features: there are some hundred of them. */
  static final double FEATURE_DEVIATIONS = 4;

  /** The same of errors. */
  private static final double DEVIATIONS = 3;

  /** How much farther than ever before the features of a single night may lie. */
  private static final double UNUSUAL = 1.5;

  /** Periods with an actual that errors are judged by, at least. */
  private static final int FEWEST = 8;

  /** Periods that their signs are: of fewer, all may well have one. */
  static final int FEWEST_SIGNS = 14;

  private final WatchSettings settings;
  private final int periods;
  private final double nominal;

  /**
   * @param periods last periods that are looked at; what lies before is what they are compared with
   * @param nominal share of actuals that the outermost quantiles should hold
   */
  DriftChecks(WatchSettings settings, int periods, double nominal) {
    this.settings = settings;
    this.periods = periods;
    this.nominal = nominal;
  }

  /**
   * One figure.
   *
   * @param feature empty where it is about errors
   * @param rows forecasts, or rows of features
   */
  record Finding(
      String metric,
      String segment,
      String segmentValue,
      String feature,
      double value,
      double threshold,
      boolean breached,
      long rows) {

    /** In words. */
    String text() {
      String of = segment.equals("all") ? "" : " of %s %s".formatted(segment, segmentValue);
      String about = feature.isEmpty() ? of : " of feature " + feature;
      return "%s%s is %.3f, held to %.3f".formatted(metric, about, value, threshold);
    }
  }

  /** Features: each is held to chance, and to how far single nights have ever lain apart. */
  List<Finding> features(List<FeatureReference.Found> found) {
    List<Finding> findings = new ArrayList<>();
    for (FeatureReference.Found one : found) {
      double threshold =
          Math.max(settings.maxPsi(), Math.max(UNUSUAL * one.usual(), one.usual() + one.chance()));
      findings.add(
          new Finding(
              PSI,
              "all",
              "",
              one.feature(),
              one.index(),
              threshold,
              one.index() > threshold,
              one.rows()));
    }
    return findings;
  }

  /**
   * Errors of a segment.
   *
   * @param last the last period with actuals
   */
  List<Finding> errors(RecentErrors errors, int last) {
    List<RecentErrors.Period> recent = new ArrayList<>();
    List<RecentErrors.Period> before = new ArrayList<>();
    for (RecentErrors.Period period : errors.periods()) {
      (period.period() > last - periods ? recent : before).add(period);
    }
    List<Finding> findings = new ArrayList<>();
    if (recent.size() >= FEWEST) {
      if (recent.size() >= FEWEST_SIGNS) {
        trackingSignal(errors, recent, findings);
      }
      coverage(errors, recent, findings);
      if (before.size() >= FEWEST) {
        wapeGrowth(errors, recent, before, findings);
      }
    }
    return findings;
  }

  private void trackingSignal(
      RecentErrors errors, List<RecentErrors.Period> recent, List<Finding> findings) {
    double signal = TrackingSignal.of(numbers(recent, RecentErrors.Period::error));
    double limit = TrackingSignal.limit(recent.size(), settings.maxTrackingSignal(), DEVIATIONS);
    if (!Double.isNaN(signal)) {
      // Errors of one sign all through are a breach even of the widest limit.
      boolean breached = Math.abs(signal) >= limit;
      add(TRACKING_SIGNAL, errors, signal, limit, breached, recent, findings);
    }
  }

  private void coverage(
      RecentErrors errors, List<RecentErrors.Period> recent, List<Finding> findings) {
    RatioOfSums share =
        RatioOfSums.of(
            numbers(recent, RecentErrors.Period::within),
            numbers(recent, RecentErrors.Period::ranges));
    if (!Double.isNaN(share.value()) && nominal > 0) {
      double least =
          nominal - Math.max(settings.maxCoverageShortfall(), DEVIATIONS * share.standardError());
      add(COVERAGE, errors, share.value(), least, share.value() < least, recent, findings);
    }
  }

  private void wapeGrowth(
      RecentErrors errors,
      List<RecentErrors.Period> recent,
      List<RecentErrors.Period> before,
      List<Finding> findings) {
    RatioOfSums growth = wape(recent).over(wape(before));
    if (Double.isFinite(growth.value()) && Double.isFinite(growth.standardError())) {
      double most = 1 + Math.max(settings.maxWapeGrowth(), DEVIATIONS * growth.standardError());
      add(WAPE_GROWTH, errors, growth.value(), most, growth.value() > most, recent, findings);
    }
  }

  private static RatioOfSums wape(List<RecentErrors.Period> periods) {
    return RatioOfSums.of(
        numbers(periods, RecentErrors.Period::absoluteError),
        numbers(periods, RecentErrors.Period::absoluteActual));
  }

  private static void add(
      String metric,
      RecentErrors errors,
      double value,
      double threshold,
      boolean breached,
      List<RecentErrors.Period> recent,
      List<Finding> findings) {
    findings.add(
        new Finding(
            metric,
            errors.segment(),
            errors.value(),
            "",
            value,
            threshold,
            breached,
            recent.stream().mapToLong(RecentErrors.Period::rows).sum()));
  }

  private static double[] numbers(
      List<RecentErrors.Period> periods, ToDoubleFunction<RecentErrors.Period> number) {
    return periods.stream().mapToDouble(number).toArray();
  }
}
