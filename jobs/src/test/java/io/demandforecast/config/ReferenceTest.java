package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/configuration.md say of every setting what reference.conf and the readers say:
 * meaning, default, type. With the system property {@code write.reference} they are written anew.
 */
class ReferenceTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  /** A table between two lines; the first names the settings and sections that stand in it. */
  private static final Pattern TABLE =
      Pattern.compile(
          "<!-- settings: (?<parts>[^\n]*) -->\n(?<rows>.*?)<!-- end of settings -->",
          Pattern.DOTALL);

  private static final Pattern CHECK =
      Pattern.compile(
          "^\\| `(?<check>[a-z-]+)` \\| (?<settings>`[^|]*) \\| [^|]* \\|$", Pattern.MULTILINE);

  private final List<Setting> settings = Setting.all();

  @Test
  void theTablesAreThoseOfTheReference() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<String> parts =
        TABLE
            .matcher(document)
            .results()
            .flatMap(table -> Arrays.stream(table.group(1).split(" ")))
            .toList();
    String written =
        TABLE
            .matcher(document)
            .replaceAll(
                table ->
                    Matcher.quoteReplacement(
                        "<!-- settings: "
                            + table.group(1)
                            + " -->\n"
                            + table(List.of(table.group(1).split(" ")), parts)
                            + "<!-- end of settings -->"));
    if (System.getProperty("write.reference") != null) {
      Files.writeString(DOCUMENT, written);
    }
    assertEquals(written, Files.readString(DOCUMENT));
    for (Setting setting : settings) {
      long rows = written.lines().filter(line -> line.startsWith(row(setting.path()))).count();
      assertEquals(1, rows, () -> "tables that " + setting.path() + " stands in");
    }
  }

  @Test
  void everySettingSaysWhatItMeansInSentences() {
    for (Setting setting : settings) {
      assertTrue(
          setting.meaning().matches("(?s)[A-Z`].*[.]`?"),
          () -> setting.path() + ": " + setting.meaning());
      assertTrue(
          setting.section()
              || setting.required()
              || !setting.shownDefault().isEmpty()
              || setting.path().equals("training.engines"),
          () -> setting.path() + " has no default and is not said to be required");
    }
  }

  @Test
  void whatIsRequiredIsMissed() {
    assertEquals(List.of(), ExpectedTypes.ofTheBase());
    List<Setting> required = settings.stream().filter(Setting::required).toList();
    assertTrue(required.size() > 10, required::toString);
    for (Setting setting : required) {
      assertTrue(ExpectedTypes.withoutIt(setting).isPresent(), setting.path());
    }
  }

  @Test
  void whatNoReaderAsksForWouldBeFound() {
    assertEquals("whole number, 1 to 10000", ExpectedTypes.of("horizon"));
    assertEquals("`sum`, `last`, `quarantine`", ExpectedTypes.of("demand.duplicates"));
    assertThrows(AssertionError.class, () -> ExpectedTypes.of("horizn"));
  }

  /** The settings that a rule of each check has stand in a table of their own. */
  @Test
  void everyCheckIsThereWithItsSettings() throws IOException {
    TreeMap<String, String> shown = new TreeMap<>();
    CHECK
        .matcher(Files.readString(DOCUMENT))
        .results()
        .forEach(
            row -> shown.put(row.group(1), row.group(2).replace("`", "").replace(" (or one)", "")));
    TreeMap<String, String> known = new TreeMap<>();
    for (Class<?> check : RuleSettings.Check.class.getPermittedSubclasses()) {
      known.put(
          written(check.getSimpleName()),
          Arrays.stream(check.getRecordComponents())
              .map(RecordComponent::getName)
              .map(ReferenceTest::written)
              .collect(Collectors.joining(", ")));
    }
    assertEquals(known, shown);
  }

  /** A Java name as a file has it. */
  private static String written(String name) {
    return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /**
   * @param own what stands in this table
   * @param all what stands in all tables: the longest that fits a setting has it
   */
  private String table(List<String> own, List<String> all) {
    StringBuilder text = new StringBuilder();
    text.append("| setting | type | default | meaning |\n|---|---|---|---|\n");
    for (String part : own) {
      for (Setting setting : settings) {
        Optional<String> holder =
            all.stream()
                .filter(one -> within(setting.path(), one))
                .max(Comparator.comparingInt(String::length));
        if (holder.equals(Optional.of(part))) {
          text.append(row(setting.path()))
              .append(setting.section() ? "section" : ExpectedTypes.of(setting.path()))
              .append(" | ")
              .append(setting.shownDefault())
              .append(" | ")
              .append(setting.told().replace("|", "\\|"))
              .append(" |\n");
        }
      }
    }
    return text.toString();
  }

  private static boolean within(String path, String part) {
    return path.equals(part) || path.startsWith(part + ".") || path.startsWith(part + "[");
  }

  private static String row(String path) {
    return "| `" + path + "` | ";
  }
}
