package io.demandforecast.cli;

import io.demandforecast.config.Secrets;

/** What a person or a log is shown of a text that others wrote: no secret of this process. */
final class Shown {
  private Shown() {}

  static String text(String text) {
    return Secrets.takenOut(text, System.getenv());
  }
}
