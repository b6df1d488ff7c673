package io.demandforecast.cli;

import io.demandforecast.progress.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that went wrong beside a command's work and does not fail it: for log and screen. */
final class Warning {
  private static final Logger LOG = LoggerFactory.getLogger(Warning.class);

  private Warning() {}

  static void tell(String problem, Progress progress) {
    String shown = Shown.text(problem);
    LOG.warn("{}", shown);
    progress.note("warning: " + shown);
  }
}
