package io.demandforecast.progress;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts the tasks of a Spark application, on Spark's listener thread; read from any other. */
public final class SparkTasks extends SparkListener implements Supplier<TaskCounts> {
  private final Map<Integer, Integer> open = new HashMap<>();
  private TaskCounts counts = TaskCounts.NONE;

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    int tasks = event.stageInfo().numTasks();
    open.put(event.stageInfo().stageId(), tasks);
    counts = new TaskCounts(counts.done(), counts.total() + tasks, counts.rows());
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    if (!event.taskInfo().successful()) {
      return;
    }
    long rows =
        event.taskMetrics() == null ? 0 : event.taskMetrics().outputMetrics().recordsWritten();
    open.computeIfPresent(event.stageId(), (stage, left) -> left - 1);
    counts = new TaskCounts(counts.done() + 1, counts.total(), counts.rows() + rows);
  }

  /** Tasks that a stage gave up (a limit was reached, a job failed) are owed no more. */
  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    Integer left = open.remove(event.stageInfo().stageId());
    if (left != null && left > 0) {
      counts = new TaskCounts(counts.done(), counts.total() - left, counts.rows());
    }
  }

  @Override
  public synchronized TaskCounts get() {
    return counts;
  }
}
