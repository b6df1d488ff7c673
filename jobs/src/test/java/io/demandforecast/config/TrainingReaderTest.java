package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.TrainingSettings.RowSample;
import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.config.TrainingSettings.Tune;
import io.demandforecast.config.TrainingSettings.Validation;
import io.demandforecast.config.TrainingSettings.Weight;
import java.nio.file.Path;
import java.util.List;
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
            7),
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
                  offset = [rolling_mean_7]
                  partitions = 3
                  workers = 3
                  min-history = 10
                  retrain-after-days = 0
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
            0),
        training);
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
  void wrongValuesAreNamedWithFileAndLine() {
    fixture.requireRefusal(
        "training.engine = mlib",
        "training.engine = \"mlib\": expected one of mllib, xgboost; did you mean 'mllib'?");
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
        "training.grid = [{ target = level, trees = 3, depth = 2, step = 2, bins = 8, min-rows = 1 }]",
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
