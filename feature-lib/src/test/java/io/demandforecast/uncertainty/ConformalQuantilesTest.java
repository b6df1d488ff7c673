package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.uncertainty.ConformalQuantiles.Origin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformalQuantilesTest {
  private static final Pool NEAR_SMOOTH = new Pool(0, DemandClass.SMOOTH);
  private static final Pool NEAR_LUMPY = new Pool(0, DemandClass.LUMPY);
  private static final Pool FAR_SMOOTH = new Pool(1, DemandClass.SMOOTH);
  private static final List<DemandClass> CLASSES = List.of(DemandClass.values());

  private static ConformalSettings settings(Support support, int minErrors) {
    return new ConformalSettings(
        QuantileLevels.of(0.25, 0.5, 0.75), new LeadBuckets(List.of(7, 28)), minErrors, support);
  }

  private static ConformalQuantiles thin(Support support) {
    return ConformalCalibration.of(
        settings(support, 3),
        Map.of(
            NEAR_SMOOTH, new double[] {-2, 0, 4},
            NEAR_LUMPY, new double[] {-8, 16},
            FAR_SMOOTH, new double[] {-1, 3}));
  }

  @Test
  void aQuantileIsTheForecastPlusTheScaledErrorOfItsRank() {
    assertArrayEquals(
        new double[] {6, 10, 18},
        thin(Support.NON_NEGATIVE).quantiles(10, 2, 7, DemandClass.SMOOTH));
  }

  @Test
  void aThinPoolTakesTheErrorsOfItsBucketOfLeads() {
    ConformalQuantiles quantiles = thin(Support.REAL);
    // Bucket: -8 -2 0 4 16; ranks 2, 3, 5
    assertArrayEquals(new double[] {-2, 0, 16}, quantiles.quantiles(0, 1, 1, DemandClass.LUMPY));
    assertEquals(Origin.BUCKET, quantiles.origin(NEAR_LUMPY));
    assertEquals(5, quantiles.errors(NEAR_LUMPY));
    assertEquals(Origin.POOL, quantiles.origin(NEAR_SMOOTH));
  }

  @Test
  void aThinBucketTakesAllErrors() {
    ConformalQuantiles quantiles = thin(Support.REAL);
    // All: -8 -2 -1 0 3 4 16; ranks 2, 4, 6
    assertArrayEquals(new double[] {-2, 0, 4}, quantiles.quantiles(0, 1, 8, DemandClass.SMOOTH));
    assertEquals(Origin.TOTAL, quantiles.origin(FAR_SMOOTH));
    assertEquals(7, quantiles.errors(FAR_SMOOTH));
  }

  @Test
  void withoutErrorsEveryQuantileIsTheForecast() {
    ConformalQuantiles none = ConformalCalibration.of(settings(Support.REAL, 1), Map.of());
    assertArrayEquals(new double[] {5, 5, 5}, none.quantiles(5, 9, 1, DemandClass.SMOOTH));
    assertEquals(Origin.NONE, none.origin(NEAR_SMOOTH));
  }

  @Test
  void countsAreNeverBelowZero() {
    assertArrayEquals(
        new double[] {0, 1, 5}, thin(Support.NON_NEGATIVE).quantiles(1, 1, 1, DemandClass.SMOOTH));
    assertArrayEquals(
        new double[] {-1, 1, 5}, thin(Support.REAL).quantiles(1, 1, 1, DemandClass.SMOOTH));
  }

  @Test
  void quantilesNeverCross() {
    Random random = new Random(11);
    Map<Pool, double[]> errors = new HashMap<>();
    for (int bucket = 0; bucket < 2; bucket++) {
      for (DemandClass demandClass : DemandClass.values()) {
        double[] pool = random.doubles(1 + random.nextInt(60)).map(x -> 3 * x - 1).toArray();
        Arrays.sort(pool);
        errors.put(new Pool(bucket, demandClass), pool);
      }
    }
    ConformalQuantiles quantiles =
        ConformalCalibration.of(settings(Support.NON_NEGATIVE, 10), errors);
    for (int i = 0; i < 5000; i++) {
      double[] found =
          quantiles.quantiles(
              random.nextGaussian() * 5,
              Math.exp(random.nextGaussian() * 8),
              1 + random.nextInt(28),
              CLASSES.get(random.nextInt(CLASSES.size())));
      assertTrue(found[0] >= 0 && found[0] <= found[1] && found[1] <= found[2]);
    }
  }

  @Test
  void pooledOffsetsGiveTheSameAsTheErrorsTheyAreMadeOf() {
    ConformalSettings settings = settings(Support.REAL, 3);
    ConformalQuantiles fromOffsets =
        new ConformalCalibration(settings)
            .pool(NEAR_SMOOTH, 3, new double[] {-2, 0, 4})
            .pool(NEAR_LUMPY, 2, new double[] {-8, 16, 16})
            .pool(FAR_SMOOTH, 2, new double[] {-1, 3, 3})
            .bucket(0, 5, new double[] {-2, 0, 16})
            .bucket(1, 2, new double[] {-1, 3, 3})
            .total(7, new double[] {-2, 0, 4})
            .quantiles();
    assertEquals(thin(Support.REAL).toText(), fromOffsets.toText());
  }

  @Test
  void exchangeableForecastErrorsAreCoveredInEveryPool() {
    Random random = new Random(23);
    Map<Pool, double[]> errors = new HashMap<>();
    errors.put(NEAR_SMOOTH, random.doubles(4000).map(x -> x - 0.5).sorted().toArray());
    errors.put(FAR_SMOOTH, random.doubles(4000).map(x -> 6 * (x - 0.5)).sorted().toArray());
    ConformalQuantiles quantiles = ConformalCalibration.of(settings(Support.REAL, 50), errors);
    assertCoverage(quantiles, random, 1, 1);
    assertCoverage(quantiles, random, 28, 6);
  }

  private static void assertCoverage(
      ConformalQuantiles quantiles, Random random, int lead, double width) {
    int trials = 10_000;
    int[] covered = new int[3];
    for (int i = 0; i < trials; i++) {
      double mean = 100 * random.nextDouble();
      double scale = 0.1 + random.nextDouble();
      double actual = mean + scale * width * (random.nextDouble() - 0.5);
      double[] found = quantiles.quantiles(mean, scale, lead, DemandClass.SMOOTH);
      for (int level = 0; level < found.length; level++) {
        covered[level] += actual <= found[level] ? 1 : 0;
      }
    }
    assertEquals(0.25, (double) covered[0] / trials, 0.03);
    assertEquals(0.5, (double) covered[1] / trials, 0.03);
    assertEquals(0.75, (double) covered[2] / trials, 0.03);
  }

  @Test
  void textReadsBackToTheBit() {
    Random random = new Random(2);
    double[] errors = random.doubles(500).map(x -> Math.tan(3 * (x - 0.5))).sorted().toArray();
    ConformalQuantiles written =
        ConformalCalibration.of(settings(Support.NON_NEGATIVE, 100), Map.of(NEAR_SMOOTH, errors));
    ConformalQuantiles read = ConformalQuantiles.fromText(written.toText());
    assertEquals(written.toText(), read.toText());
    assertEquals(written.settings(), read.settings());
    assertArrayEquals(
        written.quantiles(3.1, 0.7, 4, DemandClass.SMOOTH),
        read.quantiles(3.1, 0.7, 4, DemandClass.SMOOTH));
  }

  @Test
  void aTextWithoutLevelsReadsBack() {
    ConformalSettings settings =
        new ConformalSettings(QuantileLevels.of(), LeadBuckets.single(3), 1, Support.REAL);
    String text = ConformalCalibration.of(settings, Map.of()).toText();
    assertEquals(text, ConformalQuantiles.fromText(text).toText());
  }

  @Test
  void aTextThatIsNoneIsRefusedWithTheLine() {
    String text = thin(Support.REAL).toText();
    assertRefused("begins with conformal_quantiles 1", "");
    assertRefused("expected levels, found", text.replace("levels", "level"));
    assertRefused("near line 6: 8 words for 3 levels", text.replace("7 smooth", "7 smooth x"));
    assertRefused(
        "near line 6: no bucket of leads ends at 9", text.replace("7 smooth", "9 smooth"));
    assertRefused(
        "at its end: no offsets for leads 8-28 LUMPY", text.substring(0, text.indexOf("28 lumpy")));
    assertRefused("not finite and ascending", text.replace("-2.0 0.0 4.0", "4.0 0.0 -2.0"));
    assertRefused("twice", text + text.substring(text.indexOf("28 lumpy")));
    assertRefused("near line 6", text.replace("-2.0 0.0 4.0", "-2.0 zero 4.0"));
  }

  @Test
  void aForecastThatIsNoNumberIsRefused() {
    ConformalQuantiles quantiles = thin(Support.REAL);
    DemandClass smooth = DemandClass.SMOOTH;
    assertThrows(
        IllegalArgumentException.class, () -> quantiles.quantiles(Double.NaN, 1, 1, smooth));
    assertThrows(IllegalArgumentException.class, () -> quantiles.quantiles(1, -1, 1, smooth));
    assertThrows(IllegalArgumentException.class, () -> quantiles.quantiles(1, 1, 29, smooth));
  }

  @Test
  void errorsOfABucketThatIsNoneAreRefused() {
    ConformalSettings settings = settings(Support.REAL, 1);
    Map<Pool, double[]> errors = Map.of(new Pool(2, DemandClass.SMOOTH), new double[] {1});
    assertThrows(IllegalArgumentException.class, () -> ConformalCalibration.of(settings, errors));
  }

  private static void assertRefused(String problem, String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ConformalQuantiles.fromText(text));
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
  }
}
