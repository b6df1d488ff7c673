package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.series.SeriesHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingTargetsTest {
  private static final LeadBuckets BUCKETS = new LeadBuckets(List.of(3, 7));
  private static final Folds FOLDS = new Folds(List.of(86, 93), 100);

  private record Target(int period, int lead, int bucket, double draw) {
    int origin() {
      return period - lead;
    }
  }

  @Test
  void everyOriginLiesWithinTheHistoryAndNoTargetBeyondTheFinalOrigin() {
    List<Target> targets = targets(50, 0, 1, series("s", 40, 61));
    assertFalse(targets.isEmpty());
    for (Target target : targets) {
      assertTrue(target.origin() >= 40 && target.period() <= 100, target::toString);
      assertEquals(target.bucket(), BUCKETS.of(target.lead()));
    }
  }

  @Test
  void everyKnownPeriodThatHasAnOriginIsATargetOnceABucket() {
    List<Target> targets = targets(50, 0, 1, series("s", 40, 61));
    Set<String> distinct = new HashSet<>();
    targets.forEach(target -> distinct.add(target.period() + " " + target.bucket()));
    assertEquals(targets.size(), distinct.size());
    for (int period = 47; period <= 100; period++) {
      assertTrue(distinct.contains(period + " 0") && distinct.contains(period + " 1"));
    }
  }

  @Test
  void aPeriodWithoutAnActualIsNoTarget() {
    double[] target = new double[61];
    Arrays.fill(target, 1);
    target[50] = Double.NaN;
    List<Target> targets = targets(50, 0, 1, SeriesHistory.of("s", 40, target));
    assertTrue(targets.stream().noneMatch(t -> t.period() == 90));
    assertTrue(targets.stream().anyMatch(t -> t.period() == 91));
  }

  @Test
  void theShareIsAThresholdOfTheDraw() {
    List<Target> all = targets(50, 0, 1, series("s", 0, 101));
    List<Target> some = targets(50, 0, 0.3, series("s", 0, 101));
    assertEquals(all.stream().filter(target -> target.draw() < 0.3).toList(), some);
    assertTrue(some.size() > 20 && some.size() < 100, () -> some.size() + " targets");
  }

  @Test
  void targetsOlderThanTheFirstFitMayLookAtAreNone() {
    List<Target> targets = targets(50, 10, 1, series("s", 0, 101));
    assertEquals(77, targets.stream().mapToInt(Target::period).min().orElseThrow());
  }

  @Test
  void theRowsOfASeriesDoNotHangOnWhenItsHistoryWasExtended() {
    List<Target> before = targets(50, 0, 0.5, series("s", 30, 71));
    List<Target> after = targets(50, 0, 0.5, series("s", 20, 81));
    assertEquals(before, after.stream().filter(t -> t.origin() >= 30).toList());
  }

  private static SeriesHistory series(String id, int first, int length) {
    double[] target = new double[length];
    Arrays.fill(target, 1);
    return SeriesHistory.of(id, first, target);
  }

  private static List<Target> targets(long seed, int maxAge, double share, SeriesHistory history) {
    List<Target> targets = new ArrayList<>();
    new TrainingTargets(new RowSampler(seed, BUCKETS), BUCKETS, FOLDS, maxAge, share)
        .forEach(
            history,
            (period, lead, bucket, draw) -> targets.add(new Target(period, lead, bucket, draw)));
    return targets;
  }
}
