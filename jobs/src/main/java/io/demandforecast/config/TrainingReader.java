package io.demandforecast.config;

import io.demandforecast.config.TrainingSettings.Auto;
import io.demandforecast.config.TrainingSettings.EngineSettings;
import io.demandforecast.config.TrainingSettings.RowSample;
import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.config.TrainingSettings.Tune;
import io.demandforecast.config.TrainingSettings.Validation;
import io.demandforecast.config.TrainingSettings.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code training}. */
final class TrainingReader {
  private static final List<String> ENGINES = List.of("mllib", "xgboost", TrainingSettings.AUTO);

  /** The faster one first: where time is short, it has been tried. */
  private static final List<String> TRIED = List.of("xgboost", "mllib");

  private static final List<String> METRICS = List.of("rmsse", "wape");

  /** Deeper trees are refused by MLlib. */
  private static final int DEEPEST = 30;

  private TrainingReader() {}

  static TrainingSettings read(Section training) {
    String engine = training.choice("engine", ENGINES);
    Auto auto = auto(training, engine);
    return new TrainingSettings(
        engine,
        training.wholeNumber("seed", Bounds.between(0, Integer.MAX_VALUE)),
        training.integers("buckets", Bounds.atLeast(1)),
        rows(training.section("rows"), auto),
        training.choice("weight", Weight.class),
        validation(training.section("validation")),
        training.choice("tune", Tune.class),
        auto.engines().isEmpty() ? grid(training) : grid(auto),
        baselines(training),
        training.flag("combine"),
        training.texts("offset"),
        training.integer("partitions", Bounds.between(1, 10_000)),
        workers(training),
        training.integer("min-history", Bounds.atLeast(1)),
        training.integer("retrain-after-days", Bounds.atLeast(0)),
        training.flag("early-stopping"),
        training.flag("bias-correction"),
        promotion(training.section("promotion")),
        Optional.of(auto).filter(chosenFrom -> !chosenFrom.engines().isEmpty()));
  }

  /** How an engine is chosen; without engines where one is named. */
  private static Auto auto(Section training, String engine) {
    List<EngineSettings> engines = new ArrayList<>();
    if (engine.equals(TrainingSettings.AUTO)) {
      // Where they stand for all engines they were handed on to each.
      training.has("grid");
      training.section("rows").has("max-rows");
      training.section("rows").has("validation-rows");
      Section each = training.section("engines");
      TRIED.forEach(name -> engines.add(engine(name, each.section(name))));
    } else if (training.has("engines")) {
      // Those of the engine are in their place already; the others wait.
      Section each = training.section("engines");
      TRIED.forEach(each::has);
    }
    Section auto = training.section("auto");
    return new Auto(auto.duration("budget"), auto.wholeNumber("rows", Bounds.atLeast(1)), engines);
  }

  private static EngineSettings engine(String name, Section settings) {
    Section rows = settings.section("rows");
    return new EngineSettings(
        name,
        rows.wholeNumber("max-rows", Bounds.atLeast(1)),
        rows.wholeNumber("validation-rows", Bounds.atLeast(1)),
        grid(settings));
  }

  private static RowSample rows(Section rows, Auto auto) {
    int maxAge = rows.integer("max-age", Bounds.atLeast(0));
    return auto.engines().isEmpty()
        ? new RowSample(
            rows.wholeNumber("max-rows", Bounds.atLeast(1)),
            rows.wholeNumber("validation-rows", Bounds.atLeast(1)),
            maxAge)
        : new RowSample(auto.rows(), auto.rows(), maxAge);
  }

  private static PromotionSettings promotion(Section promotion) {
    return new PromotionSettings(
        promotion.choice("policy", PromotionSettings.Policy.class),
        promotion.integer("windows", Bounds.between(2, 1000)),
        promotion.integer("sample", Bounds.atLeast(1)),
        promotion.number("min-gain", Bounds.between(-1, 1)),
        promotion.number("noise", Bounds.atLeast(0)),
        promotion.number("max-bias-loss", Bounds.atLeast(0)),
        promotion.number("max-coverage-loss", Bounds.SHARE),
        promotion.integer("max-age-days", Bounds.atLeast(0)));
  }

  private static List<TreeParameters> grid(Auto auto) {
    return auto.engines().stream().flatMap(one -> one.grid().stream()).toList();
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
