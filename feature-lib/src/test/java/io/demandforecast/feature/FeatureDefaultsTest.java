package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureDefaultsTest {

  static Stream<PanelLayout> layouts() {
    return Stream.concat(
        SampleLayout.all(), SampleLayout.all().map(layout -> PanelLayout.of(layout.frequency())));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void theDefaultsOfAnyLayoutAreFeaturesOfIt(PanelLayout layout) {
    List<String> texts = FeatureDefaults.of(layout);

    assertEquals(texts, FeatureSet.parse(texts, layout).names());
    assertTrue(texts.contains("lead"));
  }

  @Test
  void everyCovariateAndGroupIsUsed() {
    PanelLayout layout = SampleLayout.daily();
    List<String> inputs =
        FeatureSet.parse(FeatureDefaults.of(layout), layout).features().stream()
            .flatMap(feature -> feature.inputs().stream())
            .toList();

    assertTrue(inputs.containsAll(layout.groups()));
    assertTrue(inputs.containsAll(layout.covariates().stream().map(Covariate::name).toList()));
  }

  @Test
  void keysAndAttributesAreCodesUnlessTheOneKeyNamesTheSeries() {
    for (List<String> attributes : List.of(List.of("part"), List.of("store", "item"))) {
      PanelLayout layout = new PanelLayout(Frequency.daily(), 7, List.of(), attributes, List.of());
      List<String> codes =
          FeatureDefaults.of(layout).stream().filter(text -> text.startsWith("code_of_")).toList();
      assertEquals(
          attributes.size() < 2 ? List.of() : List.of("code_of_store", "code_of_item"), codes);
    }
  }

  @Test
  void aRetailSetOfDaysGetsSomeSixtyFeatures() {
    PanelLayout layout =
        new PanelLayout(
            Frequency.daily(),
            7,
            List.of(
                new Covariate("price", true, Kind.NUMERIC),
                new Covariate("snap", true, Kind.FLAG),
                new Covariate("event", true, Kind.EVENT)),
            List.of(),
            List.of("item", "store_dept", "dept", "store"));

    assertEquals(68, FeatureDefaults.of(layout).size());
  }

  @Test
  void nothingThatIsNotKnownAheadIsComparedAhead() {
    List<String> texts = FeatureDefaults.of(SampleLayout.daily());

    assertTrue(texts.contains("weather_vs_mean_28"));
    assertFalse(texts.contains("weather_vs_origin"));
    assertFalse(texts.contains("periods_to_strike"));
  }
}
