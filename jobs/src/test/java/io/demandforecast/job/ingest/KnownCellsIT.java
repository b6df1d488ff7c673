package io.demandforecast.job.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Wide files loaded night after night into two warehouses, of which one forgets what it knew of
 * their cells and judges them all: both hold the same, and count the same.
 */
@Tag("slow")
class KnownCellsIT extends IngestTest {
  private static final String WIDE =
      """
      name = shop
      frequency = daily
      series { keys = [item], hierarchy = [kind] }
      demand.duplicates = last
      inputs.sales {
        path = "s*.csv"
        columns = [{ name = item, required = true }, { name = kind }, { name = land }]
        layout { type = periods-across, pattern = "d_([0-9]+)", label = index, first = 2023-01-01 }
        quantity = units
        attributes = [kind]
        scope = [{ column = land, matches = home }]
        null-values = ["-"]
        rules.plausible { check = range, column = units, min = 0, max = 1000 }
      }
      """;
  private static final int DAYS = 300;

  /** Cells by the line's declared columns. */
  private final Map<String, List<String>> lines = new TreeMap<>();

  private ForecastConfig config;

  @Test
  void whatIsKnownOfCellsChangesNothingButTheWork() {
    config = config(WIDE);
    lines.put("tea,hot,home", cells(i -> Integer.toString(i % 7)));
    lines.put("jam,sweet,home", cells(i -> i < 100 ? "" : i % 5 == 0 ? "-" : "2"));
    lines.put("ink,blue,home", cells(i -> i == 20 ? "many" : "1"));
    lines.put("oil,raw,abroad", cells(i -> "4"));
    night("first");
    assertEquals(3, known());

    lines.values().forEach(cells -> cells.add("3"));
    lines.get("tea,hot,home").set(10, "99");
    lines.get("jam,sweet,home").set(150, "");
    lines.get("jam,sweet,home").set(5, "8");
    lines.get("ink,blue,home").set(20, "5000");
    lines.put("gum,sweet,home", cells(i -> "6"));
    night("a day more, corrections, a value taken away, a new line");
    assertEquals(4, known());

    lines.get("tea,hot,home").set(10, "3");
    lines.put("jam,sour,home", lines.remove("jam,sweet,home"));
    lines.get("ink,blue,home").set(20, "1");
    lines.remove("gum,sweet,home");
    night("what was before, another attribute, a line taken away", Order.LAST_FIRST);
    assertEquals(4, known());

    lines.put("tea,cold,home", cells(i -> "2"));
    night("a series on two lines");
    assertEquals(0, known());

    lines.remove("tea,cold,home");
    night("on one again");
    assertEquals(4, known());

    config = config(WIDE.replace("max = 1000", "max = 5"));
    lines.values().forEach(cells -> cells.add("1"));
    night("other rules");
    assertEquals(2, known());
  }

  /** How the lines follow each other in the file. */
  private enum Order {
    FIRST_FIRST,
    LAST_FIRST
  }

  private void night(String what) {
    night(what, Order.FIRST_FIRST);
  }

  /** Loads the lines into both warehouses. */
  private void night(String what, Order order) {
    List<String> header = new ArrayList<>(List.of("item", "kind", "land"));
    IntStream.range(0, lines.get("tea,hot,home").size()).forEach(i -> header.add("d_" + (i + 1)));
    List<String> text = new ArrayList<>();
    lines.forEach(
        (line, cells) -> {
          while (cells.size() < header.size() - 3) {
            cells.add("1");
          }
          text.add(line + "," + String.join(",", cells));
        });
    if (order == Order.LAST_FIRST) {
      Collections.reverse(text);
    }
    text.add(0, String.join(",", header));
    file("s1.csv", text.toArray(String[]::new));
    into("knows");
    List<String> counts = counts(ingest(config));
    List<List<String>> tables = tables();
    into("forgets");
    Warehouse forgetful = warehouse(config);
    if (forgetful.exists(KnownLines.definition())) {
      forgetful.overwrite(
          KnownLines.definition(), forgetful.read(KnownLines.definition()).limit(0));
    }
    assertEquals(counts(ingest(config)), counts, what);
    assertEquals(tables(), tables, what);
    Assertions.assertTrue(tables.stream().noneMatch(List::isEmpty), what);
    into("knows");
  }

  private List<List<String>> tables() {
    return List.of(
        observations(config),
        series(config),
        quarantine(config),
        rows(
            config,
            Loads.definition(),
            "load_seq",
            "file",
            "rows_read",
            "accepted",
            "merged",
            "quarantined",
            "out_of_scope",
            "warned"));
  }

  private static List<String> counts(IngestJob.Result result) {
    return List.of(
        result.files().toString(), result.rules().toString(), result.offenders().toString());
  }

  private long known() {
    return warehouse(config).read(KnownLines.definition()).count();
  }

  private static List<String> cells(IntFunction<String> cell) {
    return IntStream.range(0, DAYS).mapToObj(cell).collect(Collectors.toCollection(ArrayList::new));
  }
}
