package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings;
import io.demandforecast.config.TrainingSettings.Auto;
import io.demandforecast.config.TrainingSettings.EngineSettings;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.config.TrainingSettings.Tune;
import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Chooses the engine that trains: candidates of all engines learn from the same small sample of
 * rows up to the newest rolling origin and are judged on the horizon after it; the engine of the
 * best one is taken. Candidates are fitted one at a time, the engines taking turns. Once the budget
 * is used up no further one is begun: which ones were judged then depends on the clock, and the
 * reason says how many.
 */
public final class EngineTrial {
  private final SparkSession spark;
  private final TrainingPlan plan;
  private final Folds folds;
  private final Auto auto;
  private final List<Learner> engines;
  private final LongSupplier nanoseconds;

  /**
   * @param plan of a configuration whose engine is auto
   */
  public EngineTrial(SparkSession spark, TrainingPlan plan, Folds folds) {
    this(spark, plan, folds, engines(plan), System::nanoTime);
  }

  /**
   * @param engines in the order tried
   * @param nanoseconds a clock
   */
  EngineTrial(
      SparkSession spark,
      TrainingPlan plan,
      Folds folds,
      List<Learner> engines,
      LongSupplier nanoseconds) {
    this.spark = spark;
    this.plan = plan;
    this.folds = folds;
    this.auto = plan.config().training().auto().orElseThrow();
    this.engines = List.copyOf(engines);
    this.nanoseconds = nanoseconds;
  }

  /**
   * What came out.
   *
   * @param engine that trains
   * @param reason why, in a line
   */
  public record Choice(String engine, String reason) {}

  /** A candidate of an engine. */
  private record Entry(Learner learner, TreeParameters parameters) {
    Candidate candidate() {
      return Candidate.of(learner.engine(), parameters);
    }
  }

  private static List<Learner> engines(TrainingPlan plan) {
    TrainingSettings settings = plan.config().training();
    return settings.auto().orElseThrow().engines().stream()
        .map(one -> Learner.of(settings.of(one.engine())))
        .toList();
  }

  /** The engines of a configuration that can run on this cluster. */
  public List<String> able(Progress progress) {
    return able(progress, new ArrayList<>()).stream().map(Learner::engine).toList();
  }

  /**
   * Chooses.
   *
   * @param ordered series in partitions and an order that do not depend on the cluster
   */
  public Choice choose(JavaRDD<PanelSeries> ordered, Progress progress) {
    progress.stage("choose engine");
    long started = nanoseconds.getAsLong();
    List<String> missing = new ArrayList<>();
    List<Learner> able = able(progress, missing);
    String first = able.get(0).engine();
    if (able.size() == 1) {
      return new Choice(first, "the only engine that can run here; " + String.join("; ", missing));
    }
    if (folds.count() == 0) {
      return new Choice(first, "the history shows no rolling origin to try engines at");
    }
    List<Entry> entries = entries(able);
    int origin = folds.originOfFit(folds.count() - 1);
    Folds newest = new Folds(List.of(origin), origin);
    FoldData data = FoldData.of(plan, newest, ordered, fit -> auto.rows());
    JavaRDD<RowBlock> rows = data.rows().of(ordered).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<Entry, Fallback> fitted = fitted(entries, data.rows(), rows, started, progress);
      Map<Entry, Double> errors = errors(fitted, data.validation(), ordered);
      Choice choice = choice(errors, entries.size(), origin);
      progress.note("engine " + choice.engine() + ": " + choice.reason());
      return choice;
    } finally {
      rows.unpersist();
    }
  }

  private List<Learner> able(Progress progress, List<String> missing) {
    List<Learner> able = new ArrayList<>();
    for (Learner engine : engines) {
      Optional<String> problem = engine.unfit(spark).or(() -> engine.missing(spark));
      problem.ifPresent(
          why -> {
            missing.add("without " + engine.engine() + ": " + why);
            progress.note(
                "warning: engine %s cannot run here and is left out: %s"
                    .formatted(engine.engine(), why));
          });
      if (problem.isEmpty()) {
        able.add(engine);
      }
    }
    if (able.isEmpty()) {
      throw new IllegalStateException("no engine can run here: " + missing);
    }
    return able;
  }

  /** The first of each engine, then the second of each; one of each where nothing is searched. */
  private List<Entry> entries(List<Learner> able) {
    List<Entry> entries = new ArrayList<>();
    boolean searched = plan.config().training().tune() != Tune.NEVER;
    int most = auto.engines().stream().mapToInt(one -> one.grid().size()).max().orElse(0);
    for (int i = 0; i < (searched ? most : 1); i++) {
      for (Learner learner : able) {
        List<TreeParameters> grid = grid(learner);
        if (i < grid.size()) {
          entries.add(new Entry(learner, grid.get(i)));
        }
      }
    }
    return entries;
  }

  private List<TreeParameters> grid(Learner learner) {
    return auto.engines().stream()
        .filter(one -> one.engine().equals(learner.engine()))
        .map(EngineSettings::grid)
        .findFirst()
        .orElse(List.of());
  }

  private Map<Entry, Fallback> fitted(
      List<Entry> entries,
      TrainingRows rows,
      JavaRDD<RowBlock> all,
      long started,
      Progress progress) {
    Map<Entry, Fallback> fitted = new LinkedHashMap<>();
    for (Entry entry : entries) {
      long elapsed = nanoseconds.getAsLong() - started;
      if (!fitted.isEmpty() && elapsed >= auto.budget().toNanos()) {
        return fitted;
      }
      TreeFits fits =
          new TreeFits(
              spark, entry.learner(), rows, plan.buckets(), plan.config().training().seed());
      TreeFits.Task task = new TreeFits.Task(entry.parameters(), 0);
      List<TreeEnsemble> trees = fits.run(List.of(task), all, done -> {}).get(task);
      String name = entry.candidate().name();
      ModelMember member =
          new ModelMember(name, 1, Optional.of(entry.parameters().target()), trees);
      fitted.put(entry, ModelForecaster.of(plan, name, List.of(member)));
      progress.note("%d of %d candidates tried".formatted(fitted.size(), entries.size()));
    }
    return fitted;
  }

  private Map<Entry, Double> errors(
      Map<Entry, Fallback> fitted, CrossValidation validation, JavaRDD<PanelSeries> ordered) {
    List<Candidate> candidates = fitted.keySet().stream().map(Entry::candidate).toList();
    List<List<CrossValidation.Judgement>> judged =
        validation.judgements(
            ordered,
            fitted.values().stream().map(List::of).toList(),
            candidates.stream().map(one -> Mixture.of(one).weights(candidates)).toList(),
            plan.calibration());
    Map<Entry, Double> errors = new LinkedHashMap<>();
    int next = 0;
    for (Entry entry : fitted.keySet()) {
      errors.put(entry, judged.get(next++).get(0).score().of(metric()));
    }
    return errors;
  }

  /** The engine of the least error; of equals, and where nothing has one, the first tried. */
  private Choice choice(Map<Entry, Double> errors, int entries, int origin) {
    Map<String, Double> best = new LinkedHashMap<>();
    errors.forEach(
        (entry, error) ->
            best.merge(
                entry.learner().engine(),
                Double.isNaN(error) ? Double.POSITIVE_INFINITY : error,
                Math::min));
    String engine =
        best.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    String figures =
        best.entrySet().stream()
            .map(one -> one.getKey() + " " + figure(one.getValue()))
            .collect(Collectors.joining(", "));
    String judged =
        errors.size() == entries
            ? "all %d candidates judged".formatted(entries)
            : "the budget of %s was used up after %d of %d candidates, which alone decided"
                .formatted(text(auto.budget()), errors.size(), entries);
    return new Choice(
        engine,
        "%s at %s on %,d rows at most: %s; %s"
            .formatted(
                metric(), plan.config().frequency().date(origin), auto.rows(), figures, judged));
  }

  private String metric() {
    return plan.config().training().validation().metric();
  }

  private static String figure(double error) {
    return Double.isInfinite(error) ? "none" : String.format(Locale.ROOT, "%.4f", error);
  }

  /** Such as 10m or 1h30m. */
  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
