package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cli.Main;
import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.killed.DyingLogStore;
import io.demandforecast.table.ForecastCurrent;
import io.demandforecast.testing.PublishedRuns;
import io.demandforecast.testing.SmallConfig;
import io.demandforecast.testing.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentTableIT extends SparkTest {
  private static final String CONF =
      """
      name = made
      series { keys = [shop, item] }
      inputs.sales {
        path = "*.csv"
        columns = [{ name = day, type = date }, { name = shop }, { name = item }, { name = units, type = integer }]
        time.column = day
        quantity = units
      }
      publication.materialise = true
      """;

  private static final int SIGKILL = 128 + 9;
  private static final int SECONDS = 900;

  @TempDir Path folder;

  @Test
  void theTableIsACopyOfTheCurrentPublicationAndSaysOfWhich() {
    PublishedRuns runs = runs().forecast("a", 5, 1).publish("a", "production", 5);
    ForecastConfig config = SmallConfig.of(CONF);

    assertEquals(OptionalLong.of(1), CurrentTableJob.run(runs.warehouse(), config));
    assertEquals(OptionalLong.empty(), CurrentTableJob.run(runs.warehouse(), config));
    assertEquals("15|a|1.0|production|1", copy());

    runs.forecast("b", 4, 2).publish("b", "trial", 4);
    assertEquals(OptionalLong.empty(), CurrentTableJob.run(runs.warehouse(), config));
    runs.publish("b", "production", 4);
    assertEquals(OptionalLong.of(3), CurrentTableJob.run(runs.warehouse(), config));
    assertEquals("12|b|2.0|production|3", copy());
    assertSameAsTheView(runs);

    ForecastConfig trial = SmallConfig.of(CONF, "publication.channel = trial");
    assertEquals(OptionalLong.of(2), CurrentTableJob.run(runs.warehouse(), trial));
    assertEquals("12|b|2.0|trial|2", copy());
    // Earlier copies are versions: who reads one goes on reading it.
    assertEquals(
        15,
        spark()
            .read()
            .format("delta")
            .option("versionAsOf", 1)
            .load(folder.resolve("w/forecast_current").toString())
            .count());
  }

  @Test
  void withoutTheSettingThereIsNone() {
    PublishedRuns runs = runs().forecast("a", 5, 1).publish("a", "production", 5);

    assertEquals(
        OptionalLong.empty(),
        CurrentTableJob.run(
            runs.warehouse(), SmallConfig.of(CONF, "publication.materialise = false")));
    Assertions.assertTrue(Files.notExists(folder.resolve("w/forecast_current")));
  }

  @Test
  void aCopyThatAKilledCommandDidNotMakeIsMadeByTheNext() throws Exception {
    PublishedRuns runs =
        runs()
            .forecast("a", 5, 1)
            .publish("a", "production", 5)
            .forecast("b", 4, 2)
            .publish("b", "trial", 4);
    CurrentTableJob.run(runs.warehouse(), SmallConfig.of(CONF));
    Files.writeString(folder.resolve("made.conf"), CONF);
    List<String> publish = words("publish", "--run", "b", "--reason", "looked at");

    try (JavaProcess killed =
        JavaProcess.start(
            folder.resolve("killed.log"),
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            List.of(
                "-Xmx700m",
                "-Dspark.master=local[1]",
                "-Dforecast.logs=" + folder,
                "-D" + DyingLogStore.TABLE + "=forecast_current",
                "-Dspark.delta.logStore.file.impl=" + DyingLogStore.class.getName()),
            Main.class,
            publish)) {
      assertEquals(SIGKILL, killed.ended(SECONDS), killed.said());
    }
    // It is published, and the copy says that it is of the publication before.
    assertEquals(
        3,
        spark().read().format("delta").load(folder.resolve("w/publications").toString()).count());
    assertEquals("15|a|1.0|production|1", copy());

    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            publish.toArray(String[]::new),
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(err));
    assertEquals(0, code, err::toString);
    assertEquals("12|b|2.0|production|3", copy());
  }

  private List<String> words(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(
        List.of(
            "-c",
            folder.resolve("made.conf").toString(),
            "-w",
            folder.resolve("w").toString(),
            "--progress",
            "none"));
    return words;
  }

  private void assertSameAsTheView(PublishedRuns runs) {
    WarehouseViews.register(runs.warehouse(), "production");
    try {
      Dataset<Row> view = spark().table(WarehouseViews.CURRENT);
      Dataset<Row> table =
          runs.warehouse()
              .written(ForecastCurrent.NAME)
              .orElseThrow()
              .drop(ForecastCurrent.CHANNEL, ForecastCurrent.SEQ, ForecastCurrent.PUBLISHED_AT);
      assertEquals(List.of(view.columns()), List.of(table.columns()));
      assertEquals(0, view.exceptAll(table).count() + table.exceptAll(view).count());
    } finally {
      dropViews();
    }
  }

  private PublishedRuns runs() {
    return new PublishedRuns(spark(), folder.resolve("w"));
  }

  private String copy() {
    return spark()
        .read()
        .format("delta")
        .load(folder.resolve("w/forecast_current").toString())
        .selectExpr(
            "count(*)",
            "concat_ws('+', collect_set(run_id))",
            "concat_ws('+', collect_set(mean))",
            "concat_ws('+', collect_set(publication_channel))",
            "concat_ws('+', collect_set(publication_seq))")
        .first()
        .mkString("|");
  }
}
