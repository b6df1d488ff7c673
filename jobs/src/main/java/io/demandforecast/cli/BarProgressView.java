package io.demandforecast.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** One line at the foot of a terminal, drawn again and again; finished stages stay above it. */
final class BarProgressView implements ProgressView {
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final int BAR = 20;

  /** To the line's start, and what stands there erased (ECMA-48: EL). */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final int columns;

  /**
   * @param columns width of the terminal
   */
  BarProgressView(PrintWriter out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void began(ProgressState state) {
    drawn(state);
  }

  @Override
  public void drawn(ProgressState state) {
    int full = (int) Math.round(state.share() * BAR);
    String bar = "#".repeat(full) + "-".repeat(BAR - full);
    String text =
        "%s |%s| %s"
            .formatted(
                ProgressText.heading(state),
                bar,
                ProgressText.join(
                    ProgressText.tasks(state),
                    ProgressText.rows(state),
                    ProgressText.time(state.elapsed()),
                    state
                        .left()
                        .map(left -> "about " + ProgressText.time(left) + " left")
                        .orElse("")));
    // A line as wide as the terminal would wrap, and could not be drawn over.
    out.print(CLEAR + text.substring(0, Math.min(text.length(), Math.max(1, columns - 1))));
    out.flush();
  }

  @Override
  public void ended(ProgressState state) {
    out.println(
        CLEAR
            + ProgressText.heading(state)
            + ": done, "
            + ProgressText.join(ProgressText.rows(state), ProgressText.time(state.stageElapsed())));
    out.flush();
  }

  @Override
  public void note(String text) {
    out.println(CLEAR + text);
    out.flush();
  }

  @Override
  public void close() {
    out.print(CLEAR);
    out.flush();
  }
}
