package io.demandforecast.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.series.Frequency;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSetTest {
  private static final PanelLayout LAYOUT = PanelLayout.of(Frequency.daily());
  private static final List<String> TEXTS =
      List.of("lead", "last_value_0", "zero_share_2", "same_weekday_value_0", "last_value_9");
  private static final SeriesView KNOWN =
      SeriesHistory.of("s", 0, 0, 10, 20, 30, 40, 50, 60, 0).until(7);

  @Test
  void aRowHasTheFeaturesInTheirOrderAndInScaledUnits() {
    FeatureSet features = FeatureSet.parse(TEXTS, LAYOUT);
    float[] row = new float[features.size()];

    features.originInto(KNOWN, 5, row);
    features.targetInto(KNOWN.ahead(2, LAYOUT), 5, row);

    assertEquals(TEXTS, features.names());
    assertArrayEquals(new float[] {2, 0, 0.5f, 20 / 5f, Float.NaN}, row);
  }

  @Test
  void theOriginsPartStaysWhenTheTargetMovesOn() {
    FeatureSet features = FeatureSet.parse(TEXTS, LAYOUT);
    float[] row = new float[features.size()];
    features.originInto(KNOWN, 10, row);

    features.targetInto(KNOWN.ahead(1, LAYOUT), 10, row);
    features.targetInto(KNOWN.ahead(3, LAYOUT), 10, row);

    assertArrayEquals(new float[] {3, 0, 0.5f, 3, Float.NaN}, row);
  }

  @Test
  void whatIsTooGreatForAFloatIsMissing() {
    FeatureSet features = FeatureSet.parse(List.of("last_value_0"), LAYOUT);
    float[] row = new float[1];

    features.originInto(SeriesHistory.of("s", 0, 1e300).until(0), 1, row);

    assertArrayEquals(new float[] {Float.NaN}, row);
  }

  @Test
  void theHistoryNeededIsTheGreatest() {
    assertEquals(10, FeatureSet.parse(TEXTS, LAYOUT).history());
    assertEquals(0, FeatureSet.parse(List.of("lead"), LAYOUT).history());
    assertEquals(Feature.ALL_HISTORY, FeatureSet.parse(List.of("lead", "age"), LAYOUT).history());
  }

  @Test
  void onlyDistancesToEventsLookPastTheTarget() {
    PanelLayout layout = SampleLayout.daily();

    assertEquals(0, FeatureSet.parse(TEXTS, layout).ahead());
    assertEquals(29, FeatureSet.parse(List.of("lead", "periods_to_holiday"), layout).ahead());
  }

  @Test
  void theHashTellsSetsApartByNamesOrderAndSeason() {
    String hash = FeatureSet.parse(List.of("same_season_value_0", "lead"), LAYOUT).hash();

    assertEquals(64, hash.length());
    assertEquals(hash, FeatureSet.parse(List.of("same_season_value_0", "lead"), LAYOUT).hash());
    assertNotEquals(hash, FeatureSet.parse(List.of("lead", "same_season_value_0"), LAYOUT).hash());
    assertNotEquals(
        hash,
        FeatureSet.parse(
                List.of("same_season_value_0", "lead"), PanelLayout.of(Frequency.monthly()))
            .hash());
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> FeatureSet.parse(List.of("lead", "rolling_mean_0", "leed"), LAYOUT));

    assertEquals(2, problem.getMessage().lines().count());
  }

  @Test
  void aFeatureIsNotThereTwice() {
    assertThrows(
        IllegalArgumentException.class,
        () -> FeatureSet.parse(List.of("ewm_mean_0.1", "ewm_mean_0.10"), LAYOUT));
  }

  @Test
  void aSetSurvivesBeingSentToAnotherProcess() throws IOException, ClassNotFoundException {
    PanelLayout layout = SampleLayout.daily();
    FeatureSet features = new FeatureSet(EveryFeature.of(layout));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(features);
    }
    FeatureSet received;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      received = (FeatureSet) in.readObject();
    }

    assertEquals(features.features(), received.features());
    assertEquals(features.hash(), received.hash());
  }
}
