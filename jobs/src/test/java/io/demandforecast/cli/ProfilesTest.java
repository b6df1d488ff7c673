package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.ForecastConfig.Setting;
import io.demandforecast.config.ForecastConfig.SparkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.sql.delta.sources.DeltaSQLConf$;
import org.apache.spark.sql.internal.SQLConf$;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of conf/profiles: each one known to Spark, other than its default, explained. */
class ProfilesTest {
  private static final Path FOLDER = Path.of("..", "conf", "profiles");

  /** Settings that Spark reads by their text, without an entry of their own. */
  private static final Set<String> WITHOUT_ENTRY = Set.of("spark.master", "spark.local.dir");

  /** Of cluster managers whose jars come with an installed Spark alone: readers/tests has one. */
  private static final List<String> ELSEWHERE = List.of("spark.kubernetes.", "spark.yarn.");

  /** Entries register themselves when their objects are made. */
  @BeforeAll
  static void entries() {
    assertTrue(SQLConf$.MODULE$.SHUFFLE_PARTITIONS().key().startsWith("spark.sql."));
    assertTrue(
        DeltaSQLConf$.MODULE$
            .DELTA_SNAPSHOT_PARTITIONS()
            .key()
            .startsWith("spark.databricks.delta."));
    assertTrue(
        org.apache.spark.internal.config.package$.MODULE$.DRIVER_MEMORY().key().contains("memory"));
  }

  static List<Path> profiles() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void eachSettingIsKnownAndOtherThanItsDefault(Path profile) throws IOException {
    Map<String, String> settings = settings(profile);
    assertFalse(settings.isEmpty());
    settings.forEach(
        (key, value) -> {
          if (WITHOUT_ENTRY.contains(key) || ELSEWHERE.stream().anyMatch(key::startsWith)) {
            return;
          }
          ConfigEntry<?> entry = ConfigEntry.findEntry(key);
          assertTrue(entry != null, () -> key + " is nothing that Spark knows");
          assertNotEquals(entry.defaultValueString(), value, key);
        });
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void eachSettingIsExplained(Path profile) throws IOException {
    assertEquals(List.of(), unexplained(Files.readAllLines(profile)));
  }

  @Test
  void aSettingBehindThatOfAnotherIsNotExplained() {
    assertEquals(
        List.of("spark.b 2", "spark.c 3"),
        unexplained(List.of("# Why.", "spark.a 1", "spark.b 2", "# Why not.", "", "spark.c 3")));
  }

  /** What spark-submit is told by a profile stands in the session as the profile says it. */
  @ParameterizedTest
  @MethodSource("profiles")
  void eachSettingReachesTheSession(Path profile) throws IOException {
    SparkConf submitted = new SparkConf(false);
    settings(profile).forEach(submitted::set);
    SparkSettings configured =
        new SparkSettings("local[2]", List.of(new Setting("spark.driver.memory", "1m")));

    SparkConf conf = Sessions.conf(configured, Optional.empty(), submitted);

    settings(profile)
        .forEach(
            (key, value) -> {
              if (key.equals("spark.master") && value.startsWith("local")) {
                assertTrue(conf.get(key).matches("local\\[\\d+,2]"), conf.get(key));
              } else {
                assertEquals(value, conf.get(key), key);
              }
            });
  }

  /** A misspelt setting, or one that says what Spark does anyway, would be found. */
  @Test
  void anUnknownSettingWouldBeFound() {
    assertEquals(null, ConfigEntry.findEntry("spark.executor.memori"));
    assertEquals("200", ConfigEntry.findEntry("spark.sql.shuffle.partitions").defaultValueString());
  }

  @Test
  void theListOfProfilesIsThatOfTheGuide() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "sizing.md"));
    Set<String> missing = new TreeSet<>();
    for (Path profile : profiles()) {
      String name = profile.getFileName().toString();
      if (!guide.contains("`" + name.substring(0, name.indexOf('.')) + "`")) {
        missing.add(name);
      }
    }
    assertEquals(Set.of(), missing);
  }

  /** Settings whose line before is no comment. */
  private static List<String> unexplained(List<String> lines) {
    List<String> unexplained = new ArrayList<>();
    String before = "";
    for (String line : lines) {
      if (line.startsWith("spark.") && !before.startsWith("# ")) {
        unexplained.add(line);
      }
      before = line;
    }
    return unexplained;
  }

  /** As Spark reads a file of properties. */
  private static Map<String, String> settings(Path profile) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(profile)) {
      properties.load(in);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    properties.forEach((key, value) -> settings.put((String) key, (String) value));
    return settings;
  }
}
