package io.demandforecast.cli;

import io.demandforecast.demo.DemoData;
import io.demandforecast.demo.DemoProgress;
import io.demandforecast.demo.DemoSize;
import io.demandforecast.demo.DemoSummary;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.progress.TaskCounts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes made-up sales to try the system with. */
@Command(
    name = "demo-data",
    description = {
      "Writes made-up sales of stores and items, with prices, promotions and holidays.",
      "The same size and seed give the same files anywhere."
    },
    footer = {"", "Example:", "  forecast demo-data ./big-demo --stores 50 --items 2000 --seed 7"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoDataCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "A folder that is new or empty.")
  private Path folder;

  @Option(
      names = "--stores",
      paramLabel = "N",
      description = "Number of stores. Default: ${DEFAULT-VALUE}.")
  private int stores = DemoSize.DEFAULT.stores();

  @Option(
      names = "--items",
      paramLabel = "N",
      description = "Number of items. Default: ${DEFAULT-VALUE}.")
  private int items = DemoSize.DEFAULT.items();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days of sales. Default: ${DEFAULT-VALUE}.")
  private int days = DemoSize.DEFAULT.days();

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description =
          "Days after the last sales that prices and promotions are planned for. "
              + "Default: ${DEFAULT-VALUE}.")
  private int horizon = DemoSize.DEFAULT.horizon();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the numbers come from. Default: ${DEFAULT-VALUE}.")
  private long seed = DemoData.DEFAULT_SEED;

  @Option(
      names = "--progress",
      paramLabel = "STYLE",
      description = "How progress is shown: auto, plain, bar, none. Default: auto.")
  private ProgressStyle progress = ProgressStyle.AUTO;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    DemoData data = new DemoData(new DemoSize(stores, items, days, horizon), seed);
    AtomicReference<TaskCounts> parts = new AtomicReference<>(TaskCounts.NONE);
    DemoProgress listener = (done, all) -> parts.set(new TaskCounts(done, all, 0));
    DemoSummary summary;
    ProgressView view = progress.view(spec.commandLine().getErr());
    try (ProgressDisplay display = ProgressDisplay.start(view, parts::get, System::nanoTime)) {
      display.plan(List.of("write demo data"));
      display.stage("write demo data");
      summary = data.write(folder, listener);
      display.done();
    }
    print(summary, spec.commandLine().getOut());
    return ExitCode.OK.code();
  }

  private void print(DemoSummary summary, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %,d series, %,d rows of sales from %s to %s, plans to %s; %,d files, %,d bytes",
            folder,
            summary.series(),
            summary.rows(),
            summary.firstDay(),
            summary.lastDay(),
            summary.plannedTo(),
            summary.files(),
            summary.bytes()));
  }
}
