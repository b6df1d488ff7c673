package io.demandforecast.uncertainty;

/**
 * Where an outcome stands among equals: a number from 0 to below 1 that hangs on the series, the
 * period and the periods summed alone, so that it is the same wherever and whenever it is asked
 * for. Hashed by the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
 */
final class TieShare {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final int BITS_OF_DOUBLE = 53;

  private TieShare() {}

  static double of(String series, int period, int periods) {
    long hash = 0;
    for (int i = 0; i < series.length(); i++) {
      hash = 31 * hash + series.charAt(i);
    }
    hash = mixed(hash + GOLDEN_GAMMA * period);
    hash = mixed(hash + GOLDEN_GAMMA * periods);
    return (hash >>> (Long.SIZE - BITS_OF_DOUBLE)) * 0x1p-53;
  }

  private static long mixed(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
