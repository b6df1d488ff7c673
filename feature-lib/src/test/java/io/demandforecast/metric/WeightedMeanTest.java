package io.demandforecast.metric;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WeightedMeanTest {

  @Test
  void seriesCountByTheirWeights() {
    WeightedMean mean = new WeightedMean();
    mean.add(1, 3);
    mean.add(5, 1);
    assertEquals(2, mean.value());
  }

  @Test
  void aSeriesWithoutAValueIsLeftOutWithItsWeight() {
    WeightedMean mean = new WeightedMean();
    mean.add(2, 1);
    mean.add(NaN, 100);
    mean.add(7, NaN);
    assertEquals(2, mean.value());
    assertEquals(1, mean.count());
    assertEquals(2, mean.leftOut());
  }

  @Test
  void meansMadeApartMerge() {
    WeightedMean one = new WeightedMean();
    one.add(1, 3);
    WeightedMean other = new WeightedMean();
    other.add(5, 1);
    other.add(NaN, 1);
    one.merge(other);
    assertEquals(2, one.value());
    assertEquals(1, one.leftOut());
  }

  @Test
  void withoutAWeightThereIsNoMean() {
    WeightedMean mean = new WeightedMean();
    assertEquals(NaN, mean.value());
    mean.add(5, 0);
    assertEquals(NaN, mean.value());
  }

  @Test
  void aWeightBelowZeroIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WeightedMean().add(1, -1));
  }
}
