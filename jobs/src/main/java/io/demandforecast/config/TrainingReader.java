package io.demandforecast.config;

import io.demandforecast.config.TrainingSettings.RowSample;
import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.config.TrainingSettings.Tune;
import io.demandforecast.config.TrainingSettings.Validation;
import io.demandforecast.config.TrainingSettings.Weight;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code training}. */
final class TrainingReader {
  private static final List<String> ENGINES = List.of("mllib", "xgboost");
  private static final List<String> METRICS = List.of("rmsse", "wape");

  /** Deeper trees are refused by MLlib. */
  private static final int DEEPEST = 30;

  private TrainingReader() {}

  static TrainingSettings read(Section training) {
    return new TrainingSettings(
        training.choice("engine", ENGINES),
        training.wholeNumber("seed", Bounds.between(0, Integer.MAX_VALUE)),
        training.integers("buckets", Bounds.atLeast(1)),
        rows(training.section("rows")),
        training.choice("weight", Weight.class),
        validation(training.section("validation")),
        training.choice("tune", Tune.class),
        grid(training),
        baselines(training),
        training.flag("combine"),
        training.texts("offset"),
        training.integer("partitions", Bounds.between(1, 10_000)),
        workers(training),
        training.integer("min-history", Bounds.atLeast(1)),
        training.integer("retrain-after-days", Bounds.atLeast(0)));
  }

  private static RowSample rows(Section rows) {
    return new RowSample(
        rows.wholeNumber("max-rows", Bounds.atLeast(1)),
        rows.wholeNumber("validation-rows", Bounds.atLeast(1)),
        rows.integer("max-age", Bounds.atLeast(0)));
  }

  private static Validation validation(Section validation) {
    return new Validation(
        validation.integer("folds", Bounds.between(1, 100)),
        validation.integer("step", Bounds.atLeast(0)),
        validation.choice("metric", METRICS));
  }

  private static List<TreeParameters> grid(Section training) {
    List<TreeParameters> grid = new ArrayList<>();
    for (Section candidate : training.sections("grid")) {
      grid.add(
          new TreeParameters(
              candidate.choice("target", Target.class),
              candidate.integer("trees", Bounds.between(1, 10_000)),
              candidate.integer("depth", Bounds.between(1, DEEPEST)),
              candidate.number("step", Bounds.between(0.0001, 1)),
              candidate.integer("bins", Bounds.between(2, 10_000)),
              candidate.integer("min-rows", Bounds.atLeast(1)),
              candidate.number("feature-share", Bounds.between(0.01, 1))));
    }
    if (grid.isEmpty() && training.sound("grid")) {
      training.problem("grid", "expected at least one candidate");
    }
    return grid;
  }

  private static int workers(Section training) {
    int workers = training.integer("workers", Bounds.between(1, 10_000));
    int partitions = training.integer("partitions", Bounds.between(1, 10_000));
    if (workers > 1 && workers != partitions) {
      training.problem("workers", "expected 1, or training.partitions, " + partitions);
    }
    return workers;
  }

  private static List<String> baselines(Section training) {
    List<String> baselines = training.texts("baselines");
    if (baselines.isEmpty() && training.sound("baselines")) {
      training.problem("baselines", "expected at least one, such as seasonal_naive");
    }
    return baselines;
  }
}
