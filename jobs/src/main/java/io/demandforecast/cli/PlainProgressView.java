package io.demandforecast.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** Lines for logs: when a stage begins and ends, and now and then in a long one. */
final class PlainProgressView implements ProgressView {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /** A stage that has just begun was told of a moment ago. */
  private static final Duration LEAST = Duration.ofSeconds(10);

  private final PrintWriter out;

  PlainProgressView(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void began(ProgressState state) {
    print(ProgressText.heading(state));
  }

  @Override
  public void drawn(ProgressState state) {
    if (state.stageElapsed().compareTo(LEAST) < 0) {
      return;
    }
    print(
        ProgressText.heading(state)
            + ": "
            + ProgressText.join(
                ProgressText.tasks(state),
                ProgressText.rows(state),
                ProgressText.time(state.stageElapsed())));
  }

  @Override
  public void ended(ProgressState state) {
    print(
        ProgressText.heading(state)
            + ": done, "
            + ProgressText.join(ProgressText.rows(state), ProgressText.time(state.stageElapsed())));
  }

  @Override
  public void note(String text) {
    print(text);
  }

  @Override
  public void close() {
    out.flush();
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
