package io.demandforecast.cli;

import io.demandforecast.job.ReviseJob;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a publication back. */
@Command(
    name = "rollback",
    description = {
      "Makes the run current again that was so before the one that is. The run taken back stays",
      "readable by its id, and no night publishes it again."
    },
    footer = {"", "Example:", "  forecast rollback --reason \"prices of store 7 were wrong\""},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RollbackCommand extends DecisionCommand {
  @Option(
      names = "--to",
      paramLabel = "RUN",
      description = "Run to go back to; without it the one before the current one.")
  private String to;

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    return Revision.run(
        writing, "roll back", Optional.ofNullable(to), reason(), ReviseJob::rollback);
  }
}
