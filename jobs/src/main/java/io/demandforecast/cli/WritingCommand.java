package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.job.CurrentTableJob;
import io.demandforecast.job.Execution;
import io.demandforecast.job.ForecastPipeline;
import io.demandforecast.job.RunRecord;
import io.demandforecast.log.LogContext;
import io.demandforecast.progress.Progress;
import io.demandforecast.warehouse.Lease;
import io.demandforecast.warehouse.Warehouse;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * A command that writes a warehouse: it holds the lease from its first word to its last, and the
 * table runs says when it began, what it came to and when it ended. A subclass is an adapter of a
 * few lines.
 */
abstract class WritingCommand extends SessionCommand {

  /**
   * What a command works with while it holds the lease.
   *
   * @param record of this execution
   * @param progress told of stages
   */
  record Writing(Warehouse warehouse, ForecastConfig config, RunRecord record, Progress progress) {

    ForecastPipeline pipeline() {
      return new ForecastPipeline(warehouse, config, Version.ofCode(), record, progress);
    }
  }

  /**
   * Does the work.
   *
   * @return prints what came of it, when the lease is given back
   */
  protected abstract Consumer<PrintWriter> write(Writing writing);

  /** The warehouse that is written; made where there is none. */
  protected Warehouse open(SparkSession spark, ForecastConfig config) {
    return Opened.warehouse(spark, config);
  }

  @Override
  void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress) {
    Warehouse warehouse = open(spark, loaded.config());
    Consumer<PrintWriter> summary;
    try {
      summary = underLease(warehouse, loaded, progress);
    } finally {
      Monitoring.warehouse(warehouse, loaded.config(), progress);
    }
    summary.accept(out());
  }

  @Override
  final void ended(LoadedConfig loaded, ExitCode code, ProgressDisplay progress) {
    Monitoring.ended(
        name(), loaded.config(), code, progress.allSeconds(), progress.seconds(), progress);
  }

  private Consumer<PrintWriter> underLease(
      Warehouse warehouse, LoadedConfig loaded, ProgressDisplay progress) {
    Consumer<PrintWriter> summary;
    try (Lease lease = warehouse.lease(loaded.config().storage().leaseExpiry())) {
      Execution execution = Opened.execution(name(), loaded);
      LogContext.put(LogContext.Key.EXECUTION_ID, execution.id());
      RunRecord record = RunRecord.begin(warehouse, execution);
      try {
        // An earlier command may have been killed between its publication and the copy of it.
        CurrentTableJob.run(warehouse, loaded.config());
        summary = write(new Writing(warehouse, loaded.config(), record, progress));
        CurrentTableJob.run(warehouse, loaded.config());
      } catch (Throwable thrown) {
        // Spark's own failures are checked exceptions, although it does not say so.
        recordFailure(record, thrown, progress);
        throw thrown;
      }
      progress.done();
      record.finished(progress.seconds());
    }
    return summary;
  }

  /** What cannot be written down (the disk may be full) does not hide why. */
  private static void recordFailure(RunRecord record, Throwable thrown, ProgressDisplay progress) {
    try {
      Failure failure = FailureTranslator.translate(thrown);
      record.failed(failure.code().code(), failure.message(), progress.seconds());
    } catch (RuntimeException | Error unrecorded) {
      thrown.addSuppressed(unrecorded);
    }
  }
}
