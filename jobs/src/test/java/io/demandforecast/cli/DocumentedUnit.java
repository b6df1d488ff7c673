package io.demandforecast.cli;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What README and docs show for a person to type, in blocks of code; and queries between words.
 *
 * @param page path below the project's folder
 * @param text a command line, a statement, or a whole block
 */
record DocumentedUnit(String page, Kind kind, String text) {
  /** What it is. */
  enum Kind {
    /** A command line. */
    COMMAND,
    /** A statement of SQL. */
    QUERY,
    /** Lines of a configuration. */
    CONFIGURATION,
    /** A block that a test of other readers takes from the page by its name. */
    RECIPE,
    /** Anything else. */
    OTHER
  }

  static final Path ROOT = Path.of("..");

  private static final Pattern BLOCK =
      Pattern.compile(
          "^ *```(?<language>[a-z]*)\n(?<text>.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern INLINE_QUERY = Pattern.compile("`(?<query>SELECT\\s[^`]+)`");

  /** What a command line begins with, behind variables that it sets. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "^(?:[A-Z_]+=\\S+ +)*(?:forecast|scripts/[a-z-]+|airflow|mvn|docker|kubectl|cp|export [A-Z_]+="
              + "|osv-scanner|\\$SPARK_HOME/bin/spark-submit|/opt/spark/sbin/[a-z-]+\\.sh)\\b.*",
          Pattern.DOTALL);

  private static final Pattern FORECAST =
      Pattern.compile("^(?:[A-Z_]+=\\S+ +)*(?:scripts/)?forecast +(?<words>[a-z].*)$");

  /** A word as a shell takes it: quoted, or without spaces. */
  private static final Pattern WORD =
      Pattern.compile("\"(?<double>[^\"]*)\"|'(?<single>[^']*)'|(?<bare>[^\\s\"']+)");

  /** README and all pages below docs. */
  static List<Path> pages() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages =
          new ArrayList<>(files.filter(file -> file.toString().endsWith(".md")).sorted().toList());
      pages.add(ROOT.resolve("README.md"));
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, by page in its order. */
  static List<DocumentedUnit> all() {
    List<DocumentedUnit> all = new ArrayList<>();
    for (Path page : pages()) {
      String name = ROOT.relativize(page).toString();
      try {
        of(name, Files.readString(page), all);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** Adds those of one page. */
  static void of(String page, String document, List<DocumentedUnit> into) {
    Matcher block = BLOCK.matcher(document);
    while (block.find()) {
      String text = block.group("text").stripIndent();
      String first = text.strip().lines().findFirst().orElse("");
      if (first.startsWith("# recipe: ")) {
        into.add(new DocumentedUnit(page, Kind.RECIPE, text));
      } else if (block.group("language").equals("sql")) {
        Arrays.stream(text.replaceAll("(?m)^--.*\n", "").split(";\\s*(?:\n|$)"))
            .filter(query -> !query.isBlank())
            .forEach(query -> into.add(new DocumentedUnit(page, Kind.QUERY, query.strip())));
      } else if (PROGRAM.matcher(first).matches() && !first.endsWith("'{")) {
        commands(text)
            .forEach(command -> into.add(new DocumentedUnit(page, Kind.COMMAND, command)));
      } else {
        Kind kind = isConfiguration(text) ? Kind.CONFIGURATION : Kind.OTHER;
        into.add(new DocumentedUnit(page, kind, text.strip()));
      }
    }
    Matcher inline = INLINE_QUERY.matcher(BLOCK.matcher(document).replaceAll(""));
    while (inline.find()) {
      String query = inline.group("query").replace('\n', ' ');
      into.add(new DocumentedUnit(page, Kind.QUERY, query));
    }
  }

  /** Page and first line. */
  String key() {
    return page + ": " + text.lines().findFirst().orElseThrow();
  }

  /** Whether it is a command line of this program's. */
  boolean isForecast() {
    return kind == Kind.COMMAND && FORECAST.matcher(text).matches();
  }

  /** The words behind the program's name. */
  List<String> words() {
    Matcher line = FORECAST.matcher(text);
    if (!line.matches()) {
      throw new IllegalStateException(text);
    }
    return words(line.group("words"));
  }

  /** Words as a shell takes them, up to where it sends the output elsewhere. */
  static List<String> words(String shown) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(shown);
    while (word.find()) {
      String bare = word.group("bare");
      if (">".equals(bare) || "|".equals(bare)) {
        break;
      }
      words.add(
          Stream.of(
                  "DAY".equals(bare) ? "2025-12-31" : bare,
                  word.group("double"),
                  word.group("single"))
              .filter(one -> one != null)
              .findFirst()
              .orElseThrow());
    }
    return words;
  }

  private static List<String> commands(String block) {
    return block
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static boolean isConfiguration(String text) {
    try {
      return !ConfigFactory.parseString(text).isEmpty();
    } catch (ConfigException e) {
      return false;
    }
  }
}
