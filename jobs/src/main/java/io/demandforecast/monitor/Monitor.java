package io.demandforecast.monitor;

import io.demandforecast.config.MonitoringSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells figures to all targets. One that is down, or hangs, costs a warning and a bounded time. */
public final class Monitor {
  private final List<Target> targets;
  private final Duration timeout;

  Monitor(List<Target> targets, Duration timeout) {
    this.targets = List.copyOf(targets);
    this.timeout = timeout;
  }

  /**
   * @param environment variables, for a password
   */
  public static Monitor of(MonitoringSettings settings, Map<String, String> environment) {
    List<Target> targets = new ArrayList<>();
    settings.textfile().ifPresent(folder -> targets.add(new Textfile(Path.of(folder))));
    settings
        .pushgateway()
        .ifPresent(
            gateway -> targets.add(new PushTarget(gateway, settings.timeout(), environment)));
    return new Monitor(targets, settings.timeout());
  }

  /**
   * Tells figures.
   *
   * @return what went wrong, in words for a person; empty where all is well
   */
  public List<String> tell(Report report) {
    List<String> problems = new ArrayList<>();
    for (Target target : targets) {
      problem(target, report)
          .ifPresent(
              problem ->
                  problems.add("figures could not be told to " + target.name() + ": " + problem));
    }
    return problems;
  }

  /** In a thread of its own: neither a name that is looked up nor a network folder has an end. */
  private Optional<String> problem(Target target, Report report) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              target.take(report);
              return null;
            });
    Thread thread = new Thread(task, "monitor");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException failed) {
      return Optional.of(String.valueOf(failed.getCause()));
    } catch (TimeoutException late) {
      task.cancel(true);
      return Optional.of("no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("the command was stopped");
    }
  }
}
