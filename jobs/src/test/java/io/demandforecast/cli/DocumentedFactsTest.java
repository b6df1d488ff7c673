package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pages say of exit codes and of the version, where the code says it too. */
class DocumentedFactsTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (?<code>\\d) \\| (?<means>[^|]*) \\| (?<todo>[^|]*) \\|$", Pattern.MULTILINE);

  private static final Pattern IMAGE = Pattern.compile("demand-forecast:(\\d[^ ]*)");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>demand-forecast</artifactId>\\s*<version>([^<]*)</version>");

  @Test
  void theTableOfExitCodesIsThatOfTheProgram() throws IOException {
    List<MatchResult> rows = ROW.matcher(text("docs/operations.md")).results().toList();

    assertEquals(
        Arrays.stream(ExitCode.values()).map(code -> Integer.toString(code.code())).toList(),
        rows.stream().map(row -> row.group(1)).toList());
    for (ExitCode code : ExitCode.values()) {
      String means = rows.get(code.code()).group(2);
      assertTrue(means.contains(meaning(code)), () -> code + ": " + means);
    }
  }

  @Test
  void readmeHasTheCodesOfTheProgram() throws IOException {
    String codes =
        Arrays.stream(ExitCode.values())
            .map(code -> code.code() + " " + code.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));

    assertTrue(text("README.md").contains("Exit codes: " + codes), codes);
  }

  @Test
  void imagesAreNamedByTheProjectsVersion() throws IOException {
    Matcher version = VERSION.matcher(text("pom.xml"));
    assertTrue(version.find());
    for (String page : List.of("docs/sizing.md", "deploy/Dockerfile")) {
      List<String> shown =
          IMAGE.matcher(text(page)).results().map(image -> image.group(1)).toList();
      assertEquals(List.of(version.group(1)), shown.stream().distinct().toList(), page);
    }
  }

  /** Words that the table says it with. */
  private static String meaning(ExitCode code) {
    return switch (code) {
      case OK -> "done";
      case BUG -> "a defect of this software";
      case USAGE -> "the command line (or a query) is wrong";
      case CONFIGURATION -> "the configuration is wrong";
      case DATA_CONTRACT -> "the data break what was declared";
      case TRANSIENT -> "something outside failed";
      case AUDIT_FAILED -> "its audit failed; it is not published";
    };
  }

  private static String text(String path) throws IOException {
    return Files.readString(DocumentedUnit.ROOT.resolve(path));
  }
}
