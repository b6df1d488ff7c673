package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalQuantilesTest {
  private static final QuantileLevels LEVELS = QuantileLevels.of(0.05, 0.25, 0.5, 0.75, 0.95);
  private static final SeriesPattern SMOOTH =
      new SeriesPattern(DemandKind.REAL, DemandClass.SMOOTH, 2, 1);
  private static final SeriesPattern LUMPY =
      new SeriesPattern(DemandKind.REAL, DemandClass.LUMPY, 2, 1);
  private static final SeriesPattern COUNTS =
      new SeriesPattern(DemandKind.COUNT, DemandClass.LUMPY, 2, 1.5);

  private static ConformalSettings settings(int minErrors, double... levels) {
    return new ConformalSettings(
        QuantileLevels.of(levels),
        new LeadBuckets(List.of(7, 28)),
        minErrors,
        Support.NON_NEGATIVE);
  }

  /** Adds errors in units of the scale, 2, of a forecast of 100. */
  private static void add(
      ConformalCalibration calibration, SeriesPattern pattern, int lead, double... errors) {
    for (double error : errors) {
      calibration.add(ForecastTarget.period(pattern, 100, lead), 100 + 2 * error, "s", 0);
    }
  }

  private static double[] quantiles(ConformalQuantiles of, SeriesPattern pattern, int lead) {
    return of.quantiles(ForecastTarget.period(pattern, 100, lead));
  }

  private static ConformalQuantiles thin() {
    ConformalCalibration calibration = new ConformalCalibration(settings(3, 0.25, 0.5, 0.75));
    add(calibration, SMOOTH, 7, -2, 0, 4);
    add(calibration, LUMPY, 1, -8, 16);
    add(calibration, SMOOTH, 28, -1, 3);
    return calibration.quantiles();
  }

  @Test
  void aQuantileIsTheForecastPlusTheScaledErrorOfItsRank() {
    assertArrayEquals(new double[] {96, 100, 108}, quantiles(thin(), SMOOTH, 7), 0.1);
    assertEquals(3, thin().errors(ForecastTarget.period(SMOOTH, 100, 7)));
  }

  @Test
  void aThinPoolTakesTheErrorsOfAllClasses() {
    // -8 -2 0 4 16; ranks 2, 3, 5
    assertArrayEquals(new double[] {96, 100, 132}, quantiles(thin(), LUMPY, 1), 0.2);
    assertEquals(5, thin().errors(ForecastTarget.period(LUMPY, 100, 1)));
  }

  @Test
  void aThinBucketTakesTheErrorsOfItsLevel() {
    // -8 -2 -1 0 3 4 16; ranks 2, 4, 6
    assertArrayEquals(new double[] {96, 100, 108}, quantiles(thin(), SMOOTH, 8), 0.1);
    assertEquals(7, thin().errors(ForecastTarget.period(SMOOTH, 100, 8)));
  }

  @Test
  void aThinLevelTakesAllErrorsOfItsKind() {
    assertEquals(7, thin().errors(ForecastTarget.period(SMOOTH, 1, 8)));
    assertEquals(0, thin().errors(ForecastTarget.period(COUNTS, 1, 8)));
  }

  @Test
  void forecastsOfAnotherLevelHaveErrorsOfTheirOwn() {
    ConformalCalibration calibration = new ConformalCalibration(settings(3, 0.25, 0.5, 0.75));
    add(calibration, SMOOTH, 7, -2, 0, 4);
    for (double error : new double[] {-0.1, 0, 0.1}) {
      calibration.add(ForecastTarget.period(SMOOTH, 1, 7), 1 + 2 * error, "s", 0);
    }
    ConformalQuantiles quantiles = calibration.quantiles();
    assertArrayEquals(
        new double[] {0.8, 1, 1.2}, quantiles.quantiles(ForecastTarget.period(SMOOTH, 1, 7)), 0.01);
    assertArrayEquals(new double[] {96, 100, 108}, quantiles(quantiles, SMOOTH, 7), 0.1);
  }

  @Test
  void withoutErrorsEveryQuantileIsTheForecastAndThatOfCountsTheirDistributions() {
    ConformalQuantiles none = new ConformalCalibration(settings(1, 0.25, 0.5, 0.75)).quantiles();
    assertArrayEquals(new double[] {100, 100, 100}, quantiles(none, SMOOTH, 1));
    assertArrayEquals(
        new CountDistribution(3, 1.5)
            .quantiles(new double[] {StrictMath.log(1 / 3.0), 0, StrictMath.log(3)}),
        none.quantiles(ForecastTarget.period(COUNTS, 3, 1)));
  }

  @Test
  void exchangeableCountsAreCoveredInEveryPool() {
    Random random = new Random(23);
    ConformalCalibration calibration =
        new ConformalCalibration(
            new ConformalSettings(
                LEVELS, new LeadBuckets(List.of(7, 28)), 300, Support.NON_NEGATIVE));
    for (int i = 0; i < 40_000; i++) {
      ForecastTarget target = madeUp(random);
      calibration.add(target, actual(random, target), "s" + i, 0);
    }
    ConformalQuantiles quantiles = calibration.quantiles();
    int trials = 40_000;
    int[] below = new int[LEVELS.count()];
    int[] upTo = new int[LEVELS.count()];
    for (int i = 0; i < trials; i++) {
      ForecastTarget target = madeUp(random);
      double actual = actual(random, target);
      double[] found = quantiles.quantiles(target);
      for (int level = 0; level < found.length; level++) {
        assertTrue(found[level] == Math.rint(found[level]) && found[level] >= 0);
        assertTrue(level == 0 || found[level] >= found[level - 1]);
        below[level] += actual < found[level] ? 1 : 0;
        upTo[level] += actual <= found[level] ? 1 : 0;
      }
    }
    for (int level = 0; level < LEVELS.count(); level++) {
      double nominal = LEVELS.level(level);
      assertTrue((double) below[level] / trials <= nominal + 0.01, "below at " + nominal);
      assertTrue((double) upTo[level] / trials >= nominal - 0.01, "up to at " + nominal);
    }
  }

  /** Forecasts that are wrong by a third, of leads that differ. */
  private static ForecastTarget madeUp(Random random) {
    double mean = Math.exp(random.nextGaussian());
    return ForecastTarget.period(COUNTS, mean, 1 + random.nextInt(28));
  }

  /** Counts with more zeros than the distribution thinks, and larger the longer the lead. */
  private static double actual(Random random, ForecastTarget target) {
    double expected = target.mean() * (target.lead() > 7 ? 2 : 1.3);
    double product = random.nextDouble() < 0.3 ? 0 : 1;
    int count = -1;
    for (double limit = Math.exp(-expected); count < 0 || product > limit; count++) {
      product *= random.nextDouble();
    }
    return count;
  }

  @Test
  void textReadsBackToTheBit() {
    Random random = new Random(2);
    ConformalCalibration calibration = new ConformalCalibration(settings(20, 0.005, 0.5, 0.995));
    for (int i = 0; i < 2000; i++) {
      ForecastTarget target = madeUp(random);
      calibration.add(target, actual(random, target), "s" + i, 9);
      add(calibration, SMOOTH, 1 + random.nextInt(28), Math.tan(3 * (random.nextDouble() - 0.5)));
    }
    ConformalQuantiles written = calibration.quantiles();
    ConformalQuantiles read = ConformalQuantiles.fromText(written.toText());
    assertEquals(written.toText(), read.toText());
    assertEquals(written.settings(), read.settings());
    for (int i = 0; i < 500; i++) {
      ForecastTarget target = madeUp(random);
      assertArrayEquals(written.quantiles(target), read.quantiles(target));
    }
  }

  @Test
  void aTextWithoutLevelsReadsBack() {
    ConformalCalibration calibration = new ConformalCalibration(settings(1));
    add(calibration, SMOOTH, 1, 3);
    String text = calibration.quantiles().toText();
    assertEquals(text, ConformalQuantiles.fromText(text).toText());
  }

  @Test
  void aTextThatIsNoneIsRefusedWithTheLine() {
    String text = thin().toText();
    String line = text.lines().filter(l -> l.startsWith("real 7 smooth")).findFirst().orElseThrow();
    String values = line.substring(line.indexOf(" 3 ") + 3);
    assertRefused("begins with conformal_quantiles 2", "");
    assertRefused("expected levels, found", text.replace("levels", "level"));
    assertRefused("9 words for 3 levels", text.replace("real 7 smooth", "real 7 smooth x"));
    assertRefused("no bucket of leads ends at 9", text.replace("real 7 smooth", "real 9 smooth"));
    assertRefused("not finite and ascending", text.replace(values, "4.0 0.0 -2.0"));
    assertRefused("twice", text + line + "\n");
    assertRefused("near line", text.replace(values, "-2.0 zero 4.0"));
    assertRefused("near line", text.replace("real 7 smooth", "unreal 7 smooth"));
  }

  private static void assertRefused(String problem, String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ConformalQuantiles.fromText(text));
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
  }

  @Test
  void aForecastThatIsNoNumberIsRefused() {
    ConformalQuantiles quantiles = thin();
    ForecastTarget target = ForecastTarget.period(SMOOTH, Double.NaN, 1);
    assertThrows(IllegalArgumentException.class, () -> quantiles.quantiles(target));
  }

  /** Of a series that is late: its own lead is longer than any that outcomes were seen for. */
  @Test
  void aLeadPastTheLongestIsOfTheLastBucket() {
    ConformalQuantiles quantiles = thin();
    assertArrayEquals(
        quantiles.quantiles(ForecastTarget.period(SMOOTH, 1, 28)),
        quantiles.quantiles(ForecastTarget.period(SMOOTH, 1, 29)));
  }
}
