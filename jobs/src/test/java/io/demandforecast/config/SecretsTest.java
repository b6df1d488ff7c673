package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String PLANTED = "hunter2";

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void keysThatLookLikeSecretsAreKnown() {
    for (String key :
        List.of(
            "password",
            "spark.hadoop.fs.s3a.secret.key",
            "spark.hadoop.fs.s3a.access.key",
            "spark.ssl.keyStorePassword",
            "spark.hadoop.fs.s3a.session.token",
            "api-key")) {
      assertTrue(Secrets.isSecretKey(key), key);
    }
    for (String key :
        List.of(
            "password-variable",
            "spark.authenticate.secret.file",
            "spark.hadoop.fs.s3a.aws.credentials.provider",
            "spark.sql.shuffle.partitions",
            "keys",
            "seed")) {
      assertFalse(Secrets.isSecretKey(key), key);
    }
  }

  @Test
  void aSecretInAFileIsRefusedAndNotRepeated() {
    for (String line :
        List.of(
            "spark.settings.\"spark.hadoop.fs.s3a.secret.key\" = hunter2",
            "spark.settings.spark.hadoop.fs.s3a.secret.key = hunter2",
            "inputs.sales.jdbc.password = hunter2",
            "password = hunter2",
            "training.grid = [{ token = hunter2 }]",
            "spark.settings.spark.driver.extraJavaOptions = \"-Djavax.net.ssl.password=hunter2\"",
            "inputs.sales.jdbc.url = \"jdbc:postgresql://me:hunter2@host/db\"",
            "storage.data = \"s3a://me:hunter2@bucket/raw\"")) {
      String refusal = fixture.refusal(line);
      assertTrue(refusal.contains("test.conf line 2: "), refusal);
      assertTrue(refusal.contains("looks like a secret"), refusal);
      assertTrue(refusal.contains("environment variable"), refusal);
      assertFalse(refusal.contains(PLANTED), refusal);
    }
  }

  @Test
  void aSecretOnTheCommandLineIsRefused() {
    String refusal =
        fixture.refusal(List.of("spark.settings.spark.hadoop.fs.s3a.secret.key=hunter2"), Map.of());
    assertTrue(refusal.contains("--set spark.settings.spark.hadoop.fs.s3a.secret.key: "), refusal);
    assertFalse(refusal.contains(PLANTED), refusal);
  }

  @Test
  void aSecretInAFileIsRefusedEvenWhereItIsOverridden() {
    String key = "spark.settings.\"spark.hadoop.fs.s3a.secret.key\" = hunter2";
    Map<String, String> environment =
        Map.of("FORECAST__SPARK__SETTINGS__SPARK__HADOOP__FS__S3A__SECRET__KEY", "better");
    String refusal = fixture.refusal(List.of(), environment, key);
    assertTrue(refusal.contains("looks like a secret"), refusal);
  }

  @Test
  void aSecretFromTheEnvironmentArrivesAndIsMasked() {
    String line = "spark.settings.\"spark.hadoop.fs.s3a.secret.key\" = ${?S3_SECRET}";
    LoadedConfig substituted = fixture.load(List.of(), Map.of("S3_SECRET", PLANTED), line);
    Map<String, String> environment =
        Map.of("FORECAST__SPARK__SETTINGS__SPARK__HADOOP__FS__S3A__SECRET__KEY", PLANTED);
    LoadedConfig overridden = fixture.load(List.of(), environment);
    for (LoadedConfig loaded : List.of(substituted, overridden)) {
      assertEquals(PLANTED, loaded.config().spark().settings().get(0).value());
      assertTrue(
          loaded.rendered().contains("\"spark.hadoop.fs.s3a.secret.key\" = \"***\""),
          loaded.rendered());
      assertFalse(loaded.rendered().contains(PLANTED));
      assertFalse(loaded.entries().toString().contains(PLANTED));
      assertFalse(loaded.config().toString().contains(PLANTED));
    }
    assertEquals(substituted.config().hash(), fixture.load().hash());
  }

  @Test
  void aSecretWhereThereIsNoSuchSettingIsRefusedFromTheEnvironmentToo() {
    String refusal =
        fixture.refusal(List.of(), Map.of("FORECAST__INPUTS__SALES__JDBC__PASSWORD", PLANTED));
    assertTrue(refusal.contains("there is no such setting"), refusal);
    assertFalse(refusal.contains(PLANTED), refusal);
  }

  @Test
  void whatPeopleAreShownHoldsNoSecret() {
    Map<String, String> environment =
        Map.of(
            "AWS_SECRET_ACCESS_KEY",
            PLANTED,
            "FORECAST_PERSONAL_KEY",
            "salt-of-earth",
            "HOME",
            "/data/me");
    for (String text :
        List.of(
            "FATAL: " + PLANTED + " is wrong",
            "jdbc:postgresql://me:geheim7@host/db",
            "spark.hadoop.fs.s3a.secret.key=geheim7",
            "--set password='geheim7'",
            "{\"api-key\": \"geheim7\"}",
            "url?user=me&password=geheim7&ssl=true",
            "hashed with salt-of-earth")) {
      String shown = Secrets.takenOut(text, environment);
      assertTrue(shown.contains(Secrets.MASK), shown);
      assertFalse(
          shown.contains(PLANTED) || shown.contains("geheim7") || shown.contains("earth"), shown);
    }
    for (String text :
        List.of(
            "password-variable = FORECAST_JDBC_PASSWORD",
            "--set a.secret.key: looks like a secret, put it elsewhere",
            "/data/me/raw",
            "training.seed = 7, keys = [a]")) {
      assertEquals(text, Secrets.takenOut(text, environment));
    }
  }

  @Test
  void anAddressWithCredentialsIsRefusedWhereverItComesFrom() {
    for (String variable : List.of("FORECAST__STORAGE__DATA", "FORECAST__STORAGE__WAREHOUSE")) {
      String refusal =
          fixture.refusal(List.of(), Map.of(variable, "s3a://me:" + PLANTED + "@bucket/raw"));
      assertTrue(refusal.contains("without credentials"), refusal);
      assertFalse(refusal.contains(PLANTED), refusal);
    }
  }

  @Test
  void aTextThatIsNoHoconIsToldWithoutItsSecrets() {
    String refusal =
        fixture.refusal(List.of("spark.settings={ \"fs.s3a.secret.key\" = \"hunter2"), Map.of());
    assertFalse(refusal.contains(PLANTED), refusal);
  }
}
