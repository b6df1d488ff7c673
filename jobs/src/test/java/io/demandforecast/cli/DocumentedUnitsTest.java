package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.cli.DocumentedUnit.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever README and docs show is run: by {@link DocumentedUnitsIT}, by the readers' tests where
 * it is a recipe, or as {@link DocumentedElsewhere} says.
 */
class DocumentedUnitsTest {
  private static final Path READERS = DocumentedUnit.ROOT.resolve("readers").resolve("tests");
  private static final Pattern NAME = Pattern.compile("# recipe: (\\S+)\n");

  @Test
  void nothingIsShownThatNobodyRuns() {
    Map<String, DocumentedElsewhere> elsewhere = DocumentedElsewhere.all();
    assertEquals(List.of(), forgotten(DocumentedUnit.all(), elsewhere));
  }

  @Test
  void nothingIsListedThatNoPageShows() {
    Set<String> listed = new TreeSet<>(DocumentedElsewhere.all().keySet());
    DocumentedUnit.all().forEach(unit -> listed.remove(unit.key()));
    assertEquals(Set.of(), listed);
  }

  @Test
  void whatIsRunElsewhereNamesItsTestOrItsReason() throws IOException {
    for (Map.Entry<String, DocumentedElsewhere> entry : DocumentedElsewhere.all().entrySet()) {
      DocumentedElsewhere elsewhere = entry.getValue();
      if (elsewhere.test().isPresent()) {
        String test = Files.readString(DocumentedUnit.ROOT.resolve(elsewhere.test().get()));
        assertTrue(test.contains(elsewhere.name()), () -> entry.getKey() + ": " + elsewhere);
      } else {
        assertTrue(elsewhere.reason().length() > 5, entry.getKey());
      }
    }
  }

  @Test
  void everyRecipeIsTakenByATestOfReaders() throws IOException {
    String tests;
    try (Stream<Path> files = Files.list(READERS)) {
      tests =
          files
              .filter(file -> file.getFileName().toString().startsWith("test_"))
              .map(DocumentedUnitsTest::text)
              .collect(Collectors.joining());
    }
    List<String> recipes =
        DocumentedUnit.all().stream()
            .filter(unit -> unit.kind() == Kind.RECIPE)
            .map(unit -> NAME.matcher(unit.text()).results().findFirst().orElseThrow().group(1))
            .toList();
    assertTrue(recipes.size() > 5, recipes::toString);
    for (String recipe : recipes) {
      assertTrue(
          tests.contains("frame(\"" + recipe + "\")")
              || tests.contains("recipes()[\"" + recipe + "\"]"),
          recipe);
    }
  }

  @Test
  void whatIsAddedToAPageWouldBeFound() {
    List<DocumentedUnit> added = new ArrayList<>();
    DocumentedUnit.of(
        "docs/new.md",
        """
        ```
        kubectl get nothing
        scripts/forecast status   # what is there
        ```
        ```
        what a program prints
        ```
        ```sql
        -- All of it
        SELECT * FROM forecasts;
        SELECT 1;
        ```
        ```
        horizon = 3
        ```
        See `SELECT 2 FROM
        runs`.
        """,
        added);
    assertEquals(
        List.of("docs/new.md: kubectl get nothing", "docs/new.md: what a program prints"),
        forgotten(added, Map.of()));
    assertEquals(
        List.of(
            "COMMAND kubectl get nothing",
            "COMMAND scripts/forecast status",
            "OTHER what a program prints",
            "QUERY SELECT * FROM forecasts",
            "QUERY SELECT 1",
            "CONFIGURATION horizon = 3",
            "QUERY SELECT 2 FROM runs"),
        added.stream().map(unit -> unit.kind() + " " + unit.text()).toList());
  }

  private static List<String> forgotten(
      List<DocumentedUnit> units, Map<String, DocumentedElsewhere> elsewhere) {
    return units.stream()
        .filter(unit -> !elsewhere.containsKey(unit.key()))
        .filter(
            unit -> unit.kind() == Kind.OTHER || unit.kind() == Kind.COMMAND && !unit.isForecast())
        .map(DocumentedUnit::key)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
