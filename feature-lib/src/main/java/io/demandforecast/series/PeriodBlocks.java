package io.demandforecast.series;

import java.io.Serializable;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Spans of as many periods each that time is divided into, from the same periods on whatever the
 * data: block 0 begins with period 0, and blocks before it have numbers below.
 *
 * @param size periods of a block
 */
public record PeriodBlocks(int size) implements Serializable {
  private static final int USUAL = 256;

  /** A quarter of a year: days in hours would be many blocks. */
  private static final int HOURS = 2048;

  public PeriodBlocks {
    if (size < 1) {
      throw new IllegalArgumentException("a block of " + size + " periods");
    }
  }

  /** The blocks that histories of a frequency are kept in. */
  public static PeriodBlocks of(Frequency frequency) {
    return new PeriodBlocks(frequency.unit() == Frequency.Unit.HOURLY ? HOURS : USUAL);
  }

  /** The block that a period lies in. */
  public int of(int period) {
    return Math.floorDiv(period, size);
  }

  /** The first period of a block. */
  public int first(int block) {
    return block * size;
  }

  /** The last period of a block. */
  public int last(int block) {
    return first(block) + size - 1;
  }

  /** The blocks that periods lie in; none where the span is empty. */
  public SortedSet<Integer> between(int from, int to) {
    SortedSet<Integer> blocks = new TreeSet<>();
    if (from <= to) {
      for (int block = of(from); block <= of(to); block++) {
        blocks.add(block);
      }
    }
    return blocks;
  }
}
