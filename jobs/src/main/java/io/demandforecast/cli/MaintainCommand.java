package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.keep.MaintainJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

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
final class MaintainCommand extends CareCommand {
  @Override
  protected Consumer<PrintWriter> write(Writing writing) {
    writing.progress().plan(MaintainJob.STAGES);
    MaintainJob.Result result =
        MaintainJob.run(input(writing.warehouse(), writing.config(), writing.progress()));
    return out -> KeepingSummaries.maintained(result, "done", out);
  }

  @Override
  protected Consumer<PrintWriter> look(
      Warehouse warehouse, ForecastConfig config, Progress progress) {
    progress.plan(MaintainJob.STAGES);
    MaintainJob.Result result = MaintainJob.look(input(warehouse, config, progress));
    return out -> KeepingSummaries.maintained(result, "to be done", out);
  }

  private static MaintainJob.Input input(
      Warehouse warehouse, ForecastConfig config, Progress progress) {
    return new MaintainJob.Input(warehouse, config, Opened.now(), progress);
  }
}
