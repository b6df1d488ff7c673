package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ingest.IngestJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Loads and validates raw files. */
@Command(
    name = "ingest",
    description = {
      "Loads what is new in the raw files, checks it, and sets aside what is wrong.",
      "The cut at --as-of is made later: all that the files hold is loaded."
    },
    footer = {"", "Example:", "  forecast ingest -c conf/datasets/m5.conf --data ./m5"},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class IngestCommand extends JobCommand {

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    progress.plan(List.of("load and validate"));
    progress.stage("load and validate");
    Warehouse warehouse = Opened.warehouse(spark, config);
    IngestJob.Result result;
    try (Lease lease = warehouse.lease()) {
      result = IngestJob.run(Opened.ingest(warehouse, config, asOf()));
    }
    progress.done();
    Summaries.load(result, out());
  }
}
