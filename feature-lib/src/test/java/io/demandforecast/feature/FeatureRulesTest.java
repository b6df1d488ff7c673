package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every feature of the library. */
class FeatureRulesTest {
  private static final List<SeriesHistory> NO_GROUPS = Arrays.asList(null, null);

  static Stream<PanelLayout> layouts() {
    return SampleLayout.all();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void everyFeatureIsWhatItsNameParsesTo(PanelLayout layout) {
    for (Feature feature : EveryFeature.of(layout)) {
      assertEquals(feature, FeatureParser.parse(feature.name(), layout));
    }
  }

  @Test
  void everyFormIsAmongTheFeaturesThatAreTested() {
    List<FeatureForm> untested = new ArrayList<>(FeatureParser.forms().toList());
    SampleLayout.all()
        .forEach(
            layout ->
                EveryFeature.of(layout)
                    .forEach(
                        feature ->
                            untested.removeIf(
                                form -> form.read(feature.name(), layout).isPresent())));

    assertEquals(List.of(), untested.stream().map(FeatureForm::form).toList());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void aSeriesCutToTheHistoryAFeatureNeedsHasTheSameValue(PanelLayout layout) {
    SampleSeries series = SampleSeries.random(layout, 4);
    SeriesHistory whole = series.history();
    int origin = series.lastPeriod() - 5;
    for (Feature feature : EveryFeature.of(layout)) {
      if (feature.history() == Feature.ALL_HISTORY) {
        continue;
      }
      SeriesHistory cut = series.from(origin - Math.max(1, feature.history()) + 1).history();
      for (int lead : List.of(1, 5, 9)) {
        double expected = EveryFeature.value(feature, whole.until(origin), lead, layout);
        double actual = EveryFeature.value(feature, cut.until(origin), lead, layout);
        assertEquals(expected, actual, 1e-6, feature.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void noFeatureInventsDemandWhereNothingIsKnown(PanelLayout layout) {
    SampleSeries series = SampleSeries.random(layout, 5);
    double[] nothing = new double[100];
    Arrays.fill(nothing, Double.NaN);
    SeriesHistory empty = series.withTarget(nothing);
    for (Feature feature : EveryFeature.of(layout)) {
      double value = EveryFeature.value(feature, empty.until(empty.lastPeriod()), 3, layout);
      if (feature.inputs().contains("target") && !countsPeriods(feature)) {
        assertTrue(Double.isNaN(value), feature.name());
      }
      assertFalse(Double.isInfinite(value), feature.name());
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void aShortHistoryGivesAValueOrNoneButNeverAnError(PanelLayout layout) {
    SampleSeries series = SampleSeries.random(layout, 6);
    SeriesHistory one = series.withTarget(4);
    SeriesHistory two = series.withTarget(0, 6);
    for (Feature feature : EveryFeature.of(layout)) {
      for (SeriesView known :
          List.of(
              one.until(one.firstPeriod() - 5),
              one.until(one.firstPeriod()),
              two.until(two.lastPeriod()))) {
        double value = EveryFeature.value(feature, known, 2, layout);
        assertFalse(Double.isInfinite(value), feature.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void constantAndAllZeroSeriesGiveFiniteValues(PanelLayout layout) {
    SampleSeries series = SampleSeries.random(layout, 7);
    List<Feature> features = EveryFeature.of(layout);
    for (double level : new double[] {0, 0.1, -3, 1e12}) {
      double[] constant = new double[layout.frequency().year() + 60];
      Arrays.fill(constant, level);
      SeriesView known =
          series.withTarget(constant).until(series.firstPeriod() + constant.length - 1);
      for (Feature feature : features) {
        double value = EveryFeature.value(feature, known, 2, layout);
        assertFalse(Double.isInfinite(value), feature.name());
      }
    }
  }

  @Test
  void twoSeriesDoNotMix() {
    PanelLayout layout = SampleLayout.daily();
    FeatureSet features = FeatureSet.parse(FeatureDefaults.of(layout), layout);
    SampleSeries first = SampleSeries.random(layout, 8);
    SampleSeries second = SampleSeries.random(layout, 9);
    float[] alone = row(features, first.history(), layout);
    row(features, second.history(), layout);

    float[] after = row(features, first.history(), layout);

    assertTrue(Arrays.equals(alone, after));
    assertFalse(Arrays.equals(alone, row(features, second.history(), layout)));
  }

  @Test
  void aSeriesThatIsInNoGroupLacksTheFeaturesOfGroups() {
    PanelLayout layout = SampleLayout.daily();
    SeriesHistory lonely =
        new SeriesHistory(
            "lonely", 0, new double[] {1, 2, 3}, new float[6][0], new String[] {"1"}, NO_GROUPS);
    for (Feature feature : EveryFeature.of(layout)) {
      if (feature.inputs().stream().anyMatch(layout.groups()::contains)) {
        double value = EveryFeature.value(feature, lonely.until(2), 1, layout);
        assertTrue(Double.isNaN(value), feature.name());
      }
    }
  }

  private static boolean countsPeriods(Feature feature) {
    return feature.name().endsWith("_since_sale") || feature.name().equals("log_scale");
  }

  private static float[] row(FeatureSet features, SeriesHistory history, PanelLayout layout) {
    float[] row = new float[features.size()];
    SeriesView known = history.until(history.lastPeriod());
    double scale = SeriesScale.of(known);
    features.originInto(known, scale, row);
    features.targetInto(known.ahead(3, layout), scale, row);
    return row;
  }
}
