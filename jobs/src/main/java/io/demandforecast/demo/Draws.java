package io.demandforecast.demo;

/**
 * A tree of random numbers: a number depends on the seed and the path it is reached by, never on
 * what was drawn before. So a series has the same numbers whatever else is generated, in whatever
 * order, by however many threads.
 *
 * <p>The mixing function is the one of SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014). It stands here, and not in a call to the JDK,
 * because the JDK promises no sequence across versions; {@link StrictMath} gives the same bits
 * everywhere.
 */
final class Draws {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double ULP_OF_53_BITS = 0x1.0p-53;

  private final long state;

  private Draws(long state) {
    this.state = state;
  }

  /** The root of a tree. */
  static Draws seeded(long seed) {
    return new Draws(mix(seed + GOLDEN_GAMMA));
  }

  /** The branch for a purpose and what it is about. */
  Draws of(String purpose, long... about) {
    long branch = mix(state ^ mix(purpose.hashCode() + GOLDEN_GAMMA));
    for (long number : about) {
      branch = child(branch, number);
    }
    return new Draws(branch);
  }

  /** The branch of a number. */
  Draws at(long number) {
    return new Draws(child(state, number));
  }

  /** Uniform in (0, 1), both ends excluded. */
  double uniform() {
    return uniform(state);
  }

  /** {@code at(number).uniform()}, without an object. */
  double uniformAt(long number) {
    return uniform(child(state, number));
  }

  /** Uniform in (low, high). */
  double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** A whole number from {@code low} to {@code high}, both included. */
  int whole(int low, int high) {
    return low + (int) (uniform() * (high - low + 1));
  }

  /** True with a probability. */
  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Standard normal (Box and Muller, 1958). */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(child(state, 1))));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform(child(state, 2)));
  }

  private static double uniform(long bits) {
    return ((bits >>> 11) + 0.5) * ULP_OF_53_BITS;
  }

  private static long child(long parent, long number) {
    return mix(parent + (number + 1) * GOLDEN_GAMMA);
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
