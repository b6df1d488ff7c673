package io.demandforecast.cli;

import io.demandforecast.config.LoadedConfig;
import io.demandforecast.job.ExplainJob;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says why a forecast is what it is. */
@Command(
    name = "explain",
    description = {
      "Says why a published forecast is what it is: the number and its quantiles, the run and the",
      "model, what the model saw, what each part adds, and how wrong the last forecasts were."
    },
    footer = {
      "",
      "Example:",
      "  forecast explain --series store_id=S001 --series item_id=I00042 --date 2026-01-03"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand extends SessionCommand {
  @Option(
      names = "--series",
      paramLabel = "KEY=VALUE",
      required = true,
      description = "A key column of the series and its value. Repeated for each key column.")
  private Map<String, String> series = new LinkedHashMap<>();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      required = true,
      converter = DateConverter.class,
      description = "Date that is forecast: a day, a week's last day, a month's first day.")
  private LocalDate date;

  @Option(
      names = "--hour",
      paramLabel = "HOUR",
      defaultValue = "0",
      description = "Hour of the day in UTC, for hourly data. Default: 0.")
  private int hour;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "Run to ask. Default: the current one of publication.channel.")
  private String run;

  @Option(names = "--json", description = "Answer as one JSON object.")
  private boolean json;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Folder that every executor reaches, where the panel of another day has to be made again."
              + " Default: temporary files of this machine.")
  private String scratch;

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    progress.plan(List.of("find forecast", "assemble panel", "explain"));
    ExplainJob.Result result;
    try (ScratchFolder folder = ScratchFolder.below(Optional.ofNullable(scratch), spark)) {
      result =
          ExplainJob.run(
              new ExplainJob.Input(
                  Opened.existing(spark, loaded.config()),
                  loaded.config().publication().channel(),
                  series,
                  date,
                  hour,
                  Optional.ofNullable(run),
                  folder.location() + "/panel",
                  Opened.execution(name(), loaded),
                  progress));
    }
    progress.done();
    if (json) {
      out().println(ExplanationText.json(result));
    } else {
      ExplanationText.print(result, out());
    }
  }
}
