package io.demandforecast.config;

import java.io.Serializable;
import java.util.List;

/**
 * How models are made.
 *
 * @param engine what learns the trees: mllib or xgboost
 * @param seed of every draw
 * @param buckets last lead of each bucket of leads, ascending, the last one the horizon; one
 *     bucket: one model
 * @param rows which rows are trained on
 * @param weight how rows are weighed
 * @param validation rolling origins
 * @param tune when the grid is searched
 * @param grid candidates' parameters; with one entry there is nothing to search
 * @param baselines text forms of the forecasters run beside the models
 * @param combine whether means of candidates are tried too
 * @param offset simple forecast that the trees correct: features by their text forms, a level in
 *     units and ratios
 * @param partitions partitions that training rows are laid in, whatever the cluster: part of the
 *     model's record
 * @param workers tasks that train one xgboost model: 1, with a thread for each of the partitions,
 *     or as many as there are partitions
 * @param minHistory periods with a value that a series needs for the model to forecast it
 * @param retrainAfterDays days after which a run trains again; 0: at every run
 */
public record TrainingSettings(
    String engine,
    long seed,
    List<Integer> buckets,
    RowSample rows,
    Weight weight,
    Validation validation,
    Tune tune,
    List<TreeParameters> grid,
    List<String> baselines,
    boolean combine,
    List<String> offset,
    int partitions,
    int workers,
    int minHistory,
    int retrainAfterDays)
    implements Serializable {

  public TrainingSettings {
    buckets = List.copyOf(buckets);
    grid = List.copyOf(grid);
    baselines = List.copyOf(baselines);
    offset = List.copyOf(offset);
  }

  /**
   * Which (series, target period) pairs become rows.
   *
   * @param maxRows rows of the final model at most; the sampled share follows from it
   * @param validationRows rows of each model of the rolling origins at most
   * @param maxAge periods of history before the origin that rows are drawn from; 0: all
   */
  public record RowSample(long maxRows, long validationRows, int maxAge) implements Serializable {}

  /** How rows are weighed. */
  public enum Weight {
    NONE,
    /** By the square root of the series' share of recent value. */
    VALUE
  }

  /**
   * Rolling origins.
   *
   * @param folds number of origins
   * @param step periods between them; 0: the horizon
   * @param metric what the champion is chosen by: rmsse or wape
   */
  public record Validation(int folds, int step, String metric) implements Serializable {}

  /** When the grid is searched. */
  public enum Tune {
    /** When there is no model yet, or the configuration of the search changed. */
    FIRST,
    ALWAYS,
    NEVER
  }

  /** What trees learn. */
  public enum Target {
    /** What a simple forecast, the offset, leaves over. */
    CORRECTION,
    /** The quantity itself. */
    LEVEL
  }

  /**
   * Parameters of boosted trees.
   *
   * @param target what they learn
   * @param trees how many
   * @param depth splits from root to leaf at most
   * @param step learning rate
   * @param bins candidates for a split of one feature
   * @param minRows rows of a leaf at least
   * @param featureShare share of the features that splits are looked for in: drawn for each tree
   *     (xgboost) or each node (mllib)
   */
  public record TreeParameters(
      Target target, int trees, int depth, double step, int bins, int minRows, double featureShare)
      implements Serializable {}
}
