package io.demandforecast.metric;

/**
 * Share of actuals inside an interval, both ends included. A NaN actual counts nowhere; an interval
 * with an end that is NaN counts in {@link #unanswered()} alone.
 */
public final class Coverage {
  private long count;
  private long unanswered;
  private long inside;

  /** Takes one actual and its interval. */
  public void add(double actual, double low, double high) {
    if (Double.isNaN(actual)) {
      return;
    }
    if (Double.isNaN(low) || Double.isNaN(high)) {
      unanswered++;
      return;
    }
    count++;
    inside += low <= actual && actual <= high ? 1 : 0;
  }

  /** Takes over all that another has; the other stays as it is. */
  public void merge(Coverage other) {
    count += other.count;
    unanswered += other.unanswered;
    inside += other.inside;
  }

  /** Actuals with an interval. */
  public long count() {
    return count;
  }

  /** Actuals without an interval. */
  public long unanswered() {
    return unanswered;
  }

  /** Share inside; NaN without an actual. */
  public double share() {
    return Ratio.of((double) inside, (double) count);
  }
}
