package io.demandforecast.config;

import io.demandforecast.config.ForecastConfig.Group;
import io.demandforecast.config.ForecastConfig.SeriesSettings;
import io.demandforecast.config.ForecastConfig.Setting;
import io.demandforecast.config.ForecastConfig.SparkSettings;
import io.demandforecast.config.ForecastConfig.StorageSettings;
import io.demandforecast.series.Frequency;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and checks the whole configuration. */
final class ForecastConfigReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private ForecastConfigReader() {}

  static ForecastConfig read(Section root) {
    root.has(Reference.INPUT_DEFAULTS);
    StorageSettings storage = storage(root.section("storage"));
    UncertaintySettings uncertainty = UncertaintyReader.read(root.section("uncertainty"));
    SecuritySettings security = SecurityReader.read(root.section("security"));
    ForecastConfig unsigned =
        new ForecastConfig(
            name(root),
            frequency(root),
            root.integer("season", Bounds.between(1, 100_000)),
            root.integer("horizon", Bounds.between(1, 10_000)),
            zone(root),
            storage,
            series(root.section("series")),
            inputs(root),
            DemandReader.read(root.section("demand")),
            AvailabilityReader.read(root.section("availability")),
            root.texts("features"),
            TrainingReader.read(root.section("training")),
            uncertainty,
            PublicationReader.read(root.section("publication")),
            MaintenanceReader.read(
                root.section("maintenance"), storage.warehouse(), uncertainty.buckets()),
            report(root.section("report")),
            ExportReader.read(root, security),
            MonitoringReader.read(root.section("monitoring"), storage.warehouse()),
            security,
            spark(root.section("spark")),
            "");
    PlaceChecks.run(root, unsigned);
    if (!unsigned.inputs().isEmpty()) {
      ConfigChecks.run(root, unsigned);
    }
    return ConfigHash.sign(unsigned);
  }

  private static String name(Section root) {
    String name = root.requiredText("name", "the name of the data set");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      root.problem("name", "expected letters, digits, '_' and '-' only");
    }
    return name;
  }

  private static Frequency frequency(Section root) {
    return new Frequency(
        root.choice("frequency", Frequency.Unit.class),
        root.choice("week-ends-on", DayOfWeek.class));
  }

  private static ZoneId zone(Section root) {
    String zone = root.text("time-zone");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      root.problem(
          "time-zone",
          "expected a time zone such as UTC or Europe/Berlin"
              + NearestName.of(zone, ZoneId.getAvailableZoneIds())
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
      return ZoneOffset.UTC;
    }
  }

  private static StorageSettings storage(Section storage) {
    return new StorageSettings(
        storage.requiredText("data", "the folder of the raw files"),
        storage.requiredText("warehouse", "the folder of the tables"),
        storage.duration("lease-expiry"),
        storage.text("backups"));
  }

  private static SeriesSettings series(Section series) {
    List<Group> groups = new ArrayList<>();
    for (Map.Entry<String, List<String>> group : series.listsByName("groups").entrySet()) {
      groups.add(new Group(group.getKey(), group.getValue()));
    }
    return new SeriesSettings(
        series.texts("keys"), series.texts("hierarchy"), groups, series.text("value"));
  }

  /** The target first, the others in the order of their names. */
  private static List<InputSettings> inputs(Section root) {
    List<InputSettings> inputs = new ArrayList<>();
    List<String> keys = root.section("series").texts("keys");
    for (Map.Entry<String, Section> input : root.named("inputs").entrySet()) {
      InputSettings settings = InputReader.read(input.getKey(), input.getValue(), keys);
      inputs.add(settings.quantity().isPresent() ? 0 : inputs.size(), settings);
    }
    if (inputs.isEmpty() && root.sound("inputs")) {
      root.problem(
          "inputs",
          "missing: no input is declared; name a data set's file with -c, such as"
              + " conf/datasets/demo.conf");
    }
    return inputs;
  }

  private static ReportSettings report(Section report) {
    return new ReportSettings(
        report.flag("enabled"),
        report.text("path"),
        report.integer("series", Bounds.between(1, 5_000)));
  }

  private static SparkSettings spark(Section spark) {
    List<Setting> settings = new ArrayList<>();
    Section named = spark.section("settings");
    for (Map.Entry<String, String> setting : spark.textsByName("settings").entrySet()) {
      String key = setting.getKey();
      if (!key.startsWith("spark.")) {
        named.problem(key, "Spark's settings start with 'spark.', Hadoop's with 'spark.hadoop.'");
      } else if (key.equals("spark.master")) {
        named.problem(key, "write it as spark { master = ... }");
      }
      settings.add(new Setting(key, setting.getValue()));
    }
    return new SparkSettings(
        spark.requiredText("master", "where Spark runs, such as local[*]"), settings);
  }
}
