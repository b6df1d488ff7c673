package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Command lines that README and docs show, in blocks and between words: each is one that the
 * program takes, word by word. Those of blocks are run by {@link DocumentedUnitsIT}.
 */
class DocumentedCommandsTest {
  /** Whole lines of a block of code, behind variables that they set. */
  private static final Pattern IN_BLOCK =
      Pattern.compile("^(?:[A-Z_]+=\\S+ +)*(?:\\S*/)?forecast +(?<words>[a-z-].*)$");

  private static final Pattern INLINE =
      Pattern.compile("`(?:[A-Z_]+=\\S+ +)*(?:scripts/)?forecast +(?<words>[a-z][^`]*)`");

  /** Enough that a change of the documents' form is noticed. */
  private static final int AT_LEAST = 40;

  private final CommandLine line =
      Commands.line(
          Commands.all(), new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));

  @Test
  void everyCommandLineThatIsShownIsOne() throws IOException {
    List<String> wrong = new ArrayList<>();
    int tried = 0;
    for (Path document : DocumentedUnit.pages()) {
      for (String shown : shown(Files.readString(document))) {
        List<String> words = DocumentedUnit.words(shown);
        if (!words.contains("...")) {
          tried++;
          problem(words).ifPresent(why -> wrong.add(document.getFileName() + ": " + shown + why));
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(tried >= AT_LEAST, tried + " command lines were found");
  }

  @Test
  void aWrongCommandLineWouldBeFound() {
    assertTrue(problem(List.of("run", "--as-off", "2025-12-31")).isPresent());
    assertTrue(problem(List.of("runn")).isPresent());
    assertTrue(problem(List.of("rollback", "--to", "r-1")).isPresent());
    assertThrows(ParameterException.class, () -> line.parseArgs("rollback", "--to", "r-1"));
  }

  /** Why the program would not take it; a command that is only named need not be complete. */
  private Optional<String> problem(List<String> words) {
    if (words.size() == 1) {
      return line.getSubcommands().containsKey(words.get(0))
          ? Optional.empty()
          : Optional.of(": no such command");
    }
    try {
      line.parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(": " + e.getMessage());
    }
  }

  /** The words behind "forecast", of blocks of code and of code between words. */
  private static List<String> shown(String document) {
    List<String> shown = new ArrayList<>();
    boolean block = false;
    StringBuilder text = new StringBuilder();
    for (String piece : document.replace("\\\n", " ").split("\n", -1)) {
      if (piece.startsWith("```")) {
        block = !block;
      } else if (block) {
        Matcher line = IN_BLOCK.matcher(piece.replaceFirst("\\s+#.*", "").strip());
        if (line.matches()) {
          shown.add(line.group("words"));
        }
      } else {
        text.append(piece).append('\n');
      }
    }
    Matcher inline = INLINE.matcher(text);
    while (inline.find()) {
      shown.add(inline.group("words").replace('\n', ' '));
    }
    return shown;
  }
}
