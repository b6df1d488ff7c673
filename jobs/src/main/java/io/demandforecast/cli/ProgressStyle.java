package io.demandforecast.cli;

import java.io.PrintWriter;
import java.util.Optional;

/** How a command shows how far it is. */
enum ProgressStyle {
  /** A bar on a terminal, lines elsewhere. */
  AUTO,
  /** A line for each stage. */
  PLAIN,
  /** One line that is drawn again and again. */
  BAR,
  /** Not at all. */
  NONE;

  private static final int USUAL_COLUMNS = 80;

  /** The view of this style. */
  ProgressView view(PrintWriter out) {
    Optional<Integer> columns = Installation.terminalColumns();
    return switch (this) {
      case AUTO -> columns.isPresent() ? BAR.view(out) : PLAIN.view(out);
      case PLAIN -> new PlainProgressView(out);
      case BAR -> new BarProgressView(out, columns.orElse(USUAL_COLUMNS));
      case NONE -> new NoProgressView();
    };
  }
}
