package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.uncertainty.DemandClass;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BiasFactorsTest {
  private static final LeadBuckets BUCKETS = new LeadBuckets(List.of(1, 3));

  @Test
  void aBiasThatAllOriginsShowIsTakenOffAlmostWhole() {
    BiasFactors factors = BiasFactors.of(BUCKETS, origins(1.25, 1.25, 1.25));
    double factor = factors.of(1, DemandClass.LUMPY);
    assertTrue(factor > 0.8 && factor < 0.81, "" + factor);
    assertEquals(1, factors.of(0, DemandClass.LUMPY));
    assertEquals(1, factors.of(1, DemandClass.SMOOTH));
    assertArrayEquals(
        new double[] {4, 8 * factor, 2 * factor},
        factors.applied(DemandClass.LUMPY, new double[] {4, 8, 2}));
    double[] smooth = {4, 1.0 / 3, 2};
    assertArrayEquals(smooth, factors.applied(DemandClass.SMOOTH, smooth));
  }

  @Test
  void aBiasThatChangesFromOriginToOriginIsLeftAsItIs() {
    assertEquals(1, factor(0.9, 1.15, 1.0));
    assertEquals(1, factor(1.02, 1.03, 0.98));
    assertEquals(1, factor());
    assertEquals(1, factor(1.0, 1.0));
  }

  @Test
  void theMoreOriginsAgreeTheMoreIsTakenOff() {
    double one = factor(1.1);
    double two = factor(1.1, 1.1);
    double three = factor(1.1, 1.1, 1.1);
    assertTrue(1 > one && one > two && two > three && three > 1 / 1.1, one + " " + two);
  }

  @Test
  void noForecastIsMoreThanHalvedOrDoubled() {
    assertEquals(0.5, factor(9, 9, 9), 1e-12);
    assertEquals(2, factor(0.1, 0.1, 0.1), 1e-12);
  }

  @Test
  void anOriginWithNothingSoldSaysNothing() {
    assertEquals(factor(1.2, 1.2), factor(1.2, Double.POSITIVE_INFINITY, 1.2));
  }

  @Test
  void anOriginIsCorrectedByTheOthersAlone() {
    OutOfFoldBias bias = new OutOfFoldBias(BUCKETS, origins(1.25, 1.25, 0.2));
    List<BiasFactors> leftOut = bias.leftOut();
    assertEquals(BiasFactors.of(BUCKETS, origins(1.25, 1.25)), leftOut.get(2));
    assertEquals(BiasFactors.of(BUCKETS, origins(1.25, 0.2)), leftOut.get(0));
    // Whatever an origin shows, what it is corrected with stays the same.
    assertEquals(
        leftOut.get(2), new OutOfFoldBias(BUCKETS, origins(1.25, 1.25, 7)).leftOut().get(2));
  }

  @Test
  void anOriginIsBroughtToItsOwnLevelOnTopOfWhatWasApplied() {
    // Sold 20; forecast 25 and 16.
    OutOfFoldBias bias = new OutOfFoldBias(BUCKETS, origins(1.5, 0.6));
    List<BiasFactors> levelled = bias.levelled(unchanged(2), 1);
    assertEquals(0.8, levelled.get(0).of(0, DemandClass.SMOOTH), 1e-12);
    assertEquals(0.8, levelled.get(0).of(1, DemandClass.LUMPY), 1e-12);
    assertEquals(1.25, levelled.get(1).of(1, DemandClass.LUMPY), 1e-12);
    BiasFactors most = BiasFactors.same(BUCKETS, 0.9);
    assertEquals(0.8, bias.levelled(List.of(most, most), 1).get(0).of(1, DemandClass.LUMPY), 1e-12);
  }

  @Test
  void anOriginOfFewForecastsAndOneOfNoneAreLeftAsTheyAre() {
    OutOfFoldBias bias = new OutOfFoldBias(BUCKETS, origins(1.5, 0.6));
    assertEquals(unchanged(2), bias.levelled(unchanged(2), 3));
    assertEquals(unchanged(2), new OutOfFoldBias(BUCKETS, List.of()).levelled(unchanged(2), 1));
    BiasSums unsold = new BiasSums(BUCKETS);
    unsold.add(DemandClass.LUMPY, new double[] {0, 0, 0}, new double[] {1, 1, 1});
    assertEquals(
        unchanged(1), new OutOfFoldBias(BUCKETS, List.of(unsold)).levelled(unchanged(1), 1));
  }

  @Test
  void theBiasIsToldByCellAndInALine() {
    OutOfFoldBias bias = new OutOfFoldBias(BUCKETS, origins(1.5, 1.5));
    List<OutOfFoldBias.Cell> cells = bias.cells();
    assertEquals(List.of("1-1", "2-3"), cells.stream().map(OutOfFoldBias.Cell::leads).toList());
    OutOfFoldBias.Cell late = cells.get(1);
    assertEquals(DemandClass.LUMPY, late.demandClass());
    assertEquals(2, late.rows());
    assertEquals(20, late.actual(), 1e-12);
    assertEquals(0.5, late.bias(), 1e-12);
    assertTrue(Math.abs(late.left()) < 0.02, "" + late.left());
    assertEquals(bias.factors().of(1, DemandClass.LUMPY), late.factor());
    assertTrue(
        bias.line()
            .startsWith(
                "bias out of fold +25.0 % (by origin +25.0 %, +25.0 %);"
                    + " largest +50.0 % at leads 2-3 of lumpy demand; +"),
        bias.line());
  }

  @Test
  void factorsThatAreNoneAreRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      List<Double> factors = Collections.nCopies(8, wrong);
      assertThrows(IllegalArgumentException.class, () -> new BiasFactors(BUCKETS, factors));
    }
    List<Double> few = List.of(1.0);
    assertThrows(IllegalArgumentException.class, () -> new BiasFactors(BUCKETS, few));
  }

  private static List<BiasFactors> unchanged(int origins) {
    return Collections.nCopies(origins, BiasFactors.none(BUCKETS));
  }

  private static double factor(double... ratios) {
    return BiasFactors.of(BUCKETS, origins(ratios)).of(1, DemandClass.LUMPY);
  }

  /**
   * Origins whose lumpy series sold 10 at lead 1, as forecast, and 10 at lead 2, of which so many
   * times were forecast; infinity: sold none. Nothing is known of lead 3.
   */
  private static List<BiasSums> origins(double... ratios) {
    return java.util.Arrays.stream(ratios)
        .mapToObj(
            ratio -> {
              BiasSums sums = new BiasSums(BUCKETS);
              boolean none = Double.isInfinite(ratio);
              sums.add(
                  DemandClass.LUMPY,
                  new double[] {10, none ? 0 : 10, Double.NaN},
                  new double[] {10, none ? 10 : 10 * ratio, 99});
              return sums;
            })
        .toList();
  }
}
