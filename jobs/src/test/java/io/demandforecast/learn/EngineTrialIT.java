package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.forecast.TreeEnsembleBuilder;
import io.demandforecast.panel.OrderedPanel;
import io.demandforecast.panel.PanelReader;
import io.demandforecast.progress.Progress;
import io.demandforecast.testing.SparkTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class EngineTrialIT extends SparkTest {
  private static final int PERIODS = 90;
  private static final int SECONDS_A_FIT = 20;

  private final HandMadePanel panel =
      new HandMadePanel(
          """
          training {
            engine = auto
            auto { budget = 30s, rows = 100 }
            grid = [
              { trees = 3, depth = 2, step = 0.3, bins = 8, min-rows = 5 }
              { trees = 4, depth = 2, step = 0.3, bins = 8, min-rows = 5 }
            ]
          }
          """);

  /** Seconds on the clock of the trial. */
  private long now;

  /** What was fitted: engine, trees and whether rows were fewer than the trial may have. */
  private final List<String> fits = new ArrayList<>();

  private final List<String> notes = new ArrayList<>();

  @Test
  void theEngineOfTheBestCandidateIsTakenWhicheverIsTriedFirst() {
    EngineTrial.Choice choice = choose(0, engine("xgboost", 9), engine("mllib", 0));
    assertEquals("mllib", choice.engine());
    Assertions.assertTrue(choice.reason().endsWith("; all 4 candidates judged"), choice.reason());
    Assertions.assertTrue(choice.reason().startsWith("rmsse at "), choice.reason());
    Assertions.assertTrue(
        choice.reason().contains("on 100 rows at most: xgboost "), choice.reason());
    assertEquals(List.of("xgboost 3", "mllib 3", "xgboost 4", "mllib 4"), fits);
    assertEquals("xgboost", choose(0, engine("xgboost", 0), engine("mllib", 9)).engine());
  }

  @Test
  void whenTheBudgetIsUsedUpThoseJudgedSoFarDecide() {
    EngineTrial.Choice choice =
        choose(SECONDS_A_FIT, engine("xgboost", 5), engine("mllib", 9), engine("third", 0));
    assertEquals("xgboost", choice.engine());
    assertEquals(List.of("xgboost 3", "mllib 3"), fits);
    Assertions.assertTrue(
        choice
            .reason()
            .endsWith("the budget of 30s was used up after 2 of 4 candidates, which alone decided"),
        choice.reason());
    Assertions.assertTrue(notes.contains("engine xgboost: " + choice.reason()), notes::toString);
  }

  @Test
  void oneCandidateIsTriedHoweverSmallTheBudget() {
    now = 1_000;
    EngineTrial.Choice choice = choose(3600, engine("xgboost", 9), engine("mllib", 0));
    assertEquals("xgboost", choice.engine());
    assertEquals(List.of("xgboost 3"), fits);
  }

  @Test
  void anEngineThatCannotRunIsLeftOutWithAWarning() {
    EngineTrial.Choice choice = choose(0, missing("xgboost"), engine("mllib", 9));
    assertEquals("mllib", choice.engine());
    assertEquals("the only engine that can run here; without xgboost: no library", choice.reason());
    assertEquals(List.of(), fits);
    assertEquals(
        List.of("warning: engine xgboost cannot run here and is left out: no library"), notes);
  }

  @Test
  void withoutARollingOriginTheFirstIsTaken() {
    EngineTrial trial =
        trial(
            new Folds(List.of(), HandMadePanel.last(PERIODS)),
            0,
            engine("xgboost", 1),
            engine("mllib", 0));
    EngineTrial.Choice choice = choose(trial);
    assertEquals("xgboost", choice.engine());
    assertEquals("the history shows no rolling origin to try engines at", choice.reason());
  }

  @Test
  void theEnginesOfThisMachineRun() {
    assertEquals(Optional.empty(), new XgboostLearner(1).missing(spark()));
    assertEquals(Optional.empty(), new MllibLearner().missing(spark()));
    EngineTrial trial = new EngineTrial(spark(), panel.trainingPlan(), folds());
    assertEquals(List.of("xgboost", "mllib"), trial.able(Progress.silent()));
    EngineTrial.Choice choice = choose(trial);
    Assertions.assertTrue(choice.reason().endsWith("all 4 candidates judged"), choice.reason());
    // The same whenever it is asked, as long as there is time.
    assertEquals(choice, choose(trial));
  }

  private EngineTrial.Choice choose(int secondsAFit, Learner... engines) {
    fits.clear();
    return choose(trial(folds(), secondsAFit, engines));
  }

  private EngineTrial trial(Folds folds, int secondsAFit, Learner... engines) {
    List<Learner> timed =
        Arrays.stream(engines).map(engine -> (Learner) new Timed(engine, secondsAFit)).toList();
    return new EngineTrial(spark(), panel.trainingPlan(), folds, timed, () -> now * 1_000_000_000);
  }

  private EngineTrial.Choice choose(EngineTrial trial) {
    Dataset<Row> rows = panel.rows(spark(), PERIODS, Integer.MAX_VALUE);
    try (OrderedPanel ordered = new PanelReader(panel.config(), panel.plan()).ordered(rows, 2)) {
      return trial.choose(ordered.series(), new Noting());
    }
  }

  private Folds folds() {
    return Folds.of(
        panel.config().training().validation(),
        panel.config().horizon(),
        HandMadePanel.FIRST,
        HandMadePanel.last(PERIODS));
  }

  /** An engine that learns one number whatever the rows are. */
  private static Learner engine(String name, double learned) {
    return new Constant(name, learned, Optional.empty());
  }

  private static Learner missing(String name) {
    return new Constant(name, 0, Optional.of("no library"));
  }

  private record Constant(String engine, double learned, Optional<String> problem)
      implements Learner {
    @Override
    public int parallelFits() {
      return 1;
    }

    @Override
    public Optional<String> missing(SparkSession spark) {
      return problem;
    }

    @Override
    public List<TreeEnsemble> fit(FitRows rows, List<TreeParameters> parameters, long seed) {
      Assertions.assertTrue(rows.count() <= 200);
      int features = rows.blocks().first().width();
      TreeEnsemble constant =
          new TreeEnsembleBuilder(features, TrainingRows.MISSING, 0)
              .tree(1)
              .leaf(learned, 1)
              .build();
      return Collections.nCopies(parameters.size(), constant);
    }
  }

  /** Notes what it fits, and moves the clock on. */
  private final class Timed implements Learner {
    private final Learner inner;
    private final int seconds;

    Timed(Learner inner, int seconds) {
      this.inner = inner;
      this.seconds = seconds;
    }

    @Override
    public String engine() {
      return inner.engine();
    }

    @Override
    public int parallelFits() {
      return 1;
    }

    @Override
    public Optional<String> missing(SparkSession spark) {
      return inner.missing(spark);
    }

    @Override
    public List<TreeEnsemble> fit(FitRows rows, List<TreeParameters> parameters, long seed) {
      assertEquals(1, parameters.size());
      String fit = engine() + " " + parameters.get(0).trees();
      // One fit for each of two buckets of leads.
      if (!fits.contains(fit)) {
        fits.add(fit);
        now += seconds;
      }
      return inner.fit(rows, parameters, seed);
    }
  }

  private final class Noting implements Progress {
    @Override
    public void plan(List<String> stages) {}

    @Override
    public void stage(String name) {}

    @Override
    public void rows(long count) {}

    @Override
    public void note(String text) {
      notes.add(text);
    }

    @Override
    public void done() {}
  }
}
