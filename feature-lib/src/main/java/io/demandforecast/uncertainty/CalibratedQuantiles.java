package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantiles of single periods and of totals over lead times, each calibrated on outcomes of its
 * own: quantiles of a total are not sums of quantiles.
 *
 * @param periods quantiles of single periods
 * @param totals quantiles of totals; their buckets of leads end at the lead times
 */
public record CalibratedQuantiles(ConformalQuantiles periods, ConformalQuantiles totals)
    implements Serializable {
  private static final String BETWEEN = "\n\n";

  /** Periods that totals are forecast of, ascending. */
  public List<Integer> leadTimes() {
    return totals.settings().buckets().lastLeads();
  }

  /** Text that {@link #fromText} reads back to the bit. */
  public String toText() {
    return periods.toText() + "\n" + totals.toText();
  }

  /**
   * Reads what {@link #toText} wrote.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static CalibratedQuantiles fromText(String text) {
    int between = text.indexOf(BETWEEN);
    if (between < 0) {
      throw new IllegalArgumentException("conformal quantiles: those of totals are missing");
    }
    return new CalibratedQuantiles(
        ConformalQuantiles.fromText(text.substring(0, between + 1)),
        ConformalQuantiles.fromText(text.substring(between + BETWEEN.length())));
  }

  /** Makes quantiles of outcomes, part by part. */
  public static final class Calibration implements Serializable {
    private static final long serialVersionUID = 1L;
    private final ConformalCalibration periods;
    private final ConformalCalibration totals;
    private final List<Integer> leadTimes;

    /**
     * @param totals buckets of leads that end at the lead times
     */
    public Calibration(ConformalSettings periods, ConformalSettings totals) {
      this.periods = new ConformalCalibration(periods);
      this.totals = new ConformalCalibration(totals);
      this.leadTimes = new ArrayList<>(totals.buckets().lastLeads());
    }

    /**
     * Adds what became of the forecasts of a series from an origin.
     *
     * @param forecast by lead, from 1
     * @param actuals by lead; NaN where nothing is known
     */
    public void add(
        SeriesPattern pattern, double[] forecast, double[] actuals, String series, int origin) {
      double mean = 0;
      double sum = 0;
      int known = 0;
      for (int lead = 1; lead <= forecast.length; lead++) {
        double actual = actuals[lead - 1];
        if (!Double.isNaN(actual)) {
          periods.add(
              ForecastTarget.period(pattern, forecast[lead - 1], lead), actual, series, origin);
          mean += forecast[lead - 1];
          sum += actual;
          known++;
        }
        if (known > 0 && leadTimes.contains(lead)) {
          totals.add(new ForecastTarget(pattern, mean, lead, known), sum, series, origin);
        }
      }
    }

    /** Adds all that another part has seen. */
    public Calibration add(Calibration other) {
      periods.add(other.periods);
      totals.add(other.totals);
      return this;
    }

    public CalibratedQuantiles quantiles() {
      return new CalibratedQuantiles(periods.quantiles(), totals.quantiles());
    }
  }
}
