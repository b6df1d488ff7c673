package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FuturePoisonTest {

  /** Every feature of the daily library one by one; the other frequencies together. */
  static Stream<Arguments> everyFeature() {
    PanelLayout layout = SampleLayout.daily();
    return EveryFeature.of(layout).stream()
        .map(feature -> Arguments.of(feature.name(), feature, layout));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyFeature")
  void everyFeatureIsTheSameToTheBitWhateverTheFuture(
      String name, Feature feature, PanelLayout layout) {
    SampleSeries series = SampleSeries.random(layout, 1);

    Optional<String> leak =
        new FuturePoison(layout, series)
            .leak(history -> feature, origins(series), List.of(1, 7, 8, 28));

    assertEquals(Optional.empty(), leak, name);
  }

  static Stream<PanelLayout> layouts() {
    return SampleLayout.all();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void noFeatureOfAnyFrequencySeesTheFuture(PanelLayout layout) {
    SampleSeries series = SampleSeries.random(layout, 2);
    int origin = series.lastPeriod() - 60;
    List<String> leaks = new ArrayList<>();
    SeriesHistory clean = series.history();
    for (int lead : List.of(1, 13, 60)) {
      SeriesHistory poisoned = series.withOtherFuture(origin, origin + lead).history();
      SeriesHistory poisonedFurther =
          series.withOtherFuture(origin, origin + lead + EventReading.REACH).history();
      for (Feature feature : EveryFeature.of(layout)) {
        SeriesHistory other = feature.ahead() > 0 ? poisonedFurther : poisoned;
        double before = EveryFeature.value(feature, clean.until(origin), lead, layout);
        double after = EveryFeature.value(feature, other.until(origin), lead, layout);
        if (Double.doubleToLongBits(before) != Double.doubleToLongBits(after)) {
          leaks.add(feature.name() + " at lead " + lead);
        }
      }
    }

    assertEquals(List.of(), leaks);
  }

  @Test
  void theSampleGivesEveryFeatureAValueSoThatTheCheckSeesSomething() {
    List<String> blind =
        SampleLayout.all()
            .flatMap(
                layout -> {
                  SampleSeries series = SampleSeries.random(layout, 1);
                  SeriesHistory history = series.history();
                  return EveryFeature.of(layout).stream()
                      .filter(feature -> !feature.name().startsWith("lag_"))
                      .filter(
                          feature ->
                              origins(series).stream()
                                  .map(
                                      o -> EveryFeature.value(feature, history.until(o), 2, layout))
                                  .allMatch(value -> value.isNaN()))
                      .map(feature -> layout.frequency().unit() + " " + feature.name());
                })
            .toList();

    assertEquals(List.of(), blind);
  }

  @Test
  void rowsOfTheDefaultFeaturesAreTheSameToTheBitWhateverTheFuture() {
    PanelLayout layout = SampleLayout.daily();
    FeatureSet features = FeatureSet.parse(FeatureDefaults.of(layout), layout);
    SampleSeries series = SampleSeries.random(layout, 3);
    int horizon = 28;
    for (int origin : origins(series)) {
      SeriesHistory poisoned =
          series.withOtherFuture(origin, origin + horizon + features.ahead()).history();
      for (int lead = 1; lead <= horizon; lead++) {
        assertArrayEquals(
            row(features, series.history(), origin, lead, layout),
            row(features, poisoned, origin, lead, layout));
      }
    }
  }

  @Test
  void aFeatureThatReadsTheDayAfterTheOriginIsCaught() {
    assertCaught(NextDay::new);
  }

  @Test
  void aFeatureThatAveragesOverTheWholeHistoryIsCaught() {
    assertCaught(MeanOfEverything::new);
  }

  @Test
  void aCovariateTakenForKnownAheadIsCaught() {
    PanelLayout honest = SampleLayout.daily();
    PanelLayout careless =
        new PanelLayout(
            honest.frequency(),
            honest.season(),
            honest.covariates().stream()
                .map(covariate -> new Covariate(covariate.name(), true, covariate.kind()))
                .toList(),
            honest.attributes(),
            honest.groups());
    Feature feature = FeatureParser.parse("covariate_weather", careless);
    SampleSeries series = SampleSeries.random(honest, 1);
    int origin = series.lastPeriod() - 60;
    SeriesHistory poisoned = series.withOtherFuture(origin, origin + 7).history();

    double before = EveryFeature.value(feature, series.history().until(origin), 7, careless);
    double after = EveryFeature.value(feature, poisoned.until(origin), 7, careless);

    assertFalse(Double.doubleToLongBits(before) == Double.doubleToLongBits(after));
  }

  private static void assertCaught(Function<SeriesHistory, Feature> leaking) {
    PanelLayout layout = SampleLayout.daily();
    SampleSeries series = SampleSeries.random(layout, 1);

    Optional<String> leak =
        new FuturePoison(layout, series).leak(leaking, origins(series), List.of(1, 7));

    assertTrue(leak.isPresent());
  }

  private static List<Integer> origins(SampleSeries series) {
    int last = series.lastPeriod();
    return List.of(series.firstPeriod() + 3, last - 61, last - 60, last - 31, last);
  }

  private static float[] row(
      FeatureSet features, SeriesHistory history, int origin, int lead, PanelLayout layout) {
    float[] row = new float[features.size()];
    SeriesView known = history.until(origin);
    double scale = SeriesScale.of(known);
    features.originInto(known, scale, row);
    features.targetInto(known.ahead(lead, layout), scale, row);
    return row;
  }

  /** What no view allows: a feature that kept the whole history. */
  private record NextDay(SeriesHistory everything) implements OriginFeature {
    @Override
    public String name() {
      return "next_day";
    }

    @Override
    public List<String> inputs() {
      return List.of("target");
    }

    @Override
    public int history() {
      return 1;
    }

    @Override
    public boolean inUnits() {
      return true;
    }

    @Override
    public double at(SeriesView known) {
      return everything.actual(known.origin() + 1);
    }
  }

  /** The mean of the whole history, the classic way to let the future in. */
  private record MeanOfEverything(SeriesHistory everything) implements TargetFeature {
    @Override
    public String name() {
      return "mean_of_everything";
    }

    @Override
    public List<String> inputs() {
      return List.of("target");
    }

    @Override
    public int history() {
      return ALL_HISTORY;
    }

    @Override
    public boolean inUnits() {
      return true;
    }

    @Override
    public double at(TargetView target) {
      return everything.until(everything.lastPeriod()).mean(everything.length());
    }
  }
}
