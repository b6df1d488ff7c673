package io.demandforecast.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.forecast.WeightedForecaster.Member;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.series.SeriesView;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedForecasterTest {
  private static final SeriesView KNOWN = SeriesHistory.of("s", 0, 2, 4, 9).until(2);

  @Test
  void forecastsAreAddedUpByTheirWeights() {
    WeightedForecaster mean =
        new WeightedForecaster(
            "both", List.of(new Member(new Naive(), 0.25), new Member(new KnownMean(), 0.75)));
    assertArrayEquals(new double[] {6, 6}, mean.forecast(KNOWN, 2));
    assertEquals("both", mean.name());
  }

  @Test
  void whereAMemberDoesNotAnswerNeitherDoesTheMean() {
    WeightedForecaster mean =
        new WeightedForecaster(
            "both",
            List.of(new Member(new Naive(), 0.5), new Member(new SeasonalNaive("s", 7), 0.5)));
    assertArrayEquals(new double[] {Double.NaN}, mean.forecast(KNOWN, 1));
  }

  @Test
  void weightsThatAreNoSharesOfOneAreRefused() {
    for (double weight : new double[] {0, -1, 0.6, Double.NaN}) {
      List<Member> members =
          List.of(new Member(new Naive(), 0.5), new Member(new KnownMean(), weight));
      assertThrows(IllegalArgumentException.class, () -> new WeightedForecaster("both", members));
    }
  }
}
