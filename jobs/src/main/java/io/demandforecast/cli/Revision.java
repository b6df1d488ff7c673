package io.demandforecast.cli;

import io.demandforecast.job.ReviseJob;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What commands share that make an earlier run current in the configured channel. */
final class Revision {
  private Revision() {}

  /**
   * Revises what is published; what it returns prints what came of it.
   *
   * @param stage name of the one stage
   * @param runId the run to be current, where one is named
   */
  static Consumer<PrintWriter> run(
      WritingCommand.Writing writing,
      String stage,
      Optional<String> runId,
      String reason,
      Function<ReviseJob.Input, ReviseJob.Result> job) {
    writing.progress().plan(List.of(stage));
    writing.progress().stage(stage);
    String channel = writing.config().publication().channel();
    ReviseJob.Result result =
        job.apply(new ReviseJob.Input(writing.warehouse(), channel, runId, reason, Opened.now()));
    return out -> Summaries.revised(result, channel, out);
  }
}
