package io.demandforecast.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratedQuantilesTest {
  private static final SeriesPattern PATTERN =
      new SeriesPattern(DemandKind.REAL, DemandClass.SMOOTH, 1, 1);
  private static final double[] FORECAST = {50, 50, 50, 50};
  private static final int SERIES = 4000;

  private static CalibratedQuantiles.Calibration calibration() {
    QuantileLevels levels = QuantileLevels.of(0.05, 0.95);
    return new CalibratedQuantiles.Calibration(
        new ConformalSettings(levels, LeadBuckets.single(4), 50, Support.REAL),
        new ConformalSettings(levels, new LeadBuckets(List.of(2, 4)), 50, Support.REAL));
  }

  private static double[] width(CalibratedQuantiles quantiles) {
    double[] single = quantiles.periods().quantiles(ForecastTarget.period(PATTERN, 50, 1));
    double[] total = quantiles.totals().quantiles(new ForecastTarget(PATTERN, 200, 4, 4));
    assertEquals(0, (total[0] + total[1]) / 2 - 200, 0.3);
    return new double[] {single[1] - single[0], total[1] - total[0]};
  }

  @Test
  void totalsOfIndependentErrorsAreNarrowerThanTheSumOfQuantiles() {
    Random random = new Random(1);
    CalibratedQuantiles.Calibration calibration = calibration();
    for (int i = 0; i < SERIES; i++) {
      double[] actuals =
          Arrays.stream(FORECAST).map(mean -> mean + random.nextGaussian()).toArray();
      calibration.add(PATTERN, FORECAST, actuals, "s" + i, 0);
    }
    double[] width = width(calibration.quantiles());
    assertEquals(2, width[1] / width[0], 0.1);
  }

  @Test
  void totalsOfErrorsThatGoTogetherAreAsWideAsTheSumOfQuantiles() {
    Random random = new Random(1);
    CalibratedQuantiles.Calibration calibration = calibration();
    for (int i = 0; i < SERIES; i++) {
      double error = random.nextGaussian();
      double[] actuals = Arrays.stream(FORECAST).map(mean -> mean + error).toArray();
      calibration.add(PATTERN, FORECAST, actuals, "s" + i, 0);
    }
    double[] width = width(calibration.quantiles());
    assertEquals(4, width[1] / width[0], 0.2);
  }

  @Test
  void periodsThatAreNotKnownAreInNoTotal() {
    CalibratedQuantiles.Calibration calibration = calibration();
    double nothing = Double.NaN;
    calibration.add(PATTERN, FORECAST, new double[] {nothing, nothing, 50, nothing}, "s", 0);
    CalibratedQuantiles quantiles = calibration.quantiles();
    assertEquals(1, quantiles.totals().errors(new ForecastTarget(PATTERN, 50, 4, 1)));
    assertEquals(50, quantiles.totals().quantiles(new ForecastTarget(PATTERN, 50, 4, 1))[0]);
    assertEquals(1, quantiles.periods().errors(ForecastTarget.period(PATTERN, 50, 3)));
  }

  @Test
  void partsGiveTheSameAsTheWhole() {
    Random random = new Random(7);
    CalibratedQuantiles.Calibration whole = calibration();
    CalibratedQuantiles.Calibration first = calibration();
    CalibratedQuantiles.Calibration second = calibration();
    for (int i = 0; i < 200; i++) {
      double[] actuals = random.doubles(4).map(x -> 100 * x).toArray();
      whole.add(PATTERN, FORECAST, actuals, "s" + i, 0);
      (i % 3 == 0 ? first : second).add(PATTERN, FORECAST, actuals, "s" + i, 0);
    }
    assertEquals(whole.quantiles().toText(), second.add(first).quantiles().toText());
  }

  @Test
  void textReadsBackToTheBit() {
    CalibratedQuantiles.Calibration calibration = calibration();
    calibration.add(PATTERN, FORECAST, new double[] {49.3, 51, 50, 1e3 / 7}, "s", 0);
    String text = calibration.quantiles().toText();
    CalibratedQuantiles read = CalibratedQuantiles.fromText(text);
    assertEquals(text, read.toText());
    assertEquals(List.of(2, 4), read.leadTimes());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> CalibratedQuantiles.fromText(read.periods().toText()));
    assertTrue(refused.getMessage().contains("totals are missing"));
  }
}
