package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.TreeEnsemble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits many tree models on the same rows, as many at a time as the engine finds good. */
public final class TreeFits {
  private final Learner learner;
  private final TrainingRows rows;
  private final LeadBuckets buckets;
  private final long seed;

  public TreeFits(Learner learner, TrainingRows rows, LeadBuckets buckets, long seed) {
    this.learner = learner;
    this.rows = rows;
    this.buckets = buckets;
    this.seed = seed;
  }

  /** One model: parameters, and the fit whose rows it learns from. */
  public record Task(TreeParameters parameters, int fit) {}

  /**
   * Runs all tasks.
   *
   * @param whenDone told how many tasks are done, at each one that is
   * @return ensembles by bucket for each task
   */
  public Map<Task, List<TreeEnsemble>> run(
      List<Task> tasks, Dataset<Row> all, IntConsumer whenDone) {
    AtomicInteger finished = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(learner.parallelFits());
    try {
      Map<Task, Future<List<TreeEnsemble>>> running = new LinkedHashMap<>();
      for (Task task : tasks) {
        running.put(
            task,
            pool.submit(
                () -> {
                  List<TreeEnsemble> ensembles = fit(task, all);
                  whenDone.accept(finished.incrementAndGet());
                  return ensembles;
                }));
      }
      Map<Task, List<TreeEnsemble>> done = new LinkedHashMap<>();
      for (Map.Entry<Task, Future<List<TreeEnsemble>>> entry : running.entrySet()) {
        done.put(entry.getKey(), get(entry.getValue()));
      }
      return done;
    } finally {
      pool.shutdownNow();
    }
  }

  private List<TreeEnsemble> fit(Task task, Dataset<Row> all) {
    List<TreeEnsemble> ensembles = new ArrayList<>();
    for (int bucket = 0; bucket < buckets.count(); bucket++) {
      Dataset<Row> learned = rows.ofFit(all, task.parameters().target(), task.fit(), bucket);
      ensembles.add(
          learned.isEmpty() ? rows.untrained() : learner.fit(learned, task.parameters(), seed));
    }
    return ensembles;
  }

  private static List<TreeEnsemble> get(Future<List<TreeEnsemble>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ForecastException.transientFailure("training was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a fit failed", e.getCause());
    }
  }
}
