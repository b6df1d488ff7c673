package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.testing.WarehouseSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets are planted in all places that a person may put them; then commands work and fail. What
 * is printed, logged, recorded and stored is searched for them.
 */
@Tag("slow")
class SecretsIT {
  private static final String SHOP =
      """
      name = shop
      frequency = daily
      horizon = 3
      series.keys = [item]
      inputs.sales {
        path = sales.csv
        columns = [
          { name = day, type = date, required = true }
          { name = item, personal = hash }
          { name = sold, type = decimal }
        ]
        time.column = day
        quantity = sold
      }
      training {
        grid = [{ trees = 2, depth = 2, step = 0.3, bins = 8, min-rows = 5 }]
        baselines = [naive]
        validation.folds = 1
      }
      uncertainty.min-errors = 5
      spark.settings {
        "spark.hadoop.fs.s3a.secret.key" = ${?PLANTED_S3_SECRET}
        "spark.hadoop.fs.s3a.access.key" = ${?PLANTED_ACCESS_KEY}
        "spark.authenticate.secret" = ${?_SPARK_AUTH_SECRET}
      }
      """;
  private static final String DATABASE =
      """

      inputs.prices {
        format = jdbc
        jdbc { url = "jdbc:postgresql://127.0.0.1:1/shop", table = prices }
        columns = [{ name = day, type = date }, { name = price, type = decimal }]
        time.column = day
        covariates { price { column = price } }
      }
      """;
  private static final Map<String, String> SECRETS =
      new TreeMap<>(
          Map.of(
              "FORECAST_JDBC_PASSWORD", "geheim-jdbc-1",
              "PLANTED_S3_SECRET", "geheim-s3-2",
              "PLANTED_ACCESS_KEY", "geheim-access-3",
              "FORECAST_PERSONAL_KEY", "geheim-personal-4-and-twenty-more-letters",
              "_SPARK_AUTH_SECRET", "geheim-spark-5",
              "FORECAST__SPARK__SETTINGS__SPARK__HADOOP__FS__S3A__SESSION__TOKEN", "geheim-token-6",
              "FORECAST_LINEAGE_TOKEN", "geheim-lineage-10",
              "FORECAST_PUSHGATEWAY_PASSWORD", "geheim-push-11"));

  /** What is written where it must not be, and refused. */
  private static final List<String> MISPLACED =
      List.of("geheim-set-7", "geheim-url-8", "geheim-word-9");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void noSecretIsPrintedLoggedRecordedOrStored(String logFormat) throws Exception {
    Path conf = folder.resolve("shop.conf");
    Path database = folder.resolve("database.conf");
    Files.writeString(conf, SHOP);
    Files.writeString(database, SHOP + DATABASE);
    List<String> sales = new ArrayList<>(List.of("day,item,sold"));
    for (int i = 0; i < 80; i++) {
      sales.add(java.time.LocalDate.of(2024, 1, 1).plusDays(i) + ",tea," + (3 + i % 7));
    }
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.write(data.resolve("sales.csv"), sales);
    List<String> common =
        List.of(
            "--data",
            data.toString(),
            "-w",
            folder.resolve("warehouse").toString(),
            "--progress",
            "none");
    List<List<String>> lines =
        List.of(
            line("config", conf, common),
            line(
                "config",
                conf,
                common,
                "--set",
                "spark.settings.spark.hadoop.fs.s3a.secret.key=geheim-set-7"),
            line(
                "config",
                conf,
                common,
                "--set",
                "spark.settings={ \"a.password\" = \"geheim-set-7"),
            line("config", conf, common, "--sett", "api-key=geheim-word-9"),
            line("config", conf, List.of("-w", "s3a://me:geheim-url-8@bucket/w")),
            line(
                "ingest",
                conf,
                common,
                "--set",
                "inputs.sales.jdbc.url=jdbc:postgresql://h/d?user=x&password=geheim-url-8"),
            line("ingest", database, common),
            line("ingest", conf, common),
            line("run", conf, common),
            line("status", conf, common),
            line(
                "sql",
                conf,
                common,
                "SELECT '${env:FORECAST_JDBC_PASSWORD}' AS a, '${spark.hadoop.fs.s3a.secret.key}' AS b"),
            line("sql", conf, common, "SELECT * FROM runs"),
            line("sql", conf, common, "SELECT geheim FROM runs"));
    Path script = folder.resolve("script");
    Files.write(script, lines.stream().map(words -> String.join("\t", words)).toList());
    Path said = folder.resolve("said");
    Map<String, String> environment = new TreeMap<>(SECRETS);
    environment.put("FORECAST_JDBC_USER", "planner");
    environment.put("FORECAST_LOG_FORMAT", logFormat);
    environment.put("FORECAST_LOG_LEVEL", "info");
    try (JavaProcess process =
        JavaProcess.start(
            said,
            environment,
            List.of(
                "-Xmx1g", "-Dforecast.logs=" + folder.resolve("logs"), "-Dspark.master=local[2]"),
            PlantedSecrets.class,
            List.of(script.toString()))) {
      process.join(600);
    }
    Files.delete(script);

    String all = Files.readString(said);
    assertEquals(
        List.of(
            "CODE config 0",
            "CODE config 3",
            "CODE config 3",
            "CODE config 2",
            "CODE config 3",
            "CODE ingest 3",
            "CODE ingest 5",
            "CODE ingest 0",
            "CODE run 0",
            "CODE status 0",
            "CODE sql 0",
            "CODE sql 0",
            "CODE sql 2"),
        all.lines().filter(text -> text.startsWith("CODE ")).toList(),
        all);
    assertTrue(all.contains("This is a defect of the program"), all);
    Path log =
        folder.resolve(logFormat.equals("json") ? "logs/forecast.json" : "logs/forecast.log");
    assertTrue(Files.readString(log).contains("is written as version"), "the log is searched too");
    List<String> planted = new ArrayList<>(SECRETS.values());
    planted.addAll(MISPLACED);
    for (String secret : planted) {
      assertEquals(Set.of(), WarehouseSearch.holding(folder, secret), secret);
    }
  }

  private static List<String> line(String name, Path conf, List<String> common, String... more) {
    List<String> words = new ArrayList<>(List.of(name, "-c", conf.toString()));
    words.addAll(common);
    words.addAll(List.of(more));
    return words;
  }
}
