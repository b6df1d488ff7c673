package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings.Personal;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.keep.ForgetJob;
import io.demandforecast.job.report.StoredPages;
import io.demandforecast.progress.Progress;
import io.demandforecast.source.PersonalKey;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erases a key's value. */
@Command(
    name = "forget",
    description = {
      "Erases a value of a key from every table, from the files of their earlier versions and from",
      "the archive. It cannot be undone, and ends the replays of runs that knew the value. Take it",
      "out of the raw files first: a file that is loaded again brings it back."
    },
    footer = {
      "",
      "Example:",
      "  forecast forget --key customer=C1042 --reason \"request 17\" --dry-run",
      "  forecast forget --key customer=C1042 --reason \"request 17\" --yes"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ForgetCommand extends CareCommand {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "COLUMN=VALUE",
      description = "A key of the series, and the value as the raw files have it.")
  private String key;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the record in erasures; it must not say the value.")
  private String reason;

  @Option(
      names = "--backup",
      paramLabel = "DEST",
      description =
          "Folder (or URI) of backups, beside storage.backups of the configuration: which of them"
              + " still hold the value is told. May be repeated.")
  private List<String> backups = new ArrayList<>();

  @Option(names = "--yes", description = "Erases: there is no way back.")
  private boolean yes;

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(ForgetJob.STAGES);
    ForgetJob.Input input = input(writing.warehouse(), writing.config(), writing.progress());
    ForgetJob.Result result = ForgetJob.run(input);
    return out -> ForgetSummary.print(input, result, "is gone", out);
  }

  @Override
  protected Consumer<PrintWriter> look(
      Warehouse warehouse, ForecastConfig config, Progress progress) {
    progress.plan(ForgetJob.STAGES.subList(0, 1));
    ForgetJob.Input input = input(warehouse, config, progress);
    ForgetJob.Result result = ForgetJob.look(input);
    return out -> ForgetSummary.print(input, result, "would go (nothing was changed)", out);
  }

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    if (isDryRun() == yes) {
      throw ForecastException.usage(
          "what is forgotten cannot be brought back: see with --dry-run what would go, then say"
              + " --yes in its place");
    }
    super.perform(spark, loaded, progress);
  }

  private ForgetJob.Input input(Warehouse warehouse, ForecastConfig config, Progress progress) {
    int equals = key.indexOf('=');
    if (equals < 1 || equals == key.length() - 1) {
      throw ForecastException.usage("--key: expected COLUMN=VALUE, such as customer=C1042");
    }
    String column = key.substring(0, equals);
    String value = key.substring(equals + 1);
    PersonalKey personal = Opened.personalKey(config);
    boolean hashed =
        config.inputs().stream().anyMatch(input -> input.personal(column) == Personal.HASH);
    if (hashed) {
      personal.require("Key '" + column + "'");
    }
    return new ForgetJob.Input(
        warehouse,
        config.maintenance().archive().flatMap(at -> Warehouse.find(warehouse.spark(), at)),
        config.series().keys(),
        column,
        hashed ? Set.of(value, personal.hash(value)) : Set.of(value),
        personal.digest(column + "=" + value),
        reason,
        Stream.concat(Stream.of(config.storage().backups()), backups.stream())
            .filter(place -> !place.isEmpty())
            .map(place -> BackupPlace.of(place, config))
            .distinct()
            .toList(),
        StoredPages.of(warehouse, config),
        Opened.now(),
        progress);
  }
}
