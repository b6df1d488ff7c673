package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/**
 * A command that takes things away from a warehouse that is there, and can say beforehand what it
 * would take: looking needs no lease and leaves no record.
 */
abstract class CareCommand extends WritingCommand {
  @Option(names = "--dry-run", description = "Says what would be done, and changes nothing.")
  private boolean dryRun;

  /**
   * Looks, and changes nothing.
   *
   * @return prints what would be done
   */
  protected abstract Consumer<PrintWriter> look(
      Warehouse warehouse, ForecastConfig config, Progress progress);

  final boolean isDryRun() {
    return dryRun;
  }

  /** One that is there; tables that a later version added are made. */
  @Override
  protected Warehouse open(SparkSession spark, ForecastConfig config) {
    Opened.existing(spark, config);
    return Opened.warehouse(spark, config);
  }

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    if (!dryRun) {
      super.perform(spark, loaded, progress);
      return;
    }
    Consumer<PrintWriter> found = look(open(spark, loaded.config()), loaded.config(), progress);
    progress.done();
    found.accept(out());
  }
}
