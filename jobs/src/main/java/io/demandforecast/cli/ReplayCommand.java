package io.demandforecast.cli;

import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.ReplayJob;
import io.demandforecast.job.TableComparison;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does a run again. */
@Command(
    name = "replay",
    description = {
      "Does a recorded run again from its recorded inputs, in an empty warehouse that sees neither",
      "forecasts nor models, and compares every row to the bit. Exit code 0: identical; 6: not, and",
      "what differs is told."
    },
    footer = {"", "Example:", "  forecast replay r-2025-12-31-0ebfc7ce61-1"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ReplayCommand extends SessionCommand {
  @Parameters(paramLabel = "RUN", description = "Run to do again.")
  private String run;

  @Option(
      names = "--score-only",
      description = "Take the model as it is stored, and do not train it again.")
  private boolean scoreOnly;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Folder that every executor reaches, for what is made again; it is removed in the end."
              + " Default: temporary files of this machine.")
  private String scratch;

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    progress.plan(
        scoreOnly
            ? List.of("assemble panel", "predict", "compare")
            : List.of(
                "assemble panel",
                "make training rows",
                "cross-validate",
                "fit champion",
                "calibrate",
                "assemble panel",
                "predict",
                "compare"));
    ReplayJob.Result result;
    try (ScratchFolder folder = ScratchFolder.below(Optional.ofNullable(scratch), spark)) {
      result =
          ReplayJob.run(
              new ReplayJob.Input(
                  Opened.existing(spark, loaded.config()),
                  folder.location(),
                  run,
                  scoreOnly ? ReplayJob.Depth.SCORING : ReplayJob.Depth.TRAINING,
                  Opened.execution(name(), loaded),
                  progress));
    }
    progress.done();
    result.circumstances().forEach(moved -> out().println("note: " + text(moved)));
    if (!result.identical()) {
      throw ForecastException.audit(different(result));
    }
    out()
        .println(
            "run %s: %s: identical"
                .formatted(
                    result.runId(),
                    result.tables().stream()
                        .map(table -> "%,d rows of %s".formatted(table.rows(), table.table()))
                        .collect(Collectors.joining(", "))));
  }

  private static String different(ReplayJob.Result result) {
    StringBuilder text = new StringBuilder();
    text.append("run ").append(result.runId()).append(" comes out otherwise.");
    for (TableComparison table : result.tables()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s: %,d rows published, %,d made again, %,d different",
              table.table(),
              table.rows(),
              table.replayed(),
              table.different()));
      table.first().forEach(one -> text.append("\n  ").append(one));
    }
    text.append(
        result.inputs().isEmpty()
            ? "\nNo recorded input moved: the published rows were changed, or the training does not"
                + " repeat here (see the notes)."
            : "\nInputs that moved since:");
    result.inputs().forEach(moved -> text.append("\n  ").append(text(moved)));
    return text.toString();
  }

  private static String text(ReplayJob.Moved moved) {
    return moved.what() + " was " + moved.was() + ", is " + moved.is();
  }
}
