package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.series.Frequency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  private static final Duration EXPIRY = Duration.ofMinutes(5);

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void whatIsNotSaidIsTheDefault() {
    ForecastConfig config = fixture.load();
    assertEquals("small", config.name());
    assertEquals(Frequency.daily(), config.frequency());
    assertEquals(7, config.season());
    assertEquals(28, config.horizon());
    assertEquals(ZoneId.of("UTC"), config.timeZone());
    assertEquals(
        new ForecastConfig.StorageSettings("data", "warehouse", EXPIRY, ""), config.storage());
    assertEquals(List.of(), config.features());
    assertEquals("local[*]", config.spark().master());
    assertEquals(List.of(), config.spark().settings());
  }

  @Test
  void everyTopLevelSettingIsRead() {
    ForecastConfig config =
        fixture.load(
            "frequency = weekly, week-ends-on = friday, season = 26, horizon = 5",
            "time-zone = Europe/Berlin",
            "storage { data = \"s3a://raw/files\", warehouse = w }",
            "features = [last_value_1, lead]",
            "spark { master = yarn, settings { spark.a.b = 1, \"spark.c\" = x } }");
    assertEquals(Frequency.weekly(DayOfWeek.FRIDAY), config.frequency());
    assertEquals(26, config.season());
    assertEquals(5, config.horizon());
    assertEquals(ZoneId.of("Europe/Berlin"), config.timeZone());
    assertEquals(
        new ForecastConfig.StorageSettings("s3a://raw/files", "w", EXPIRY, ""), config.storage());
    assertEquals(List.of("last_value_1", "lead"), config.features());
    assertEquals("yarn", config.spark().master());
    assertEquals(
        List.of(
            new ForecastConfig.Setting("spark.a.b", "1"),
            new ForecastConfig.Setting("spark.c", "x")),
        config.spark().settings());
  }

  @Test
  void eachFrequencyHasItsOwnSeasonHorizonAndBaselines() {
    assertEquals(List.of(24, 48), seasonAndHorizon("hourly", "{ type = timestamp }"));
    assertEquals(List.of(7, 28), seasonAndHorizon("daily", "{}"));
    assertEquals(List.of(52, 8), seasonAndHorizon("weekly", "{}"));
    assertEquals(List.of(12, 12), seasonAndHorizon("monthly", "{}"));
    assertTrue(fixture.load("frequency = monthly").training().baselines().contains("mean_12"));
  }

  private List<Integer> seasonAndHorizon(String frequency, String dayColumn) {
    ForecastConfig config =
        fixture.load(
            "frequency = " + frequency,
            "inputs.sales.columns = [{ name = day, type = date } "
                + dayColumn
                + ", { name = shop }, { name = article }, { name = units, type = integer }]");
    return List.of(config.season(), config.horizon());
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentOverTheFileOverTheDefaults() {
    String line = "training { seed = 2, partitions = 2, retrain-after-days = 2 }";
    Map<String, String> environment =
        Map.of("FORECAST__TRAINING__SEED", "3", "FORECAST__TRAINING__PARTITIONS", "3");
    TrainingSettings training =
        fixture.load(List.of("training.seed=4"), environment, line).config().training();
    assertEquals(4, training.seed());
    assertEquals(3, training.partitions());
    assertEquals(2, training.retrainAfterDays());
    assertEquals(3, training.validation().folds());
  }

  @Test
  void ofTwoSetsOfOneKeyTheLaterWins() {
    List<String> sets = List.of("horizon=3", "horizon=4");
    assertEquals(4, fixture.load(sets, Map.of()).config().horizon());
  }

  @Test
  void setsTakeListsAndPlainTexts() {
    ForecastConfig config =
        fixture
            .load(
                List.of(
                    "training.buckets=[7, 28]",
                    "storage.data=s3a://bucket/raw#1//x",
                    "inputs.calendar.covariates.feast.known-ahead=false",
                    "spark.settings.spark.sql.x=a=b"),
                Map.of())
            .config();
    assertEquals(List.of(7, 28), config.training().buckets());
    assertEquals("s3a://bucket/raw#1//x", config.storage().data());
    assertEquals(
        List.of(new ForecastConfig.Setting("spark.sql.x", "a=b")), config.spark().settings());
  }

  @Test
  void optionsWinOverSets() {
    LoadedConfig loaded =
        new ConfigLoader()
            .load(
                new ConfigRequest(
                    Optional.of(fixture.write()),
                    List.of("storage.data=a", "storage.warehouse=b", "spark.master=c"),
                    Map.of(),
                    Optional.of("raw"),
                    Optional.of("tables"),
                    Optional.of("local[2]")));
    assertEquals(
        new ForecastConfig.StorageSettings("raw", "tables", EXPIRY, ""), loaded.config().storage());
    assertEquals("local[2]", loaded.config().spark().master());
  }

  @Test
  void aSetOfSparkWinsHoweverTheFileWritesIt() {
    List<String> sets = List.of("spark.settings.spark.sql.x=2");
    List<ForecastConfig.Setting> expected = List.of(new ForecastConfig.Setting("spark.sql.x", "2"));
    for (String line :
        List.of(
            "spark.settings.spark.sql.x = 1",
            "spark.settings { \"spark.sql.x\" = 1 }",
            "spark { settings { spark { sql { x = 1 } } } }")) {
      assertEquals(expected, fixture.load(sets, Map.of(), line).config().spark().settings(), line);
    }
  }

  @Test
  void filesReadTheEnvironmentWhereTheyNameIt() {
    String line = "training.seed = ${?SEED}";
    assertEquals(7, fixture.load(line).training().seed());
    assertEquals(5, fixture.load(List.of(), Map.of("SEED", "5"), line).config().training().seed());
  }

  @Test
  void aVariableThatIsNotThereIsNamedWithItsLine() {
    String refusal = fixture.refusal("name = ${NOWHERE}");
    assertTrue(refusal.contains("test.conf line 2: "), refusal);
    assertTrue(refusal.contains("${NOWHERE}"), refusal);
    assertTrue(refusal.contains("set it as an environment variable"), refusal);
  }

  @Test
  void allProblemsAreReportedAtOnceInOrderOfTheirPlaces() {
    assertEquals(
        """
        5 problems in the configuration:
          test.conf line 2: horizn = 3: there is no such setting; did you mean 'horizon'?
          test.conf line 3: demand.gaps = "zeros": expected one of zero, missing, quarantine; \
        did you mean 'zero'?
          test.conf line 4: inputs.sales.quantity = "unit": there is no column 'unit'; did you \
        mean 'units'?
          environment variable FORECAST__SEASON: season = "0": expected a whole number from 1 to \
        100000
          --set training.seed: training.seed = "x": expected a whole number of at least 0""",
        fixture.refusal(
            List.of("training.seed=x"),
            Map.of("FORECAST__SEASON", "0"),
            "horizn = 3",
            "demand.gaps = zeros",
            "inputs.sales.quantity = unit"));
  }

  @Test
  void aMisspeltKeyIsToldTheNearestRightOneAtEveryDepth() {
    fixture.requireRefusal(
        "trainin { seed = 3 }", "trainin: there is no such setting; did you mean 'training'?");
    fixture.requireRefusal(
        "training.rows.maxRows = 3",
        "training.rows.maxRows = 3: there is no such setting; did you mean 'max-rows'?");
    fixture.requireRefusal(
        "inputs.sales.layuot.type = long",
        "inputs.sales.layuot: there is no such setting; did you mean 'layout'?");
  }

  @Test
  void aMisspeltDefaultOfInputsIsOneProblem() {
    fixture.requireRefusal(
        "input-defaults.delimeter = \";\"",
        "inputs.calendar.delimeter = \";\": there is no such setting; did you mean"
            + " 'delimiter'?");
  }

  @Test
  void defaultsThatDataSetsMayNotChangeAreNoSettings() {
    fixture.requireAmong("frequency-defaults.daily.season = 3", "frequency-defaults: there is no");
    fixture.requireAmong("element-defaults.rule.severity = warn", "element-defaults: there is no");
  }

  @Test
  void wrongSyntaxIsShownWithFileAndLine() {
    String refusal = fixture.refusal("a = [1, 2", "b = }");
    assertTrue(refusal.contains("test.conf line 3: not valid HOCON: "), refusal);
  }

  @Test
  void wrongSyntaxOfASetIsShownWithItsKey() {
    String refusal = fixture.refusal(List.of("training.buckets=[7,", "horizon"), Map.of());
    assertTrue(
        refusal.contains("--set training.buckets: training.buckets: not valid HOCON: "), refusal);
    assertTrue(
        refusal.contains("--set horizon: expected key=value such as training.seed=7"), refusal);
  }

  @Test
  void aMissingFileIsNamedWithTheNearestThatIsThere() throws IOException {
    Files.writeString(folder.resolve("m5.conf"), "");
    ConfigRequest request = ConfigRequest.of(folder.resolve("m6.conf"));
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new ConfigLoader().load(request));
    assertTrue(
        refused.getMessage().startsWith("there is no configuration file " + folder),
        refused.getMessage());
    assertTrue(refused.getMessage().endsWith("did you mean 'm5.conf'?"), refused.getMessage());
  }

  @Test
  void aFolderIsNoConfigurationFile() {
    ConfigRequest request = ConfigRequest.of(folder);
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new ConfigLoader().load(request));
    assertTrue(
        refused.getMessage().contains("is a folder, not a configuration file"),
        refused.getMessage());
  }

  @Test
  void withoutADataSetThePersonIsToldToNameOne() {
    ConfigRequest request =
        new ConfigRequest(
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ForecastException refused =
        assertThrows(ForecastException.class, () -> new ConfigLoader().load(request));
    assertTrue(
        refused.getMessage().contains("name a data set's file with -c"), refused.getMessage());
  }

  @Test
  void topLevelValuesAreChecked() {
    fixture.requireRefusal(
        "name = \"a b\"", "name = \"a b\": expected letters, digits, '_' and '-' only");
    fixture.requireRefusal("name = \"\"", "name: missing: the name of the data set is required");
    fixture.requireAmong(
        "frequency = dayly",
        "frequency = \"dayly\": expected one of hourly, daily, weekly, monthly; did you mean"
            + " 'daily'?");
    fixture.requireAmong("week-ends-on = fryday", "week-ends-on = \"fryday\": expected one of");
    fixture.requireAmong(
        "time-zone = Europe/Berlim",
        "time-zone = \"Europe/Berlim\": expected a time zone such as UTC or Europe/Berlin; did you"
            + " mean 'Europe/Berlin'?");
    fixture.requireRefusal(
        "horizon = 1.5", "horizon = 1.5: expected a whole number from 1 to 10000");
    fixture.requireRefusal("season = -1", "season = -1: expected a whole number from 1 to 100000");
    fixture.requireRefusal("features = lead", "features = \"lead\": expected a list of texts");
    fixture.requireRefusal(
        "storage.data = \"\"", "storage.data: missing: the folder of the raw files is required");
    fixture.requireRefusal("storage = here", "storage = \"here\": expected a section { ... }");
    fixture.requireRefusal(
        "spark.settings.sql.x = 1",
        "spark.settings.\"sql.x\" = 1: Spark's settings start with 'spark.', Hadoop's with"
            + " 'spark.hadoop.'");
    fixture.requireRefusal(
        "spark.settings.spark.master = yarn",
        "spark.settings.\"spark.master\" = \"yarn\": write it as spark { master = ... }");
  }

  @Test
  void theHashIsTheSameHoweverValuesAreWritten() {
    String hash = fixture.load("training.seed = 9").hash();
    assertEquals(64, hash.length());
    assertEquals(hash, fixture.load("training { seed = \"9\" }").hash());
    assertEquals(hash, fixture.load(List.of("training.seed=9"), Map.of()).config().hash());
  }

  @Test
  void theHashLeavesOutWhatNoNumberDependsOn() {
    String hash = fixture.load().hash();
    assertEquals(hash, fixture.load("storage.data = elsewhere").hash());
    assertEquals(hash, fixture.load("spark.settings.spark.sql.x = 3").hash());
    assertEquals(hash, fixture.load("publication.channel = trial").hash());
  }

  @Test
  void theHashTellsWhatNumbersDependOn() {
    String hash = fixture.load().hash();
    assertNotEquals(hash, fixture.load("training.seed = 8").hash());
    assertNotEquals(hash, fixture.load("demand.gaps = missing").hash());
    assertNotEquals(hash, fixture.load("inputs.sales.null-values = [NA]").hash());
    assertNotEquals(
        fixture.load("inputs.sales.null-values = [\"a\", \"b\"]").hash(),
        fixture.load("inputs.sales.null-values = [\"a, b\"]").hash());
  }

  @Test
  void everyEntryNamesItsOrigin() {
    LoadedConfig loaded =
        fixture.load(
            List.of("season=14"), Map.of("FORECAST__TRAINING__SEED", "3"), "demand.gaps = missing");
    assertEquals("--set season", origin(loaded, "season"));
    assertEquals("environment variable FORECAST__TRAINING__SEED", origin(loaded, "training.seed"));
    assertEquals(folder + "/test.conf line 2", origin(loaded, "demand.gaps"));
    assertTrue(origin(loaded, "demand.negatives").startsWith("reference.conf line "));
    assertEquals("derived from the horizon", origin(loaded, "uncertainty.buckets"));
  }

  @Test
  void whatIsRenderedSaysTheSameAgain() throws IOException {
    LoadedConfig loaded =
        fixture.loaded(
            "horizon = 14", "spark.settings.\"spark.sql.x\" = 1", "inputs.sales.quote = \"'\"");
    Path file = Files.writeString(folder.resolve("again.conf"), loaded.rendered());
    ForecastConfig again = new ConfigLoader().load(ConfigRequest.of(file)).config();
    assertEquals(loaded.config(), again);
  }

  private static String origin(LoadedConfig loaded, String path) {
    return loaded.entries().stream()
        .filter(entry -> entry.path().equals(path))
        .map(LoadedConfig.Entry::origin)
        .findFirst()
        .orElseThrow();
  }
}
