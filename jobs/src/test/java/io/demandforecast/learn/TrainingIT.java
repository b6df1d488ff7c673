package io.demandforecast.learn;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.TrainingSettings;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.panel.OrderedPanel;
import io.demandforecast.panel.PanelReader;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Models;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** One model of one panel of 90 days, trained once for all tests. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class TrainingIT extends SparkTest {
  private static final int PERIODS = 90;
  private static final int NEVER = Integer.MAX_VALUE;

  @TempDir static Path folder;

  private final HandMadePanel panel = new HandMadePanel();
  private final TrainingPlan plan = panel.trainingPlan();
  private final Folds folds =
      Folds.of(
          panel.config().training().validation(),
          panel.config().horizon(),
          HandMadePanel.FIRST,
          HandMadePanel.last(PERIODS));
  private Trainer.Outcome outcome;

  @BeforeAll
  void train() {
    runBefore();
    outcome = trained(panel.rows(spark(), PERIODS, NEVER));
  }

  @AfterEach
  void restore() {
    spark().conf().set("spark.sql.shuffle.partitions", "2");
  }

  @Test
  void theTreesWinOverTheBaselineAndEveryCandidateHasAScoreOfEachFold() {
    Assertions.assertTrue(outcome.model().hasTrees());
    assertEquals(2, outcome.model().members().get(0).ensembles().size());
    // The trees, the baseline, and where it won the mean of both.
    Assertions.assertTrue(outcome.scores().containsKey(outcome.model().champion()));
    assertEquals(outcome.model().members().size() == 1 ? 2 : 3, outcome.scores().size());
    for (List<FoldScore> scores : outcome.scores().values()) {
      assertEquals(1, scores.size());
      assertEquals(8 * 7, scores.get(0).rows());
    }
    // Every target but the first, in each bucket whose lead has an origin in the history.
    Assertions.assertTrue(
        outcome.trainingRows() > 2 * 8 * (PERIODS - 8), () -> "" + outcome.trainingRows());
  }

  @Test
  void trainingAgainGivesTheSameModelToTheBitWhateverTheShuffle() {
    for (int partitions : new int[] {1, 7}) {
      spark().conf().set("spark.sql.shuffle.partitions", String.valueOf(partitions));
      Dataset<Row> rows =
          panel.rows(spark(), PERIODS, NEVER).orderBy(col("key").desc()).repartition(partitions);
      assertArrayEquals(outcome.model().toBytes(), trained(rows).model().toBytes());
    }
  }

  @Test
  void anotherPanelGivesAnotherModel() {
    Dataset<Row> poisoned = panel.rows(spark(), PERIODS, HandMadePanel.last(PERIODS) - 20);
    assertFalse(Arrays.equals(outcome.model().toBytes(), trained(poisoned).model().toBytes()));
  }

  @Test
  void everyRowOfAFitHasATargetUpToItsOriginThatIsYoungEnough() {
    for (int maxAge : new int[] {0, 30}) {
      try (OrderedPanel ordered = ordered(panel.rows(spark(), PERIODS, NEVER))) {
        Folds three = new Folds(List.of(19_060, 19_067), HandMadePanel.last(PERIODS));
        TrainingRows rows = rows(ordered.series(), three, maxAge);
        JavaRDD<RowBlock> all = rows.of(ordered.series());
        for (int fit = 0; fit <= three.count(); fit++) {
          FitRows taken = rows.ofFit(spark(), all, fit, 1);
          IntSummaryStatistics span =
              taken.blocks().collect().stream()
                  .flatMapToInt(block -> Arrays.stream(block.periods()))
                  .summaryStatistics();
          assertEquals(taken.count(), span.getCount());
          int origin = three.originOfFit(fit);
          assertEquals(origin, span.getMax());
          int oldest = maxAge == 0 ? HandMadePanel.FIRST + 4 : origin - maxAge + 1;
          Assertions.assertTrue(span.getMin() >= oldest, span::toString);
        }
      }
    }
  }

  @Test
  void theTreesOfAFoldKnowNothingOfWhatFollowsItsOrigin() {
    int origin = folds.originOfFit(0);
    byte[] clean = treesOfFirstFold(panel.rows(spark(), PERIODS, NEVER)).toBytes();
    assertArrayEquals(clean, treesOfFirstFold(panel.rows(spark(), PERIODS, origin + 1)).toBytes());
    assertFalse(
        Arrays.equals(clean, treesOfFirstFold(panel.rows(spark(), PERIODS, origin)).toBytes()));
  }

  @Test
  void scoringGivesTheSameForecastsToTheBitWhateverThePartitions() {
    Scorer scorer = Scorer.of(outcome.model(), plan);
    Map<String, List<Double>> expected =
        forecasts(scorer, panel.rows(spark(), PERIODS, NEVER).coalesce(1));
    assertEquals(8, expected.size());
    for (int partitions : new int[] {1, 7}) {
      spark().conf().set("spark.sql.shuffle.partitions", String.valueOf(partitions));
      assertEquals(
          expected, forecasts(scorer, panel.rows(spark(), PERIODS, NEVER).repartition(partitions)));
    }
  }

  @Test
  void aForecastIsWholeAndItsQuantilesAscend() {
    for (List<Double> numbers :
        forecasts(Scorer.of(outcome.model(), plan), panel.rows(spark(), PERIODS, NEVER)).values()) {
      // A point for each lead, then the total of them all.
      assertEquals(8 * 4, numbers.size());
      for (int at = 1; at <= 8; at++) {
        List<Double> point = numbers.subList(4 * at - 4, 4 * at);
        assertEquals(Math.min(at, 7), point.get(0));
        Assertions.assertTrue(
            point.get(1) >= 0 && point.get(2) >= 0 && point.get(2) <= point.get(3),
            point::toString);
      }
    }
  }

  @Test
  void aStoredModelIsReadBackAndAChangedFileIsRefused() throws IOException {
    Warehouse warehouse =
        Warehouse.open(
            spark(),
            folder.resolve("w").toString(),
            new WarehouseIdentity("hand-made", List.of("item"), List.of()));
    Registry registry = new Registry(warehouse);
    String checksum = registry.store("m-1", outcome.model());
    Row row = registered("m-1", Registry.folder("m-1"), checksum);
    assertArrayEquals(outcome.model().toBytes(), registry.load(row).toBytes());

    Path file = folder.resolve("w/model-files/m-1/model.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    warehouse.writeFile("model-files/m-1/model.bin", bytes);
    ForecastException refused = assertThrows(ForecastException.class, () -> registry.load(row));
    assertEquals(ExitCode.DATA_CONTRACT, refused.exitCode());
    Assertions.assertTrue(refused.getMessage().contains("has changed since it was stored"));

    for (String elsewhere : List.of("../../etc", "/etc", "model-files/m-2", "model-files/../m-1")) {
      Row tampered = registered("m-1", elsewhere, checksum);
      Row climbing = registered("../" + elsewhere, Registry.folder("../" + elsewhere), checksum);
      for (Row row2 : List.of(tampered, climbing)) {
        ForecastException other = assertThrows(ForecastException.class, () -> registry.load(row2));
        assertEquals(ExitCode.DATA_CONTRACT, other.exitCode());
        Assertions.assertTrue(other.getMessage().contains("names another folder"));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> warehouse.readFile("../outside"));
  }

  @Test
  void aModelOfOtherFeaturesIsRefused() {
    TrainingPlan other = new HandMadePanel("features = [last_value_0, lead]").trainingPlan();
    ForecastException refused =
        assertThrows(ForecastException.class, () -> Scorer.of(outcome.model(), other));
    assertEquals(ExitCode.CONFIGURATION, refused.exitCode());
  }

  @Test
  void aBiasIsMeasuredAtAnyRateAndCorrectedWhereThatIsAskedFor() {
    assertEquals(BiasFactors.none(plan.calibration().periods().buckets()), outcome.model().bias());
    assertEquals(8 * 7, outcome.bias().cells().stream().mapToLong(OutOfFoldBias.Cell::rows).sum());

    HandMadePanel asked =
        new HandMadePanel(
            "training { bias-correction = true, validation { folds = 3, step = 7 } }");
    Folds three =
        Folds.of(
            asked.config().training().validation(),
            7,
            HandMadePanel.FIRST,
            HandMadePanel.last(PERIODS));
    Dataset<Row> rows = panel.rows(spark(), PERIODS, NEVER);
    try (OrderedPanel ordered = ordered(rows)) {
      Trainer trainer = new Trainer(spark(), asked.trainingPlan(), three);
      Trainer.Outcome made =
          trainer.train(ordered.series(), asked.config().training().grid(), Progress.silent());
      assertEquals(made.bias().factors(), made.model().bias());
      assertEquals(3, made.bias().leftOut().size());
      // The same to the bit, trained again and read back.
      StoredModel again =
          trainer
              .train(ordered.series(), asked.config().training().grid(), Progress.silent())
              .model();
      assertArrayEquals(made.model().toBytes(), again.toBytes());
      StoredModel twice = withFactors(made.model(), 2);
      Map<String, List<Double>> once =
          forecasts(Scorer.of(withFactors(made.model(), 1), plan), rows);
      Map<String, List<Double>> doubled = forecasts(Scorer.of(twice, plan), rows);
      once.forEach(
          (id, numbers) -> {
            // Means of points and the total; quantiles are of the corrected means.
            for (int at = 1; at < numbers.size(); at += 4) {
              assertEquals(2 * numbers.get(at), doubled.get(id).get(at));
            }
          });
    }
  }

  private static StoredModel withFactors(StoredModel model, double factor) {
    BiasFactors factors =
        new BiasFactors(
            model.bias().buckets(), Collections.nCopies(model.bias().factors().size(), factor));
    return new StoredModel(
        model.champion(),
        model.features(),
        model.offset(),
        model.buckets(),
        model.members(),
        factors,
        model.quantiles());
  }

  @Test
  void withEarlyStoppingTheTreesAreAsManyAsDoBestAtTheNewestOrigin() {
    HandMadePanel asked =
        new HandMadePanel(
            """
            training {
              early-stopping = true
              combine = false
              validation { folds = 2, step = 7 }
              grid = [{ trees = 12, depth = 2, step = 0.6, bins = 8, min-rows = 5 }]
            }
            """);
    Folds two =
        Folds.of(
            asked.config().training().validation(),
            7,
            HandMadePanel.FIRST,
            HandMadePanel.last(PERIODS));
    TreeParameters grid = asked.config().training().grid().get(0);
    try (OrderedPanel ordered = ordered(panel.rows(spark(), PERIODS, NEVER))) {
      Trainer.Outcome made =
          new Trainer(spark(), asked.trainingPlan(), two)
              .train(ordered.series(), List.of(grid), Progress.silent());
      TreeParameters stopped = made.parameters().get(0);
      Assertions.assertTrue(stopped.trees() >= 1 && stopped.trees() <= 12, stopped::toString);
      String name = Candidate.of("mllib", stopped).name();

      // Every number of trees, fitted from the start: none does better, and the one chosen is the
      // same in errors and in bits.
      TrainingPlan fixed =
          new HandMadePanel("training { combine = false, validation { folds = 2, step = 7 } }")
              .trainingPlan();
      double least = Double.POSITIVE_INFINITY;
      int best = 0;
      for (int trees = 1; trees <= 12; trees++) {
        Trainer.Outcome each =
            new Trainer(spark(), fixed, two)
                .train(ordered.series(), List.of(grid.withTrees(trees)), Progress.silent());
        List<FoldScore> scores =
            each.scores().get(Candidate.of("mllib", grid.withTrees(trees)).name());
        if (scores.get(1).rmsse() < least) {
          least = scores.get(1).rmsse();
          best = trees;
        }
        if (trees == stopped.trees()) {
          assertEquals(scores.get(0).rmsse(), made.scores().get(name).get(0).rmsse());
          assertArrayEquals(each.model().toBytes(), made.model().toBytes());
        }
      }
      assertEquals(best, stopped.trees());
    }
  }

  @Test
  void aHistoryTooShortForAnyRowStillGivesAForecast() {
    int periods = 1;
    Folds none =
        Folds.of(
            panel.config().training().validation(),
            7,
            HandMadePanel.FIRST,
            HandMadePanel.last(periods));
    assertEquals(0, none.count());
    Dataset<Row> rows = panel.rows(spark(), periods, NEVER);
    try (OrderedPanel ordered = ordered(rows)) {
      Trainer.Outcome made =
          new Trainer(spark(), plan, none)
              .train(ordered.series(), panel.config().training().grid(), Progress.silent());
      assertEquals(0, made.trainingRows());
      Scorer scorer = Scorer.of(made.model(), plan);
      List<String> sources =
          ordered
              .series()
              .flatMap(one -> scorer.forecast(one, HandMadePanel.last(periods)).points().iterator())
              .map(point -> point.source() + " " + Double.isFinite(point.mean()))
              .distinct()
              .collect();
      assertEquals(List.of("known_mean true"), sources.stream().distinct().toList());
    }
  }

  private Trainer.Outcome trained(Dataset<Row> rows) {
    try (OrderedPanel ordered = ordered(rows)) {
      return new Trainer(spark(), plan, folds)
          .train(ordered.series(), panel.config().training().grid(), Progress.silent());
    }
  }

  private TreeEnsemble treesOfFirstFold(Dataset<Row> panelRows) {
    try (OrderedPanel ordered = ordered(panelRows)) {
      TrainingRows rows = rows(ordered.series(), folds, 0);
      TreeFits fits =
          new TreeFits(
              spark(), new MllibLearner(), rows, plan.buckets(), panel.config().training().seed());
      TreeFits.Task task = new TreeFits.Task(panel.config().training().grid().get(0), 0);
      return fits.run(List.of(task), rows.of(ordered.series()), done -> {}).get(task).get(0);
    }
  }

  private TrainingRows rows(JavaRDD<PanelSeries> series, Folds of, int maxAge) {
    TrainingSettings settings = panel.config().training();
    PanelStatistics statistics =
        PanelStatistics.of(series, of, maxAge, plan.valueWindow(), plan.valueCovariate());
    double[] shares = new double[of.count() + 1];
    Arrays.fill(shares, 1);
    return new TrainingRows(
        plan.rows(),
        plan.buckets(),
        new RowSampler(settings.seed(), plan.buckets()),
        of,
        maxAge,
        shares,
        new RowWeights(
            settings.weight(), of, plan.valueWindow(), plan.valueCovariate(), statistics));
  }

  private OrderedPanel ordered(Dataset<Row> rows) {
    return new PanelReader(panel.config(), panel.plan())
        .ordered(rows, panel.config().training().partitions());
  }

  /**
   * Forecasts by series: lead, mean and quantiles of each point and total, with all their digits.
   */
  private Map<String, List<Double>> forecasts(Scorer scorer, Dataset<Row> rows) {
    int origin = HandMadePanel.last(PERIODS);
    return new TreeMap<>(
        new PanelReader(panel.config(), panel.plan())
            .series(rows)
            .mapToPair(one -> new Tuple2<>(one.history().id(), numbers(scorer, one, origin)))
            .collectAsMap());
  }

  private static List<Double> numbers(Scorer scorer, PanelSeries series, int origin) {
    List<Double> numbers = new ArrayList<>();
    Scorer.Forecast forecast = scorer.forecast(series, origin);
    for (Scorer.Point point : forecast.points()) {
      numbers.add((double) point.lead());
      numbers.add(point.mean());
      numbers.addAll(point.quantiles());
    }
    for (Scorer.Total total : forecast.totals()) {
      numbers.add((double) total.periods());
      numbers.add(total.mean());
      numbers.addAll(total.quantiles());
    }
    return numbers;
  }

  private static Row registered(String version, String name, String checksum) {
    return new GenericRowWithSchema(
        new Object[] {version, name, checksum},
        new StructType()
            .add(Models.MODEL_VERSION, DataTypes.StringType)
            .add(Models.FOLDER, DataTypes.StringType)
            .add(Models.CHECKSUM, DataTypes.StringType));
  }
}
