package io.demandforecast.metric;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AccuracySumsTest {
  private static final double ROUNDING = 1e-12;

  /** Errors 2, -1, 3 and 0 on actuals 2, 5, 0 and 3. */
  private static AccuracySums four() {
    return sums(new double[] {2, 5, 0, 3}, new double[] {4, 4, 3, 3});
  }

  @Test
  void figuresAreThoseOfTheirDefinitions() {
    assertEquals(4, four().count());
    assertEquals(0.6, four().wape(), ROUNDING);
    assertEquals(0.4, four().bias(), ROUNDING);
    assertEquals(1.5, four().mae(), ROUNDING);
    assertEquals(Math.sqrt(3.5), four().rmse(), ROUNDING);
    // 200 * (2 / 6 + 1 / 9 + 3 / 3 + 0) / 4
    assertEquals(200 * (1.0 / 3 + 1.0 / 9 + 1) / 4, four().smape(), ROUNDING);
  }

  @Test
  void anUnknownActualCountsNowhere() {
    AccuracySums sums = four();
    sums.add(NaN, 100);
    sums.add(NaN, NaN);
    assertEquals(4, sums.count());
    assertEquals(0, sums.unanswered());
    assertEquals(0.6, sums.wape(), ROUNDING);
  }

  @Test
  void aForecastThatIsNoNumberIsCountedApart() {
    AccuracySums sums = four();
    sums.add(7, NaN);
    sums.add(7, Double.POSITIVE_INFINITY);
    assertEquals(2, sums.unanswered());
    assertEquals(4, sums.count());
    assertEquals(0.6, sums.wape(), ROUNDING);
  }

  @Test
  void sumsMadeApartMergeIntoThoseMadeTogether() {
    AccuracySums one = sums(new double[] {2, 5}, new double[] {4, 4});
    AccuracySums other = sums(new double[] {0, 3, 1}, new double[] {3, 3, NaN});
    one.merge(other);
    assertEquals(four().wape(), one.wape(), ROUNDING);
    assertEquals(four().bias(), one.bias(), ROUNDING);
    assertEquals(four().rmse(), one.rmse(), ROUNDING);
    assertEquals(four().smape(), one.smape(), ROUNDING);
    assertEquals(1, one.unanswered());
    assertEquals(2, other.count());
  }

  @Test
  void withoutAPairNothingIsDefined() {
    AccuracySums none = new AccuracySums();
    assertEquals(NaN, none.wape());
    assertEquals(NaN, none.bias());
    assertEquals(NaN, none.mae());
    assertEquals(NaN, none.rmse());
    assertEquals(NaN, none.smape());
  }

  @Test
  void sharesOfActualsThatAreAllZeroAreNotDefined() {
    AccuracySums zeros = sums(new double[] {0, 0}, new double[] {0, 1});
    assertEquals(NaN, zeros.wape());
    assertEquals(NaN, zeros.bias());
    assertEquals(0.5, zeros.mae(), ROUNDING);
  }

  @Test
  void aPairOfZerosIsAHit() {
    assertEquals(0, sums(new double[] {0}, new double[] {0}).smape(), 0);
    assertEquals(200, sums(new double[] {0}, new double[] {1}).smape(), ROUNDING);
  }

  @Test
  void netReturnsDoNotTurnTheSignOfTheBias() {
    AccuracySums returns = sums(new double[] {-4, 2}, new double[] {0, 2});
    assertEquals(2, returns.bias(), ROUNDING);
    assertEquals(4.0 / 6, returns.wape(), ROUNDING);
  }

  @Test
  void arraysOfDifferentLengthAreRefused() {
    AccuracySums sums = new AccuracySums();
    assertThrows(
        IllegalArgumentException.class, () -> sums.add(new double[] {1}, new double[] {1, 2}));
  }

  private static AccuracySums sums(double[] actuals, double[] forecasts) {
    AccuracySums sums = new AccuracySums();
    sums.add(actuals, forecasts);
    return sums;
  }
}
