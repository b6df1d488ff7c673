package io.demandforecast.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.badinput.Sandbox;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.storage.FaultyProxy.Fault;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights in a warehouse on an object store, whose requests fail now and then. */
@Tag("slow")
class ObjectStoreNightIT extends SparkTest {
  private static final String WAREHOUSE = "s3a://nights/warehouse";
  private static final String SHOP =
      """
      name = shop
      horizon = 5
      series.keys = [item]
      inputs.sales {
        path = sales.csv
        columns = [
          { name = day, type = date, required = true }
          { name = item }
          { name = sold, type = decimal }
        ]
        time.column = day
        quantity = sold
      }
      """;

  @TempDir Path folder;

  @Test
  void aNightIsPublishedOnceAndFoundDoneWhenItIsRunAgain() throws Exception {
    FaultyProxy.Plan plan =
        (number, method, path) ->
            switch (number % 97) {
              case 11 -> Fault.RESET;
              case 31 -> Fault.SLOW_DOWN_503;
              case 51 -> Fault.ERROR_500;
              case 71 -> method.equals("PUT") ? Fault.LOST_ANSWER : Fault.NONE;
              default ->
                  number % 5 == 0 && path.matches(".*/publications/_delta_log/\\d{20}\\.json")
                      ? Fault.LOST_ANSWER
                      : Fault.NONE;
            };
    Sandbox sandbox = new Sandbox(spark(), folder);
    sandbox.conf(SHOP, Sandbox.TINY_TRAINING);
    sandbox.data("sales.csv", sales());
    try (S3Server server = S3Server.start(folder, "nights");
        FaultyProxy proxy = FaultyProxy.before(server.endpoint(), plan)) {
      Configuration hadoop = spark().sparkContext().hadoopConfiguration();
      S3Server.settings("nights", proxy.endpoint())
          .forEach((key, value) -> hadoop.set(key.substring("spark.hadoop.".length()), value));

      Sandbox.Outcome first = sandbox.command("run", "-w", WAREHOUSE);
      assertEquals(0, first.code(), first.err());
      List<String> published = published(sandbox);
      assertEquals(2, published.size(), published::toString);

      Sandbox.Outcome again = sandbox.command("run", "-w", WAREHOUSE);
      assertEquals(0, again.code(), again.err());
      assertEquals(published, published(sandbox));

      Tokens tokens = Tokens.in(new org.apache.hadoop.fs.Path(WAREHOUSE, Fence.FOLDER), hadoop);
      assertEquals(2, tokens.newest().getAsLong());
      Holder other = new Holder("x", "far-away", "far-away", 17, "1", Duration.ofMinutes(5));
      Assertions.assertTrue(tokens.create(3, other));
      sandbox
          .command("run", "-w", WAREHOUSE)
          .assertFailed(ExitCode.TRANSIENT, "another run is writing warehouse", "far-away");
      for (Fault fault : List.of(Fault.RESET, Fault.SLOW_DOWN_503, Fault.ERROR_500)) {
        Assertions.assertTrue(proxy.count(fault) > 0, fault.toString());
      }
    }
  }

  /** A header, then a line a publication. */
  private static List<String> published(Sandbox sandbox) {
    Sandbox.Outcome outcome =
        sandbox.command(
            "sql",
            "-w",
            WAREHOUSE,
            "--format",
            "csv",
            "SELECT publication_seq, run_id, rows, fencing_token FROM publications");
    assertEquals(0, outcome.code(), outcome.err());
    return outcome.out().lines().toList();
  }

  private static String[] sales() {
    List<String> lines = new ArrayList<>(List.of("day,item,sold"));
    for (int day = 0; day < 70; day++) {
      for (String item : List.of("tea", "jam", "ink")) {
        lines.add(
            LocalDate.of(2024, 1, 1).plusDays(day)
                + ","
                + item
                + ","
                + (3 + day % 7 + item.length()));
      }
    }
    return lines.toArray(String[]::new);
  }
}
