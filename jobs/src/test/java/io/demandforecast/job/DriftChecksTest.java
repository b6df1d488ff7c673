package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.WatchSettings;
import io.demandforecast.learn.FeatureReference;
import io.demandforecast.metric.BinnedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftChecksTest {
  private static final WatchSettings SETTINGS =
      new WatchSettings(0, 2000, 0.25, 0.2, 0.5, 0.1, false, 3);
  private static final int PERIODS = 28;
  private static final int SEGMENTS = 20;
  private static final int SPAN = 4 * PERIODS;
  private static final int NIGHTS = 30;

  private final DriftChecks checks = new DriftChecks(SETTINGS, PERIODS, 0.9);

  @Test
  void thirtyStationaryNightsAreSilent() {
    for (int segment = 0; segment < SEGMENTS; segment++) {
      List<RecentErrors.Period> days = days(segment, SPAN + NIGHTS);
      for (int night = 0; night < NIGHTS; night++) {
        List<DriftChecks.Finding> findings =
            checks.errors(errors(days.subList(night, night + SPAN)), SPAN + night - 1);
        assertEquals(3, findings.size());
        assertEquals(List.of(), breaches(findings), "segment " + segment + " night " + night);
      }
    }
  }

  @Test
  void aBiasIsFoundByTheTrackingSignalWithinThreeWeeks() {
    List<RecentErrors.Period> days = days(1, SPAN);
    for (int i = SPAN - 21; i < SPAN; i++) {
      days.set(i, with(days.get(i), 60, 1, 0));
    }
    List<DriftChecks.Finding> findings = checks.errors(errors(days), SPAN - 1);
    assertEquals(List.of("tracking_signal"), breaches(findings));
    assertEquals(0.7105, findings.get(0).threshold(), 1e-4);
  }

  @Test
  void largerErrorsAreFoundByTheGrowthOfTheWape() {
    List<RecentErrors.Period> days = days(2, SPAN);
    for (int i = SPAN - PERIODS; i < SPAN; i++) {
      days.set(i, with(days.get(i), 0, 1.5, 0));
    }
    List<DriftChecks.Finding> findings = checks.errors(errors(days), SPAN - 1);
    assertEquals(List.of("wape_growth"), breaches(findings));
    assertEquals(1.5, findings.get(2).value(), 0.1);
  }

  @Test
  void intervalsThatAreTooNarrowAreFoundByTheirCoverage() {
    List<RecentErrors.Period> days = days(3, SPAN);
    for (int i = SPAN - PERIODS; i < SPAN; i++) {
      days.set(i, with(days.get(i), 0, 1, 15));
    }
    List<DriftChecks.Finding> findings = checks.errors(errors(days), SPAN - 1);
    assertEquals(List.of("coverage"), breaches(findings));
    assertEquals(0.8, findings.get(1).threshold(), 0.02);
  }

  @Test
  void aWeekOfErrorsIsNotJudged() {
    assertEquals(List.of(), checks.errors(errors(days(4, 7)), 6));
    assertEquals(1, checks.errors(errors(days(4, 13)), 12).size());
    assertEquals(2, checks.errors(errors(days(4, 20)), 19).size());
  }

  @Test
  void thirtyNightsOfFeaturesAreSilentAndAShiftIsFound() {
    Random random = new Random(17);
    List<BinnedValues> trained = new ArrayList<>();
    for (int feature = 0; feature < 80; feature++) {
      trained.add(BinnedValues.of(values(random, 20_000, 0), 10));
    }
    for (int night = 0; night < NIGHTS; night++) {
      assertEquals(0, breached(night(random, trained, 300, 0)), "night " + night);
    }
    assertEquals(80, breached(night(random, trained, 300, 0.8)));
  }

  @Test
  void aFeatureThatLiesApartOnEverySingleNightIsHeldToThat() {
    FeatureReference.Found month = new FeatureReference.Found("month", 3.0, 2.9, 0.02, 2000);
    assertEquals(0, breached(List.of(month)));
    FeatureReference.Found unusual = new FeatureReference.Found("month", 4.5, 2.9, 0.02, 2000);
    assertEquals(1, breached(List.of(unusual)));
    assertTrue(
        checks.features(List.of(unusual)).get(0).text().startsWith("psi of feature month is 4.500"),
        checks.features(List.of(unusual)).get(0)::text);
  }

  private long breached(List<FeatureReference.Found> found) {
    return checks.features(found).stream().filter(DriftChecks.Finding::breached).count();
  }

  private static List<FeatureReference.Found> night(
      Random random, List<BinnedValues> trained, int rows, double shift) {
    List<FeatureReference.Found> found = new ArrayList<>();
    for (BinnedValues bins : trained) {
      long[] counts = new long[bins.bins()];
      for (float value : values(random, rows, shift)) {
        counts[bins.bin(value)]++;
      }
      found.add(
          new FeatureReference.Found(
              "f" + found.size(),
              bins.stability(counts),
              0.05,
              bins.chance(rows, DriftChecks.FEATURE_DEVIATIONS),
              rows));
    }
    return found;
  }

  private static float[] values(Random random, int count, double shift) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextGaussian() + shift);
    }
    return values;
  }

  private static List<String> breaches(List<DriftChecks.Finding> findings) {
    return findings.stream()
        .filter(DriftChecks.Finding::breached)
        .map(DriftChecks.Finding::metric)
        .toList();
  }

  private static RecentErrors errors(List<RecentErrors.Period> days) {
    return new RecentErrors("store", "S1", days);
  }

  /** Days of a segment that sells about 1,000 a day in 100 forecasts, with weekly waves. */
  private static List<RecentErrors.Period> days(int seed, int count) {
    Random random = new Random(seed);
    List<RecentErrors.Period> days = new ArrayList<>();
    for (int day = 0; day < count; day++) {
      double actual = 1000 + (day % 7 == 5 ? 300 : 0) + 50 * random.nextGaussian();
      double within = 90 + 3 * random.nextGaussian();
      days.add(
          new RecentErrors.Period(
              day,
              100,
              40 * random.nextGaussian(),
              0.3 * actual + 20 * random.nextGaussian(),
              actual,
              Math.min(100, within),
              100));
    }
    return days;
  }

  private static RecentErrors.Period with(
      RecentErrors.Period day, double bias, double growth, double uncovered) {
    return new RecentErrors.Period(
        day.period(),
        day.rows(),
        day.error() + bias,
        day.absoluteError() * growth,
        day.absoluteActual(),
        day.within() - uncovered,
        day.ranges());
  }
}
