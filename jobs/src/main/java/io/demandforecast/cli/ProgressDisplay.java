package io.demandforecast.cli;

import io.demandforecast.live.LiveFigures;
import io.demandforecast.log.LogContext;
import io.demandforecast.progress.Progress;
import io.demandforecast.progress.TaskCounts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a command's progress until it is closed: keeps the count of stages, tasks, rows and time,
 * and lets a {@link ProgressView} draw it when something happens and at each tick.
 */
final class ProgressDisplay implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);
  private final ProgressView view;
  private final Supplier<TaskCounts> tasks;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService ticks;
  private final long began;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private ProgressState state;
  private TaskCounts tasksBefore = TaskCounts.NONE;
  private long stageBegan;
  private long toldRows;

  private ProgressDisplay(ProgressView view, Supplier<TaskCounts> tasks, LongSupplier nanoTime) {
    this.view = view;
    this.tasks = tasks;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
    this.stageBegan = began;
    this.state = ProgressState.START;
    this.ticks =
        Executors.newSingleThreadScheduledExecutor(
            runnable -> {
              Thread thread = new Thread(runnable, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts a display.
   *
   * @param tasks what Spark has done so far
   * @param nanoTime nanoseconds that only grow
   */
  static ProgressDisplay start(
      ProgressView view, Supplier<TaskCounts> tasks, LongSupplier nanoTime) {
    ProgressDisplay display = new ProgressDisplay(view, tasks, nanoTime);
    long millis = view.interval().toMillis();
    // The future is dropped on purpose: close() ends the ticks.
    var unused =
        display.ticks.scheduleAtFixedRate(display::tick, millis, millis, TimeUnit.MILLISECONDS);
    return display;
  }

  @Override
  public synchronized void plan(List<String> stages) {
    state = state.planned(stages.size());
  }

  @Override
  public synchronized void stage(String name) {
    finishStage();
    tasksBefore = tasks.get();
    stageBegan = nanoTime.getAsLong();
    toldRows = 0;
    state = state.next(name, elapsed());
    LogContext.put(LogContext.Key.STAGE, name);
    LOG.info("stage begins");
    view.began(state);
  }

  @Override
  public synchronized void rows(long count) {
    toldRows = count;
  }

  @Override
  public synchronized void note(String text) {
    view.note(text);
  }

  @Override
  public synchronized void done() {
    finishStage();
    state = state.finished();
  }

  /** Seconds that each stage took so far, by name: those of one name are added up. */
  synchronized Map<String, Double> seconds() {
    Map<String, Double> all = new LinkedHashMap<>(seconds);
    if (state.running()) {
      all.merge(state.name(), inStage(), Double::sum);
    }
    return all;
  }

  /** Seconds since the display was started. */
  synchronized double allSeconds() {
    return elapsed().toMillis() / 1000.0;
  }

  /** Ends the display, whether or not the work was done. */
  @Override
  public synchronized void close() {
    ticks.shutdownNow();
    view.close();
  }

  private synchronized void tick() {
    if (state.running()) {
      view.drawn(current());
    }
  }

  private void finishStage() {
    if (state.running()) {
      seconds.merge(state.name(), inStage(), Double::sum);
      view.ended(current());
      LOG.info("stage ends after {} s", inStage());
      LiveFigures.stage(state.name(), inStage());
      LogContext.remove(LogContext.Key.STAGE);
    }
  }

  private ProgressState current() {
    TaskCounts since = tasks.get().since(tasksBefore);
    return state.at(since, Math.max(toldRows, since.rows()), elapsed(), stageElapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - began);
  }

  private double inStage() {
    return stageElapsed().toMillis() / 1000.0;
  }

  private Duration stageElapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - stageBegan);
  }
}
