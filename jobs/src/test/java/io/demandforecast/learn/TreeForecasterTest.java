package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.feature.FeatureSet;
import io.demandforecast.feature.SeriesOffset;
import io.demandforecast.feature.SeriesScale;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.forecast.TreeEnsembleBuilder;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeForecasterTest {
  private static final float MISSING = -999;
  private static final PanelLayout LAYOUT =
      new PanelLayout(
          Frequency.daily(),
          7,
          List.of(
              new Covariate("price", true, Kind.NUMERIC),
              new Covariate("visitors", false, Kind.NUMERIC)),
          List.of(),
          List.of());
  private static final FeatureSet LAST_AND_LEAD =
      FeatureSet.parse(List.of("last_value_0", "lead"), LAYOUT);

  @Test
  void aPredictionIsMultipliedByTheScaleAtTheOrigin() {
    SeriesView known = SeriesHistory.of("s", 0, 2, 6, 2, 6, 2, 6, 2, 6).until(7);
    double scale = SeriesScale.of(known);
    assertNotEquals(1, scale);
    assertArrayEquals(
        new double[] {0.5 * scale, 0.5 * scale, 2 * scale},
        forecaster(Support.NON_NEGATIVE, byLead(2, 0.5, 2)).forecast(known, 3));
  }

  @Test
  void featuresInUnitsAreDividedByTheScale() {
    SeriesView known = SeriesHistory.of("s", 0, 2, 6, 2, 6, 2, 6, 2, 6).until(7);
    double last = (float) (6 / SeriesScale.of(known));
    TreeEnsemble atLast =
        new TreeEnsembleBuilder(2, MISSING, 0)
            .tree(1)
            .split(0, last, 1)
            .leaf(1, 1)
            .leaf(9, 1)
            .build();
    TreeEnsemble belowLast =
        new TreeEnsembleBuilder(2, MISSING, 0)
            .tree(1)
            .split(0, Math.nextDown(last), 1)
            .leaf(1, 1)
            .leaf(9, 1)
            .build();
    double scale = SeriesScale.of(known);
    assertEquals(scale, forecaster(Support.REAL, atLast).forecast(known, 1)[0]);
    assertEquals(9 * scale, forecaster(Support.REAL, belowLast).forecast(known, 1)[0]);
  }

  @Test
  void eachBucketOfLeadsHasItsOwnTrees() {
    TreeForecaster forecaster =
        new TreeForecaster(
            "gbt",
            rows(LAST_AND_LEAD),
            Target.CORRECTION,
            new LeadBuckets(List.of(2, 3)),
            List.of(constant(1), constant(5)),
            Support.REAL);
    SeriesView known = SeriesHistory.of("s", 0, 0, 0).until(1);
    assertArrayEquals(new double[] {1, 1, 5}, forecaster.forecast(known, 3));
    assertEquals("gbt", forecaster.name());
  }

  @Test
  void countsAreCutAtZero() {
    SeriesView known = SeriesHistory.of("s", 0, 0, 0).until(1);
    assertArrayEquals(
        new double[] {0}, forecaster(Support.NON_NEGATIVE, constant(-2)).forecast(known, 1));
    assertArrayEquals(new double[] {-2}, forecaster(Support.REAL, constant(-2)).forecast(known, 1));
  }

  @Test
  void aSeriesOfWhichNothingIsKnownIsForecastOfWhatStandsForMissing() {
    TreeEnsemble seen =
        new TreeEnsembleBuilder(2, MISSING, 0)
            .tree(1)
            .split(0, -1, 1)
            .leaf(3, 1)
            .leaf(7, 1)
            .build();
    SeriesView nothing = SeriesHistory.of("s", 0, Double.NaN, Double.NaN).until(1);
    assertArrayEquals(new double[] {3}, forecaster(Support.REAL, seen).forecast(nothing, 1));
  }

  @Test
  void theOffsetIsAddedToWhatTheTreesSay() {
    SeriesView known = SeriesHistory.of("s", 0, 2, 6, 2, 6, 2, 6, 2, 6).until(7);
    FeatureRows aboutTheMean =
        new FeatureRows(
            LAYOUT, LAST_AND_LEAD, SeriesOffset.parse(List.of("rolling_mean_28"), LAYOUT));
    TreeForecaster forecaster =
        new TreeForecaster(
            "gbt",
            aboutTheMean,
            Target.CORRECTION,
            LeadBuckets.single(1),
            List.of(constant(0.5)),
            Support.REAL);
    assertArrayEquals(
        new double[] {4 + 0.5 * SeriesScale.of(known)}, forecaster.forecast(known, 1));
    TreeForecaster ofLevel =
        new TreeForecaster(
            "gbt",
            aboutTheMean,
            Target.LEVEL,
            LeadBuckets.single(1),
            List.of(constant(0.5)),
            Support.REAL);
    assertArrayEquals(new double[] {0.5 * SeriesScale.of(known)}, ofLevel.forecast(known, 1));
  }

  @Test
  void whatComesAfterTheOriginChangesNoBitOfTheForecast() {
    TreeForecaster forecaster = grown();
    int periods = 500;
    int origin = 440;
    SeriesHistory clean = history(periods, new Random(1));
    double[] expected = forecaster.forecast(clean.until(origin), 28);
    for (double poison : new double[] {1e9, -3, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] target = target(periods, new Random(1));
      Arrays.fill(target, origin + 1, periods, poison);
      float[] visitors = visitors(periods);
      Arrays.fill(visitors, origin + 1, periods, (float) poison);
      SeriesHistory poisoned = history(target, visitors);
      assertSameBits(expected, forecaster.forecast(poisoned.until(origin), 28));
    }
  }

  @Test
  void whatCameUpToTheOriginDoesChangeTheForecast() {
    double[] higher = Arrays.stream(target(400, new Random(1))).map(value -> value + 9).toArray();
    assertFalse(
        Arrays.equals(
            grown().forecast(history(400, new Random(1)).until(399), 28),
            grown().forecast(history(higher, visitors(400)).until(399), 28)));
  }

  @Test
  void aForecasterThatWasSentForecastsTheSameToTheBit() throws Exception {
    TreeForecaster forecaster = grown();
    SeriesView known = history(400, new Random(1)).until(399);
    assertSameBits(forecaster.forecast(known, 28), sent(forecaster).forecast(known, 28));
  }

  private static TreeForecaster forecaster(Support support, TreeEnsemble ensemble) {
    return new TreeForecaster(
        "gbt",
        rows(LAST_AND_LEAD),
        Target.CORRECTION,
        LeadBuckets.single(28),
        List.of(ensemble),
        support);
  }

  /** Rows whose trees answer without an offset. */
  private static FeatureRows rows(FeatureSet features) {
    return new FeatureRows(LAYOUT, features, new SeriesOffset(List.of()));
  }

  private static TreeEnsemble constant(double value) {
    return new TreeEnsembleBuilder(2, MISSING, value).build();
  }

  /** One value up to a lead, another after it. */
  private static TreeEnsemble byLead(int last, double before, double after) {
    return new TreeEnsembleBuilder(2, MISSING, 0)
        .tree(1)
        .split(1, last, 1)
        .leaf(before, 1)
        .leaf(after, 1)
        .build();
  }

  /** Random trees over features of every kind, so that a change of any shows in a forecast. */
  private static TreeForecaster grown() {
    FeatureSet features =
        FeatureSet.parse(
            List.of(
                "last_value_0", "rolling_mean_28", "ewm_mean_0.1", "year_ago", "lead", "weekday"),
            LAYOUT);
    Random random = new Random(9);
    TreeEnsembleBuilder builder = new TreeEnsembleBuilder(features.size(), MISSING, 1);
    for (int tree = 0; tree < 60; tree++) {
      builder.tree(0.1);
      for (int node = 0; node < 4; node++) {
        builder.split(random.nextInt(features.size()), 4 * random.nextDouble(), 1);
        builder.leaf(random.nextGaussian(), 1);
      }
      builder.leaf(random.nextGaussian(), 1);
    }
    return new TreeForecaster(
        "gbt",
        new FeatureRows(LAYOUT, features, SeriesOffset.parse(List.of("rolling_mean_28"), LAYOUT)),
        Target.CORRECTION,
        LeadBuckets.single(28),
        List.of(builder.build()),
        Support.NON_NEGATIVE);
  }

  private static SeriesHistory history(int periods, Random random) {
    return history(target(periods, random), visitors(periods));
  }

  private static SeriesHistory history(double[] target, float[] visitors) {
    float[] prices = new float[target.length + 60];
    Arrays.fill(prices, 1.5f);
    return new SeriesHistory(
        "s", 0, target, new float[][] {prices, visitors}, new String[0], List.of());
  }

  private static double[] target(int periods, Random random) {
    return random.doubles(periods).map(x -> Math.floor(6 * x)).toArray();
  }

  private static float[] visitors(int periods) {
    float[] visitors = new float[periods];
    for (int i = 0; i < periods; i++) {
      visitors[i] = i % 11;
    }
    return visitors;
  }

  private static TreeForecaster sent(TreeForecaster forecaster)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(forecaster);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (TreeForecaster) in.readObject();
    }
  }

  private static void assertSameBits(double[] expected, double[] actual) {
    assertArrayEquals(
        Arrays.stream(expected).mapToLong(Double::doubleToRawLongBits).toArray(),
        Arrays.stream(actual).mapToLong(Double::doubleToRawLongBits).toArray());
  }
}
