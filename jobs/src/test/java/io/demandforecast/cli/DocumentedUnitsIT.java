package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cli.DocumentedUnit.Kind;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what README and docs show, page by page: configurations, then commands in their order, then
 * queries. What stands there for folders and ids is replaced by those of the test; trainings are
 * told to be short.
 */
class DocumentedUnitsIT extends SparkTest {
  private static final String OWN_DATA = "docs/your-own-data.md";
  private static final String README = "README.md";
  private static final Set<String> SHOPS = Set.of(README, OWN_DATA);

  /** The last page: it erases what others look at. */
  private static final String FORGETTING = "docs/security.md";

  private static final List<String> WITH_TRAINING = List.of("run", "backtest");

  private static final List<String> QUICK =
      List.of(
          "--set",
          "training.grid=[{ trees = 2, depth = 2, step = 0.3, bins = 8, min-rows = 5 }]",
          "--set",
          "training.validation.folds=1");

  @TempDir Path folder;

  /** Others of the session see none of what was shown here. */
  @AfterEach
  void viewsAreGone() {
    dropViews();
  }

  @Test
  void theShopOfReadme() throws IOException {
    aShop(README);
  }

  @Test
  @Tag("slow")
  void aShopOfOnesOwn() throws IOException {
    aShop(OWN_DATA);
  }

  /** From the page's file, as it stands, and rows as it describes them to a forecast. */
  private void aShop(String page) throws IOException {
    List<DocumentedUnit> units = units(page::equals);
    DocumentedUnit file = units.get(0);
    assertEquals(Kind.CONFIGURATION, file.kind());
    Files.writeString(folder.resolve("shop.conf"), file.text());
    sales(file.text().contains("name = category"));
    List<String> answers = new ArrayList<>();
    for (DocumentedUnit unit : units.subList(1, units.size())) {
      if (unit.kind() == Kind.COMMAND) {
        answers.add(succeeds(unit, words(unit)));
      } else {
        assertEquals(Kind.QUERY, unit.kind(), unit::key);
        answers.add(succeeds(unit, query(unit.text())));
      }
    }
    // Four series of 28 days are more than any LIMIT asks for.
    String last = answers.stream().filter(one -> one.contains(" rows)")).toList().toString();
    Assertions.assertTrue(last.contains(page.equals(README) ? "(5 rows)" : "(10 rows)"), last);
    assertEquals(page.equals(OWN_DATA), Files.exists(folder.resolve("shop.html")));
  }

  /** Nights of the demo's shop, and all that the other pages do with them. */
  @Test
  @Tag("slow")
  void aWarehouseOperated() throws IOException {
    for (DocumentedUnit unit : units(page -> !SHOPS.contains(page))) {
      if (unit.kind() == Kind.CONFIGURATION) {
        isAccepted(unit);
      }
    }
    nights();
    List<DocumentedUnit> others =
        new ArrayList<>(units(page -> !SHOPS.contains(page) && !page.equals(FORGETTING)));
    // Operations first: other pages look at what its commands leave.
    others.sort((one, other) -> Boolean.compare(!operations(one), !operations(other)));
    others.addAll(units(FORGETTING::equals));
    int ran = 0;
    for (Kind kind : List.of(Kind.COMMAND, Kind.QUERY)) {
      for (DocumentedUnit unit : others) {
        if (unit.kind() == kind && !unit.page().equals(FORGETTING)) {
          runOrAsk(unit);
          ran++;
        }
      }
    }
    for (DocumentedUnit unit : others) {
      if (unit.page().equals(FORGETTING) && unit.kind() != Kind.CONFIGURATION) {
        runOrAsk(unit);
        ran++;
      }
    }
    Assertions.assertTrue(ran >= 40, ran + " commands and queries were found");
  }

  private void runOrAsk(DocumentedUnit unit) {
    if (unit.kind() == Kind.COMMAND) {
      succeeds(unit, words(unit));
    } else {
      String answer = succeeds(unit, query(unit.text()));
      if (unit.text().contains("'m-") || unit.text().contains("'r-")) {
        Assertions.assertTrue(!answer.contains("(0 rows)"), () -> unit.key() + ": " + answer);
      }
    }
  }

  private static boolean operations(DocumentedUnit unit) {
    return unit.page().equals("docs/operations.md");
  }

  /** What is to be run of some pages, in their order, queries between words last. */
  private static List<DocumentedUnit> units(Predicate<String> pages) {
    Map<String, DocumentedElsewhere> elsewhere = DocumentedElsewhere.all();
    return DocumentedUnit.all().stream()
        .filter(unit -> pages.test(unit.page()))
        .filter(unit -> unit.kind() != Kind.RECIPE && !elsewhere.containsKey(unit.key()))
        .toList();
  }

  /** A part of a configuration stands behind a whole one. */
  private void isAccepted(DocumentedUnit unit) throws IOException {
    Path file = folder.resolve("part.conf");
    Files.writeString(file, base(unit.text()) + unit.text() + "\n");
    CommandLineRun run = CommandLineRun.of("config", "-c", file.toString());
    assertEquals(0, run.code(), () -> unit.key() + ": " + run.err());
  }

  private static String base(String part) {
    // Customers are no column of the demo.
    return part.contains("inputs.sales.columns")
        ? """
          name = part
          series.keys = [customer]
          inputs.sales { path = "sales.csv", time.column = day, quantity = pieces }
          """
        : include();
  }

  private static String include() {
    Path shop = DocumentedUnit.ROOT.resolve("local-stack").resolve("small-shop.conf");
    return "include \"" + shop.toAbsolutePath().normalize() + "\"\n";
  }

  private void nights() throws IOException {
    Files.writeString(folder.resolve("shop.conf"), include());
    String data = folder.resolve("data").toString();
    assertEquals(
        0,
        CommandLineRun.of("demo-data", data, "--stores", "2", "--items", "3", "--days", "200")
            .code());
    for (String day : List.of("2025-12-20", "2025-12-29")) {
      List<String> words = new ArrayList<>(List.of("run", "--as-of", day));
      words.addAll(List.of("-c", place("shop.conf"), "--data", data, "-w", place("w")));
      CommandLineRun run = CommandLineRun.of(words.toArray(String[]::new));
      assertEquals(0, run.code(), run::err);
    }
  }

  /**
   * Rows as the pages describe them and one that is none, of two stores with two items, in files by
   * year.
   */
  private void sales(boolean withCategory) throws IOException {
    Path raw = Files.createDirectories(folder.resolve("raw"));
    Random random = new Random(7);
    LocalDate last = LocalDate.of(2025, 12, 31);
    DateTimeFormatter format = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    for (int year : List.of(2024, 2025)) {
      StringBuilder text = new StringBuilder("day,store,item,");
      text.append(withCategory ? "category," : "").append("pieces\n");
      for (LocalDate day = last.minusDays(400); !day.isAfter(last); day = day.plusDays(1)) {
        for (String store : List.of("S01", "S02")) {
          for (String item : List.of("A77", "B12")) {
            if (day.getYear() == year) {
              text.append(format.format(day)).append(',').append(store).append(',').append(item);
              text.append(withCategory ? ",toys," : ",").append(1 + random.nextInt(6));
              text.append('\n');
            }
          }
        }
      }
      // One is set aside: pages look at such.
      text.append("someday,S01,A77,").append(withCategory ? "toys," : "").append("3\n");
      Files.writeString(raw.resolve("sales-" + year + ".csv"), text);
    }
  }

  private String[] query(String text) {
    boolean shop = Files.exists(folder.resolve("shop-warehouse"));
    return new String[] {
      "sql", "-c", place("shop.conf"), "-w", place(shop ? "shop-warehouse" : "w"), here(text)
    };
  }

  /** A command line's words with the test's folders and ids, and what it left to defaults. */
  private String[] words(DocumentedUnit unit) {
    List<String> words = new ArrayList<>();
    for (String word : unit.words()) {
      words.add(
          switch (word) {
            case "shop.conf", "raw", "shop-warehouse", "shop.html", "night.html" -> place(word);
            case "W", "$WAREHOUSE", "/warehouses/shop" -> place("w");
            case "NEW" -> place("restored");
            case "/data/shop" -> place("data");
            case "/backups/shop" -> place("backups");
            // The demo's last day.
            case "2026-01-31" -> "2025-12-31";
            default -> here(word);
          });
    }
    if (words.equals(List.of("report"))) {
      // Its page would lie where the tests run.
      words.add(place("page.html"));
    }
    if (!words.contains("-c")) {
      words.addAll(List.of("-c", place("shop.conf")));
    }
    if (!words.contains("-w")) {
      words.addAll(List.of("-w", place("w")));
    }
    // The demo's shop is quick by itself.
    if (WITH_TRAINING.contains(words.get(0)) && SHOPS.contains(unit.page())) {
      words.addAll(QUICK);
    }
    return words.toArray(String[]::new);
  }

  /** A text with ids of this warehouse in place of the page's. */
  private String here(String text) {
    String here = text;
    if (here.contains("m-2025-")) {
      here =
          here.replaceAll(
              "m-2025-\\d\\d-\\d\\d-[0-9a-f]+", newest("models", "model_version", "as_of"));
    }
    if (here.contains("r-2025-12-28-")) {
      here = here.replaceAll("r-2025-12-28-[0-9a-f-]+", run("min_by"));
    }
    if (here.contains("r-2025-12-31-")) {
      here = here.replaceAll("r-2025-12-31-[0-9a-f-]+", newest("publications", "run_id", "as_of"));
    }
    if (here.matches("(store_id=S|item_id=I|customer=C).*|.*'S001\\|I00042'.*|2026-01-03")) {
      Row row =
          one(
              "SELECT store_id, item_id, series_id, string(target_date) FROM delta.`%s` ORDER BY run_id DESC, series_id, lead",
              "forecasts");
      here =
          here.replaceFirst("^store_id=.*", "store_id=" + row.getString(0))
              .replaceFirst("^item_id=.*", "item_id=" + row.getString(1))
              .replaceFirst("^customer=.*", "item_id=" + row.getString(1))
              .replace("S001|I00042", row.getString(2))
              .replaceFirst("^2026-01-03$", row.getString(3));
    }
    return here;
  }

  private String newest(String table, String column, String order) {
    return one("SELECT max_by(" + column + ", " + order + ") FROM delta.`%s`", table).getString(0);
  }

  private String run(String which) {
    return one("SELECT " + which + "(run_id, publication_seq) FROM delta.`%s`", "publications")
        .getString(0);
  }

  private Row one(String query, String table) {
    return spark().sql(query.formatted(place("w") + "/" + table)).first();
  }

  private String place(String name) {
    return folder.resolve(name).toString();
  }

  private static String succeeds(DocumentedUnit unit, String... words) {
    CommandLineRun run = CommandLineRun.of(words);
    assertEquals(0, run.code(), () -> unit.key() + " as " + List.of(words) + ": " + run.err());
    return run.out();
  }
}
