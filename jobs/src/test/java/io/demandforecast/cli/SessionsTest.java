package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.ForecastConfig.Setting;
import io.demandforecast.config.ForecastConfig.SparkSettings;
import io.demandforecast.failure.ForecastException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final SparkSettings LOCAL = new SparkSettings("local[3]", List.of());

  @Test
  void aLocalSessionListensToItselfAndShufflesByItsCores() {
    SparkConf conf = Sessions.conf(LOCAL, Optional.empty(), nothing());

    assertEquals("local[3,2]", conf.get("spark.master"));
    assertEquals("127.0.0.1", conf.get("spark.driver.bindAddress"));
    assertEquals("3", conf.get("spark.sql.shuffle.partitions"));
    assertEquals("false", conf.get("spark.ui.enabled"));
    assertEquals("UTC", conf.get("spark.sql.session.timeZone"));
  }

  @Test
  void aClusterKeepsItsOwnAddressAndShuffles() {
    SparkConf conf = Sessions.conf(LOCAL, Optional.of("yarn"), nothing());

    assertEquals("yarn", conf.get("spark.master"));
    assertFalse(conf.contains("spark.driver.bindAddress"));
    assertFalse(conf.contains("spark.sql.shuffle.partitions"));
  }

  @Test
  void theCommandLineWinsOverSparkSubmitAndThatOverTheConfiguration() {
    SparkSettings settings =
        new SparkSettings("local[3]", List.of(new Setting("spark.ui.enabled", "true")));
    SparkConf submitted = nothing().set("spark.master", "yarn").set("spark.app.name", "night");

    assertEquals(
        "yarn", Sessions.conf(settings, Optional.empty(), submitted.clone()).get("spark.master"));
    SparkConf conf = Sessions.conf(settings, Optional.of("local[2]"), submitted);
    assertEquals("local[2,2]", conf.get("spark.master"));
    assertEquals("night", conf.get("spark.app.name"));
    assertEquals("true", conf.get("spark.ui.enabled"));
  }

  @Test
  void aGuardedClusterIsOnlyJoinedWithASecretThatStandsInNoSetting() {
    Map<String, String> environment = Map.of(Sessions.SECRET_VARIABLE, "very-secret");
    SparkConf asked =
        nothing().set("spark.authenticate", "true").set("spark.master", "spark://h:1");

    SparkConf conf = Sessions.authenticated(asked.clone(), environment);
    assertTrue(conf.contains("spark.authenticate.secret"));
    assertFalse(conf.toDebugString().contains("very-secret"));
    ForecastException none =
        assertThrows(
            ForecastException.class, () -> Sessions.authenticated(asked.clone(), Map.of()));
    assertTrue(none.getMessage().contains(Sessions.SECRET_VARIABLE), none.getMessage());
    SparkConf yarn = asked.clone().set("spark.master", "yarn");
    assertFalse(Sessions.authenticated(yarn, environment).contains("spark.authenticate.secret"));
  }

  @Test
  void deltaIsAddedToExtensionsThatAreThere() {
    SparkConf conf =
        Sessions.conf(LOCAL, Optional.empty(), nothing().set("spark.sql.extensions", "a.B"));

    assertEquals("a.B,io.delta.sql.DeltaSparkSessionExtension", conf.get("spark.sql.extensions"));
    assertEquals(
        "a.B,io.delta.sql.DeltaSparkSessionExtension",
        Sessions.conf(LOCAL, Optional.empty(), conf).get("spark.sql.extensions"));
  }

  @Test
  void coresOfALocalMasterAreUnderstood() {
    assertEquals(1, Sessions.cores("local"));
    assertEquals(4, Sessions.cores("local[4]"));
    assertEquals(4, Sessions.cores("local[4, 2]"));
    assertEquals(Runtime.getRuntime().availableProcessors(), Sessions.cores("local[*]"));
  }

  private static SparkConf nothing() {
    return new SparkConf(false);
  }
}
