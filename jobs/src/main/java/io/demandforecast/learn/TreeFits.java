package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.live.LiveFigures;
import io.demandforecast.live.LiveFigures.Count;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/** Fits many tree models on the same rows, as many at a time as the engine finds good. */
public final class TreeFits {
  private final SparkSession spark;
  private final Learner learner;
  private final TrainingRows rows;
  private final LeadBuckets buckets;
  private final long seed;

  public TreeFits(
      SparkSession spark, Learner learner, TrainingRows rows, LeadBuckets buckets, long seed) {
    this.spark = spark;
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
   * @param whenDone told how many tasks are done, whenever some are
   * @return ensembles by bucket for each task
   */
  public Map<Task, List<TreeEnsemble>> run(
      List<Task> tasks, JavaRDD<RowBlock> all, IntConsumer whenDone) {
    AtomicInteger finished = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(learner.parallelFits());
    try {
      Map<List<Task>, Future<List<List<TreeEnsemble>>>> running = new LinkedHashMap<>();
      for (List<Task> together : together(tasks)) {
        running.put(
            together,
            pool.submit(
                () -> {
                  List<List<TreeEnsemble>> ensembles = fit(together, all);
                  LiveFigures.add(Count.MODELS_TRIED, together.size());
                  whenDone.accept(finished.addAndGet(together.size()));
                  return ensembles;
                }));
      }
      Map<Task, List<TreeEnsemble>> done = new LinkedHashMap<>();
      running.forEach(
          (together, fits) -> {
            List<List<TreeEnsemble>> ensembles = get(fits);
            for (int i = 0; i < together.size(); i++) {
              done.put(together.get(i), ensembles.get(i));
            }
          });
      return done;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Tasks that learn from the same rows; one by one where the engine fits several at a time. */
  private Collection<List<Task>> together(List<Task> tasks) {
    if (learner.parallelFits() > 1) {
      return tasks.stream().map(List::of).toList();
    }
    Map<Integer, List<Task>> byFit = new TreeMap<>();
    tasks.forEach(task -> byFit.computeIfAbsent(task.fit(), fit -> new ArrayList<>()).add(task));
    return byFit.values();
  }

  /**
   * @param together tasks of one fit
   * @return for each the ensembles by bucket
   */
  private List<List<TreeEnsemble>> fit(List<Task> together, JavaRDD<RowBlock> all) {
    List<TreeParameters> parameters = together.stream().map(Task::parameters).toList();
    List<List<TreeEnsemble>> ensembles = new ArrayList<>();
    together.forEach(task -> ensembles.add(new ArrayList<>()));
    for (int bucket = 0; bucket < buckets.count(); bucket++) {
      FitRows learned = rows.ofFit(spark, all, together.get(0).fit(), bucket);
      List<TreeEnsemble> ofBucket =
          learned.count() == 0
              ? Collections.nCopies(together.size(), rows.untrained())
              : learner.fit(learned, parameters, seed);
      for (int i = 0; i < ofBucket.size(); i++) {
        ensembles.get(i).add(ofBucket.get(i));
      }
    }
    return ensembles;
  }

  private static List<List<TreeEnsemble>> get(Future<List<List<TreeEnsemble>>> future) {
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
