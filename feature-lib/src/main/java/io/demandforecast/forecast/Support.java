package io.demandforecast.forecast;

/** Which numbers a forecast may be. */
public enum Support {
  /** Counts and other quantities that are never below zero: forecasts are cut there. */
  NON_NEGATIVE {
    @Override
    public double clip(double value) {
      // Adding zero turns a negative zero into zero; NaN stays NaN.
      return value < 0 ? 0 : value + 0.0;
    }
  },
  /** Any number. */
  REAL {
    @Override
    public double clip(double value) {
      return value;
    }
  };

  /** The nearest number that is allowed; NaN stays NaN. */
  public abstract double clip(double value);
}
