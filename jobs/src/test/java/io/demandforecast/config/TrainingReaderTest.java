package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.PromotionSettings.Policy;
import io.demandforecast.config.TrainingSettings.EngineSettings;
import io.demandforecast.config.TrainingSettings.RowSample;
import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.config.TrainingSettings.Tune;
import io.demandforecast.config.TrainingSettings.Validation;
import io.demandforecast.config.TrainingSettings.Weight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReaderTest {
  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  /** The grid's figures are tuned on data, not chosen: that there is one is what matters here. */
  @Test
  void defaults() {
    TrainingSettings training = fixture.load().training();
    assertFalse(training.grid().isEmpty());
    assertEquals(
        new TrainingSettings(
            "mllib",
            7,
            List.of(28),
            new RowSample(300_000, 80_000, 0),
            Weight.VALUE,
            new Validation(3, 0, "rmsse"),
            Tune.FIRST,
            training.grid(),
            List.of("naive", "seasonal_naive", "mean_28", "sba_0.1", "tsb_0.1_0.05"),
            true,
            List.of("ewm_mean_0.03"),
            2,
            1,
            28,
            7,
            false,
            false,
            new PromotionSettings(Policy.CHALLENGE, 7, 3000, 0, 1, 0.02, 0.03, 28),
            Optional.empty()),
        training);
  }

  @Test
  void allSettings() {
    TrainingSettings training =
        fixture
            .load(
                """
                training {
                  engine = mllib
                  seed = 1
                  buckets = [7, 28]
                  rows { max-rows = 10, validation-rows = 5, max-age = 100 }
                  weight = none
                  validation { folds = 2, step = 14, metric = wape }
                  tune = always
                  grid = [{ target = level, trees = 3, depth = 2, step = 0.5, bins = 8, min-rows = 1 }]
                  baselines = [naive]
                  combine = false
                  early-stopping = true
                  bias-correction = true
                  offset = [rolling_mean_7]
                  partitions = 3
                  workers = 3
                  min-history = 10
                  retrain-after-days = 0
                  promotion {
                    policy = newest, windows = 14, sample = 50, min-gain = 0.01, noise = 2
                    max-bias-loss = 0.1, max-coverage-loss = 0.2, max-age-days = 60
                  }
                }
                """)
            .training();
    assertEquals(
        new TrainingSettings(
            "mllib",
            1,
            List.of(7, 28),
            new RowSample(10, 5, 100),
            Weight.NONE,
            new Validation(2, 14, "wape"),
            Tune.ALWAYS,
            List.of(new TreeParameters(Target.LEVEL, 3, 2, 0.5, 8, 1, 1)),
            List.of("naive"),
            false,
            List.of("rolling_mean_7"),
            3,
            3,
            10,
            0,
            true,
            true,
            new PromotionSettings(Policy.NEWEST, 14, 50, 0.01, 2, 0.1, 0.2, 60),
            Optional.empty()),
        training);
  }

  @Test
  void whichModelIsUsedIsNotWhatAModelDependsOn() {
    assertEquals(
        fixture.load("").hash(), fixture.load("training.promotion.policy = newest").hash());
  }

  @Test
  void oneBucketReachesAnyHorizon() {
    assertEquals(List.of(90), fixture.load("horizon = 90").training().buckets());
  }

  @Test
  void rowsAndGridAreThoseOfTheEngineUnlessAPersonSaysOtherwise() {
    TrainingSettings mllib = fixture.load("").training();
    TrainingSettings xgboost = fixture.load("training.engine = xgboost").training();
    assertEquals("mllib", mllib.engine());
    assertTrue(xgboost.rows().maxRows() > mllib.rows().maxRows());
    assertEquals(
        List.of(0.4, 0.4), xgboost.grid().stream().map(TreeParameters::featureShare).toList());
    assertEquals(
        9,
        fixture
            .load("training { engine = xgboost, rows.max-rows = 9 }")
            .training()
            .rows()
            .maxRows());
  }

  @Test
  void autoHasTheSettingsOfEachEngineAsIfItWereNamed() {
    TrainingSettings training = fixture.load("training.engine = auto").training();
    assertEquals(Duration.ofMinutes(10), training.auto().orElseThrow().budget());
    assertEquals(new RowSample(80_000, 80_000, 0), training.rows());
    assertEquals(
        List.of("xgboost", "mllib"),
        training.auto().orElseThrow().engines().stream().map(EngineSettings::engine).toList());
    for (String engine : List.of("xgboost", "mllib")) {
      assertEquals(
          fixture.load("training.engine = " + engine).training(), training.of(engine), engine);
    }
    assertThrows(IllegalArgumentException.class, () -> training.of("auto"));
    TrainingSettings mllib = fixture.load("training.engine = mllib").training();
    assertEquals(mllib, mllib.of("mllib"));
    assertThrows(IllegalArgumentException.class, () -> mllib.of("xgboost"));
  }

  @Test
  void withAutoWhatStandsForAllEnginesGivesWayToWhatStandsForOne() {
    TrainingSettings training =
        fixture
            .load(
                """
                training {
                  engine = auto
                  auto { budget = 90s, rows = 7 }
                  rows { max-rows = 9, max-age = 3 }
                  engines.mllib.rows.max-rows = 5
                  engines.xgboost.grid = [{ trees = 3, depth = 2, step = 0.5, bins = 8, min-rows = 1 }]
                }
                """)
            .training();
    assertEquals(Duration.ofSeconds(90), training.auto().orElseThrow().budget());
    assertEquals(new RowSample(7, 7, 3), training.rows());
    assertEquals(new RowSample(5, 80_000, 3), training.of("mllib").rows());
    assertEquals(new RowSample(9, 250_000, 3), training.of("xgboost").rows());
    TreeParameters own = new TreeParameters(Target.CORRECTION, 3, 2, 0.5, 8, 1, 1);
    assertEquals(List.of(own), training.of("xgboost").grid());
    assertEquals(2, training.of("mllib").grid().size());
    assertEquals(3, training.grid().size());
    TrainingSettings named =
        fixture
            .load(
                "training { rows.max-rows = 9, engines { mllib.rows.max-rows = 5, xgboost.grid = []"
                    + " } }")
            .training();
    assertEquals(5, named.rows().maxRows());
    assertEquals(2, named.grid().size());
  }

  @Test
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireRefusal(
        "training.engine = mlib",
        "training.engine = \"mlib\": expected one of mllib, xgboost, auto; did you mean 'mllib'?");
    fixture.requireRefusal(
        "training.engines.mlib.rows.max-rows = 5",
        "training.engines.mlib: there is no such setting; did you mean 'mllib'?");
    fixture.requireRefusal(
        "training { engine = auto, engines.mlib.rows.max-rows = 5 }",
        "training.engines.mlib: there is no such setting; did you mean 'mllib'?");
    for (String wrong : List.of("0s", "-1m", "soon")) {
      fixture.requireRefusal(
          "training.auto.budget = " + wrong,
          "training.auto.budget = \"" + wrong + "\": expected a duration such as 90s, 10m or 2h");
    }
    fixture.requireRefusal(
        "training.auto.budget = 600",
        "training.auto.budget = 600: expected a duration such as 90s, 10m or 2h");
    fixture.requireRefusal(
        "training.auto.rows = 0", "training.auto.rows = 0: expected a whole number of at least 1");
    fixture.requireRefusal(
        "training.seed = -1", "training.seed = -1: expected a whole number of at least 0");
    fixture.requireRefusal(
        "training.buckets = [7, 14]",
        "training.buckets = [7, 14]: expected ascending leads that end at the horizon, 28");
    fixture.requireRefusal(
        "training.buckets = [14, 7, 28]",
        "training.buckets = [14, 7, 28]: expected ascending leads that end at the horizon, 28");
    fixture.requireRefusal(
        "training.buckets = [x, 28]",
        "training.buckets[0] = \"x\": expected a whole number of at least 1");
    fixture.requireRefusal(
        "training.weight = values",
        "training.weight = \"values\": expected one of none, value; did you mean 'value'?");
    fixture.requireRefusal(
        "training.tune = yes", "training.tune = \"yes\": expected one of first, always, never");
    fixture.requireRefusal(
        "training { partitions = 4, workers = 2 }",
        "training.workers = 2: expected 1, or training.partitions, 4");
    fixture.requireRefusal(
        "training.grid = []", "training.grid = []: expected at least one candidate");
    fixture.requireRefusal(
        "training.grid = [3]", "training.grid[0] = 3: expected a section { ... }");
    fixture.requireRefusal(
        "training.grid = [{ target = level, trees = 3, depth = 2, step = 2, bins = 8, min-rows = 1"
            + " }]",
        "training.grid[0].step = 2: expected a number from 0.0001 to 1");
    fixture.requireRefusal(
        "training.grid = [{ target = level, trees = 3, depth = 2, step = 1, min-rows = 1 }]",
        "training.grid[0].bins: missing: expected a whole number");
    fixture.requireRefusal(
        "training.baselines = []",
        "training.baselines = []: expected at least one, such as seasonal_naive");
    fixture.requireRefusal(
        "training.partitions = 0",
        "training.partitions = 0: expected a whole number from 1 to 10000");
    fixture.requireRefusal(
        "training.min-history = 1e99",
        "training.min-history = 1.0E99: expected a whole number of at least 1");
    fixture.requireRefusal(
        "training.retrain-after-days = weekly",
        "training.retrain-after-days = \"weekly\": expected a whole number of at least 0");
    fixture.requireRefusal(
        "training.rows.max-rows = 0",
        "training.rows.max-rows = 0: expected a whole number of at least 1");
    fixture.requireRefusal(
        "training.validation.folds = 0",
        "training.validation.folds = 0: expected a whole number from 1 to 100");
    fixture.requireRefusal(
        "training.validation.metric = rmse",
        "training.validation.metric = \"rmse\": expected one of rmsse, wape; did you mean"
            + " 'rmsse'?");
  }

  @Test
  void aWrongHorizonIsNoProblemOfTheBuckets() {
    fixture.requireRefusal(
        "horizon = none, training.buckets = [7, 28]",
        "horizon = \"none\": expected a whole number from 1 to 10000");
  }
}
