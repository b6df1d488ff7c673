package io.demandforecast.cli;

import io.demandforecast.config.LoadedConfig;
import io.demandforecast.failure.ExitCode;
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
    LoadedConfig loaded = options.load();
    SparkTasks tasks = new SparkTasks();
    ProgressView view = options.progress().view(spec.commandLine().getErr());
    try (ProgressDisplay progress = ProgressDisplay.start(view, tasks, System::nanoTime);
        OpenSession session = Sessions.open(loaded.config().spark(), options.master())) {
      session.spark().sparkContext().addSparkListener(tasks);
      try {
        perform(session.spark(), loaded, progress);
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

  /** What the command is called. */
  final String name() {
    return spec.name();
  }
}
