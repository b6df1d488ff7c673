package io.demandforecast.cli;

import java.time.Duration;
import java.util.Locale;

/** Progress in words. */
final class ProgressText {
  private ProgressText() {}

  /** "[2/7] train". */
  static String heading(ProgressState state) {
    return "[%d/%d] %s".formatted(state.stage(), state.stages(), state.name());
  }

  /** "12 of 40 tasks", or nothing where Spark had none. */
  static String tasks(ProgressState state) {
    return state.tasks().total() == 0
        ? ""
        : String.format(
            Locale.ROOT, "%,d of %,d tasks", state.tasks().done(), state.tasks().total());
  }

  /** "1,234 rows", or nothing where there were none. */
  static String rows(ProgressState state) {
    return state.rows() == 0 ? "" : String.format(Locale.ROOT, "%,d rows", state.rows());
  }

  /** "8.4 s", "1:02", "1:02:03". */
  static String time(Duration duration) {
    if (duration.toSeconds() < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.toMinutes() == 0) {
      return duration.toSeconds() + " s";
    }
    return duration.toHours() == 0
        ? "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d:%02d:%02d"
            .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }

  /** Parts that are not empty, with commas between. */
  static String join(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty()) {
        text.append(text.isEmpty() ? "" : ", ").append(part);
      }
    }
    return text.toString();
  }
}
