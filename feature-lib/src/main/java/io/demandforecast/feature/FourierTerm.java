package io.demandforecast.feature;

import io.demandforecast.series.TargetView;
import java.util.List;
import java.util.Locale;

/**
 * One Fourier term of the target period: sin or cos of {@code 2 pi harmonic period / cycle} (Harvey
 * 1989, trigonometric seasonality).
 *
 * @param wave sine or cosine
 * @param cycle length of the cycle in periods, 365.25 for a year of days
 * @param harmonic 1 for one wave a cycle, 2 for two
 */
record FourierTerm(Wave wave, double cycle, int harmonic) implements TargetFeature {

  /** The two waves that together take any phase. */
  enum Wave {
    SIN,
    COS
  }

  FourierTerm {
    if (cycle < 2.0 * harmonic) {
      throw new IllegalArgumentException(
          "a wave of less than two periods cannot be told from a longer one; the cycle must be at"
              + " least twice the harmonic");
    }
  }

  @Override
  public String name() {
    return "fourier_"
        + wave.name().toLowerCase(Locale.ROOT)
        + "_"
        + DecimalText.of(cycle)
        + "_"
        + harmonic;
  }

  @Override
  public List<String> inputs() {
    return Inputs.NONE;
  }

  @Override
  public int history() {
    return 0;
  }

  @Override
  public boolean inUnits() {
    return false;
  }

  @Override
  public double at(TargetView target) {
    double angle = 2 * Math.PI * harmonic * target.period() / cycle;
    // StrictMath: the same bits on every machine that a stored model is scored on.
    return wave == Wave.SIN ? StrictMath.sin(angle) : StrictMath.cos(angle);
  }
}
