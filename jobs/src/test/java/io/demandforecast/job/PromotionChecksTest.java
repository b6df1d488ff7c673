package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.PromotionSettings;
import io.demandforecast.config.PromotionSettings.Policy;
import io.demandforecast.job.PromotionChecks.Verdict;
import io.demandforecast.job.ShadowScores.Who;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromotionChecksTest {
  private static final PromotionSettings SETTINGS =
      new PromotionSettings(Policy.CHALLENGE, 7, 3000, 0, 1, 0.02, 0.03, 28);
  private static final OutOfFold GOOD = new OutOfFold(0.5, 0.2, 0.01);
  private static final OutOfFold UNJUDGED = new OutOfFold(Double.NaN, Double.NaN, Double.NaN);
  private static final int PERIODS = 7;

  @Test
  void aChallengerThatIsSurelyBetterIsPromoted() {
    Verdict verdict = challenge(GOOD, GOOD, shadow(4, 5, 6, 0, 0), 7);
    assertTrue(verdict.promoted(), verdict.reason());
    assertEquals(0.2, verdict.figures().get("gain"), 1e-9);
    assertEquals(0.04, verdict.figures().get("wape"), 1e-9);
    assertEquals(0.05, verdict.figures().get("champion_wape"), 1e-9);
    assertEquals(0.06, verdict.thresholds().get("wape"), 1e-9);
    assertEquals(7.0, verdict.figures().get("windows"));
    assertTrue(verdict.reason().startsWith("it saves 20.00 %"), verdict.reason());
  }

  @Test
  void aGainWithinTheNoiseIsNotEnoughUntilTheChampionIsOld() {
    ShadowScores noisy = new ShadowScores(PERIODS);
    for (int period = 0; period < PERIODS; period++) {
      day(noisy, period, period % 2 == 0 ? 3 : 6, period % 2 == 0 ? 6 : 3, 9, 0, 0);
    }
    Verdict young = challenge(GOOD, GOOD, noisy, 27);
    assertFalse(young.promoted());
    assertTrue(young.reason().contains("not surely more than 0.00 %"), young.reason());
    assertTrue(challenge(GOOD, GOOD, noisy, 28).promoted());
    assertFalse(challenge(GOOD, GOOD, shadow(6, 5, 9, 0, 0), 100).promoted());
  }

  @Test
  void equalIsNotBetter() {
    assertFalse(challenge(GOOD, GOOD, shadow(5, 5, 6, 0, 0), 7).promoted());
  }

  @Test
  void itMustBeatTheSeasonalNaiveToo() {
    Verdict verdict = challenge(GOOD, GOOD, shadow(4, 5, 3, 0, 0), 7);
    assertFalse(verdict.promoted());
    assertEquals("its WAPE of 0.0400 is above the seasonal naive's 0.0300", verdict.reason());
  }

  @Test
  void aLargerBiasOrWorseCoverageIsRefused() {
    Verdict biased = challenge(GOOD, GOOD, shadow(4, 5, 6, 0.03, 0), 7);
    assertFalse(biased.promoted());
    assertTrue(biased.reason().contains("bias"), biased.reason());
    assertTrue(challenge(GOOD, GOOD, shadow(4, 5, 6, 0.015, 0), 7).promoted());

    Verdict uncovered = challenge(GOOD, GOOD, shadow(4, 5, 6, 0, 2), 7);
    assertFalse(uncovered.promoted());
    assertTrue(uncovered.reason().contains("intervals hold"), uncovered.reason());
  }

  @Test
  void outOfFoldItMustBeatTheNaiveAndBeNoWorseThanTheChampion() {
    ShadowScores better = shadow(4, 5, 6, 0, 0);
    assertFalse(challenge(new OutOfFold(1.1, -0.1, 0.01), GOOD, better, 7).promoted());
    assertFalse(challenge(new OutOfFold(0.6, 0.18, 0.01), GOOD, better, 7).promoted());
    assertTrue(challenge(new OutOfFold(0.6, 0.195, 0.01), GOOD, better, 7).promoted());
    assertTrue(challenge(UNJUDGED, GOOD, better, 7).promoted());
    assertTrue(challenge(new OutOfFold(0.6, 0.1, Double.NaN), GOOD, better, 7).promoted());
  }

  @Test
  void theFirstModelIsPromotedAndAPoorOneIsWarnedOf() {
    Verdict poor = PromotionChecks.first(SETTINGS, new OutOfFold(1.1, -0.1, 0.01));
    assertTrue(poor.promoted());
    assertEquals(
        "there is no champion; warning: out of fold 10.0 % more absolute error than the seasonal naive",
        poor.reason());
    assertEquals(Map.of(), PromotionChecks.first(SETTINGS, UNJUDGED).figures());
  }

  private static Verdict challenge(
      OutOfFold challenger, OutOfFold champion, ShadowScores shadow, long age) {
    return PromotionChecks.challenge(SETTINGS, challenger, champion, shadow, age, 0.9);
  }

  /**
   * Days on which 100 were sold.
   *
   * @param bias of the challenger, as a share
   * @param missed of ten days' actuals that the challenger's intervals miss, on each day
   */
  private static ShadowScores shadow(
      double challenger, double champion, double naive, double bias, int missed) {
    ShadowScores shadow = new ShadowScores(PERIODS);
    for (int period = 0; period < PERIODS; period++) {
      day(shadow, period, challenger, champion, naive, bias, missed);
    }
    return shadow;
  }

  /** Errors cancel but for the bias. */
  private static void day(
      ShadowScores shadow,
      int period,
      double challenger,
      double champion,
      double naive,
      double bias,
      int missed) {
    for (int i = 0; i < 10; i++) {
      shadow.happened(100);
      int sign = i % 2 == 0 ? 1 : -1;
      double off = 100 * bias;
      shadow.forecast(
          Who.CHALLENGER, period, 100, 100 + (sign > 0 ? challenger + off : -challenger + off));
      shadow.forecast(Who.CHAMPION, period, 100, 100 + sign * champion);
      shadow.forecast(Who.SEASONAL_NAIVE, period, 100, 100 + sign * naive);
      shadow.range(Who.CHALLENGER, 100, i <= missed ? 101 : 99, 101);
      shadow.range(Who.CHAMPION, 100, i == 0 ? 101 : 99, 101);
    }
  }
}
