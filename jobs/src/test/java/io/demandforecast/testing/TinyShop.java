package io.demandforecast.testing;

import static org.apache.spark.sql.functions.col;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Two shops with two items: the smallest data set whose nights do all that nights do. */
public final class TinyShop {
  /** Days that its first file has. */
  public static final int DAYS = 40;

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private static final String CONF =
      """
      name = killed
      horizon = 3
      series { keys = [shop, item], hierarchy = [shop] }
      inputs.sales {
        path = "*.csv"
        columns = [
          { name = day, type = date, required = true }, { name = shop }, { name = item }
          { name = units, type = integer }, { name = price, type = decimal }
        ]
        time.column = day
        quantity = units
        covariates { price { column = price, known-ahead = true } }
      }
      features = [last_value_0, rolling_mean_7, weekday, lead, covariate_price]
      training {
        engine = mllib
        grid = [{ trees = 2, depth = 2, step = 0.3, bins = 8, min-rows = 5 }]
        baselines = [naive]
        validation.folds = 1
        min-history = 14
        retrain-after-days = 30
      }
      uncertainty { quantiles = [0.1, 0.5, 0.9], min-errors = 5 }
      """;

  /** Said of each execution: those that were killed are there too. */
  private static final String RUNS = "runs";

  /**
   * What a command cannot say twice alike: clocks, durations, versions of tables, and how often the
   * lease was taken.
   */
  private static final Set<String> OF_THE_CLOCK =
      Set.of(
          "loaded_at",
          "published_at",
          "decided_at",
          "at",
          "seconds",
          "table_versions",
          "fencing_token");

  private TinyShop() {}

  /** Writes its configuration and its first file: shop.conf, data/1.csv. */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("shop.conf"), CONF);
    days(Files.createDirectories(folder.resolve("data")).resolve("1.csv"), 0, DAYS, 20);
  }

  /** Writes a file of sales. */
  public static void days(Path file, int from, int days, int seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("day,shop,item,units,price\n");
    for (int i = from; i < from + days; i++) {
      for (String shop : List.of("North", "South")) {
        for (String item : List.of("tea", "jam")) {
          text.append(day(i)).append(',').append(shop).append(',').append(item).append(',');
          text.append(5 + random.nextInt(6)).append(",2\n");
        }
      }
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  public static LocalDate day(int number) {
    return FIRST.plusDays(number);
  }

  /** Words that each of its commands ends with. */
  public static List<String> options(Path folder, Path warehouse) {
    return List.of(
        "-c",
        folder.resolve("shop.conf").toString(),
        "--data",
        folder.resolve("data").toString(),
        "-w",
        warehouse.toString(),
        "--progress",
        "plain");
  }

  /** Whether a column cannot be the same twice. */
  public static boolean isOfTheClock(String column) {
    return OF_THE_CLOCK.contains(column);
  }

  /** Fails with the first table that two warehouses do not have alike. */
  public static void assertSame(SparkSession spark, Path expected, Path found) throws IOException {
    Map<String, List<String>> tables = contents(spark, expected);
    Map<String, List<String>> others = contents(spark, found);
    assertEquals(tables.keySet(), others.keySet());
    tables.forEach((table, rows) -> assertEquals(rows, others.get(table), table));
  }

  /** Every table but that of executions, as sorted lines without what the clock says. */
  public static Map<String, List<String>> contents(SparkSession spark, Path warehouse)
      throws IOException {
    Map<String, List<String>> contents = new TreeMap<>();
    try (Stream<Path> tables = Files.list(warehouse)) {
      for (Path table : tables.filter(one -> Files.exists(one.resolve("_delta_log"))).toList()) {
        String name = table.getFileName().toString();
        if (!name.equals(RUNS)) {
          Dataset<Row> rows = spark.read().format("delta").load(table.toString());
          Column[] texts =
              Stream.of(rows.columns())
                  .filter(column -> !isOfTheClock(column))
                  .map(column -> col("`" + column + "`").cast("string"))
                  .toArray(Column[]::new);
          contents.put(
              name,
              rows.select(texts).collectAsList().stream().map(Row::mkString).sorted().toList());
        }
      }
    }
    return contents;
  }
}
