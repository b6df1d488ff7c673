package io.demandforecast.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How models are made.
 *
 * @param engine what learns the trees: mllib, xgboost, or auto: the better of both
 * @param seed of every draw
 * @param buckets last lead of each bucket of leads, ascending, the last one the horizon; one
 *     bucket: one model
 * @param rows which rows are trained on; with auto those of the trial
 * @param weight how rows are weighed
 * @param validation rolling origins
 * @param tune when the grid is searched
 * @param grid candidates' parameters; with one entry there is nothing to search; with auto those of
 *     all engines
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
 * @param earlyStopping whether the number of trees is chosen at the newest rolling origin
 * @param biasCorrection whether forecasts are multiplied by what their bias out of fold says
 * @param promotion when a new model takes the place of the one in use
 * @param auto how auto chooses; empty where the engine is named
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
    int retrainAfterDays,
    boolean earlyStopping,
    boolean biasCorrection,
    PromotionSettings promotion,
    Optional<Auto> auto)
    implements Serializable {

  public TrainingSettings {
    buckets = List.copyOf(buckets);
    grid = List.copyOf(grid);
    baselines = List.copyOf(baselines);
    offset = List.copyOf(offset);
  }

  /** The engine's name that leaves the choice to a trial. */
  public static final String AUTO = "auto";

  /**
   * The settings of one engine: where auto has chosen it, the same as if it had been named.
   *
   * @throws IllegalArgumentException for one that auto does not choose from
   */
  public TrainingSettings of(String chosen) {
    if (auto.isEmpty()) {
      if (!engine.equals(chosen)) {
        throw new IllegalArgumentException("engine " + chosen + " where " + engine + " is named");
      }
      return this;
    }
    EngineSettings own =
        auto.get().engines().stream()
            .filter(one -> one.engine().equals(chosen))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no engine " + chosen));
    return new TrainingSettings(
        chosen,
        seed,
        buckets,
        new RowSample(own.maxRows(), own.validationRows(), rows.maxAge()),
        weight,
        validation,
        tune,
        own.grid(),
        baselines,
        combine,
        offset,
        partitions,
        workers,
        minHistory,
        retrainAfterDays,
        earlyStopping,
        biasCorrection,
        promotion,
        Optional.empty());
  }

  /**
   * How auto chooses.
   *
   * @param budget time after which no further candidate is tried
   * @param rows rows that each candidate of the trial learns from at most
   * @param engines engines in the order tried
   */
  public record Auto(Duration budget, long rows, List<EngineSettings> engines)
      implements Serializable {
    public Auto {
      engines = List.copyOf(engines);
    }
  }

  /**
   * What is set by engine.
   *
   * @param maxRows rows of the final model at most
   * @param validationRows rows of each model of the rolling origins at most
   * @param grid candidates' parameters
   */
  public record EngineSettings(
      String engine, long maxRows, long validationRows, List<TreeParameters> grid)
      implements Serializable {
    public EngineSettings {
      grid = List.copyOf(grid);
    }
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
      implements Serializable {

    /** The same with another number of trees. */
    public TreeParameters withTrees(int count) {
      return new TreeParameters(target, count, depth, step, bins, minRows, featureShare);
    }
  }
}
