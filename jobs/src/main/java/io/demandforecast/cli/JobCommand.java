package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.progress.Progress;
import io.demandforecast.progress.SparkTasks;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that runs a job: loads the configuration, opens a session, shows progress, and hands
 * all three to the job. A subclass is an adapter of a few lines; what it throws becomes a message
 * and an exit code.
 */
abstract class JobCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Spec private CommandSpec spec;

  /**
   * Runs the job.
   *
   * @param progress told of stages; {@link Progress#done()} before anything is printed, so that a
   *     bar is out of the way
   */
  protected abstract void run(SparkSession spark, ForecastConfig config, Progress progress);

  @Override
  public final Integer call() {
    ForecastConfig config = options.load().config();
    SparkTasks tasks = new SparkTasks();
    ProgressView view = options.progress().view(spec.commandLine().getErr());
    try (ProgressDisplay progress = ProgressDisplay.start(view, tasks, System::nanoTime);
        OpenSession session = Sessions.open(config.spark(), options.master())) {
      session.spark().sparkContext().addSparkListener(tasks);
      try {
        run(session.spark(), config, progress);
      } finally {
        session.spark().sparkContext().removeSparkListener(tasks);
      }
      progress.done();
    }
    return ExitCode.OK.code();
  }

  /** The origin asked for; empty: the last day of the data. */
  protected final Optional<LocalDate> asOf() {
    return options.asOf();
  }

  /** Where results are printed. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
