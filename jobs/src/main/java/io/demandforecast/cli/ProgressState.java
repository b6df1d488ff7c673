package io.demandforecast.cli;

import io.demandforecast.progress.TaskCounts;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a command is.
 *
 * @param stages number of stages announced, 0 where none were
 * @param stage number of the current one, from 1
 * @param name its name; empty while none runs
 * @param tasks what Spark did in it
 * @param rows rows it handled
 * @param elapsed since the command began
 * @param stageElapsed since the stage began
 */
record ProgressState(
    int stages,
    int stage,
    String name,
    TaskCounts tasks,
    long rows,
    Duration elapsed,
    Duration stageElapsed) {

  /** Below this share of the work an estimate is a guess. */
  private static final double LEAST_SHARE = 0.08;

  static final ProgressState START =
      new ProgressState(0, 0, "", TaskCounts.NONE, 0, Duration.ZERO, Duration.ZERO);

  ProgressState planned(int count) {
    return new ProgressState(count, stage, name, tasks, rows, elapsed, stageElapsed);
  }

  ProgressState next(String next, Duration now) {
    return new ProgressState(
        Math.max(stages, stage + 1), stage + 1, next, TaskCounts.NONE, 0, now, Duration.ZERO);
  }

  ProgressState finished() {
    return new ProgressState(stages, stage, "", tasks, rows, elapsed, stageElapsed);
  }

  ProgressState at(TaskCounts counts, long handled, Duration now, Duration inStage) {
    return new ProgressState(stages, stage, name, counts, handled, now, inStage);
  }

  boolean running() {
    return !name.isEmpty();
  }

  /**
   * Share of the work done, from 0 to 1: stages count alike, and within one the tasks that Spark
   * knows of, of which there are mostly more to come.
   */
  double share() {
    if (stages == 0 || stage == 0) {
      return 0;
    }
    double ofTasks = tasks.total() == 0 ? 0 : 0.9 * tasks.done() / tasks.total();
    return Math.min(1, (stage - 1 + ofTasks) / stages);
  }

  /** Time left at the pace so far; empty while it would be a guess. */
  Optional<Duration> left() {
    double share = share();
    if (share < LEAST_SHARE) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - share) / share)));
  }
}
