package io.demandforecast.cli;

import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.log.LogContext;
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
 * A command with a session: loads the configuration, opens the session and shows progress. What is
 * thrown becomes a message and an exit code.
 */
abstract class SessionCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Spec private CommandSpec spec;

  /** Does the work, and prints. */
  abstract void perform(SparkSession spark, LoadedConfig loaded, ProgressDisplay progress);

  @Override
  public final Integer call() {
    LogContext.clear();
    LogContext.put(LogContext.Key.COMMAND, name());
    LoadedConfig loaded = options.load();
    LogContext.put(LogContext.Key.DATASET, loaded.config().name());
    SparkTasks tasks = new SparkTasks();
    ProgressView view = options.progress().view(spec.commandLine().getErr());
    try (ProgressDisplay progress = ProgressDisplay.start(view, tasks, System::nanoTime);
        Onlookers onlookers = Onlookers.of(name(), loaded.config(), progress)) {
      try {
        asOf().ifPresent(day -> LogContext.put(LogContext.Key.AS_OF, day.toString()));
        inSession(loaded, progress, tasks);
      } catch (Throwable thrown) {
        // Spark's own failures are checked exceptions, although it does not say so.
        onlookers.failed(FailureTranslator.translate(thrown));
        ended(loaded, FailureTranslator.translate(thrown).code(), progress);
        throw thrown;
      }
      progress.done();
      ended(loaded, ExitCode.OK, progress);
    }
    return ExitCode.OK.code();
  }

  private void inSession(LoadedConfig loaded, ProgressDisplay progress, SparkTasks tasks) {
    try (OpenSession session = Sessions.open(loaded.config().spark(), options.master())) {
      session.spark().sparkContext().addSparkListener(tasks);
      try {
        perform(session.spark(), loaded, progress);
      } finally {
        session.spark().sparkContext().removeSparkListener(tasks);
      }
    }
  }

  /** Told at the end, when the session is gone. */
  void ended(LoadedConfig loaded, ExitCode code, ProgressDisplay progress) {}

  /** The origin asked for; empty: the last day of the data. */
  protected final Optional<LocalDate> asOf() {
    return options.asOf();
  }

  /** Where results are printed. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** What the command is called. */
  final String name() {
    return spec.name();
  }
}
