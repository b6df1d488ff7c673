package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.job.keep.MaintainJob;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes care of a warehouse. */
@Command(
    name = "maintain",
    description = {
      "Removes what its time is over for (maintenance.* of the configuration), after it was",
      "archived; puts small files together; frees what no version needs."
    },
    footer = {"", "Example:", "  forecast maintain --dry-run", "  forecast maintain"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MaintainCommand extends WritingCommand {
  @Option(names = "--dry-run", description = "Lists what would be done, and changes nothing.")
  private boolean dryRun;

  @Override
  protected Warehouse open(SparkSession spark, ForecastConfig config) {
    Opened.existing(spark, config);
    return Opened.warehouse(spark, config);
  }

  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(MaintainJob.STAGES);
    MaintainJob.Result result =
        MaintainJob.run(
            new MaintainJob.Input(
                writing.warehouse(), writing.config(), Opened.now(), writing.progress()));
    return out -> KeepingSummaries.maintained(result, "done", out);
  }

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    if (!dryRun) {
      super.perform(spark, loaded, progress);
      return;
    }
    progress.plan(MaintainJob.STAGES);
    Warehouse warehouse = open(spark, loaded.config());
    MaintainJob.Result result =
        MaintainJob.look(new MaintainJob.Input(warehouse, loaded.config(), Opened.now(), progress));
    progress.done();
    KeepingSummaries.maintained(result, "to be done", out());
  }
}
