package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How many scores lie at each point of the {@link ScoreGrid}: whole numbers, so that parts may be
 * added in any order.
 */
final class ScoreCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ROOM = 64;

  /** Point of slot 0. */
  private int first;

  private long[] counts = new long[0];
  private long total;

  void add(double score) {
    add(ScoreGrid.point(score), 1);
  }

  void add(ScoreCounts other) {
    for (int slot = 0; slot < other.counts.length; slot++) {
      if (other.counts[slot] > 0) {
        add(other.first + slot, other.counts[slot]);
      }
    }
  }

  long total() {
    return total;
  }

  /**
   * The scores that stand for levels, by the rank that {@link SplitConformal} gives them.
   *
   * @return one a level, ascending
   */
  double[] scores(QuantileLevels levels) {
    double[] scores = new double[levels.count()];
    int slot = 0;
    long reached = counts.length == 0 ? 0 : counts[0];
    for (int i = 0; i < scores.length; i++) {
      long rank = SplitConformal.rank(total, levels.level(i));
      while (reached < rank) {
        slot++;
        reached += counts[slot];
      }
      scores[i] = ScoreGrid.score(first + slot);
    }
    return scores;
  }

  private void add(int point, long count) {
    reach(point);
    counts[point - first] += count;
    total += count;
  }

  private void reach(int point) {
    if (counts.length == 0) {
      first = point - ROOM;
      counts = new long[2 * ROOM];
    } else if (point < first) {
      int more = first - point + ROOM;
      long[] wider = new long[counts.length + more];
      System.arraycopy(counts, 0, wider, more, counts.length);
      counts = wider;
      first -= more;
    } else if (point - first >= counts.length) {
      counts = Arrays.copyOf(counts, point - first + 1 + ROOM);
    }
  }
}
