package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That shells complete what a person begins to type. */
class CompletionIT {
  /** Asks bash's own machinery: the function that is registered for the command is called. */
  private static final String IN_BASH =
      """
      # Of meaning while a person types alone.
      compopt() { :; }
      source "$1"
      shift
      registered="$(complete -p forecast)" || exit 9
      function="$(sed 's/.*-F \\([^ ]*\\) .*/\\1/' <<<"$registered")"
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      COMPREPLY=()
      "$function" forecast "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  /** Types into an interactive zsh at a terminal of its own, and shows what it made of the line. */
  private static final String IN_ZSH =
      """
      zmodload zsh/zpty
      export FORECAST_COMPLETION="$1" TERM=dumb
      zpty shell zsh -f -i
      zpty -w shell "PROMPT=; unsetopt zle_bracketed_paste; . $FORECAST_COMPLETION; echo READ''Y"
      zpty -r shell seen '*READY*'
      zpty -w -n shell "$2"$'\\t'
      sleep 2
      zpty -w -n shell $'\\C-a'"echo LINE= "$'\\n'
      zpty -r shell seen '*LINE=*LINE=*'$'\\n'
      zpty -d shell
      print -r -- "$seen"
      """;

  @TempDir private Path folder;

  @Test
  void bashCompletesCommands() {
    assertEquals(Set.of("report", "replay", "restore"), bash("forecast", "re"));
    assertEquals(Set.of("status"), bash("forecast", "sta"));
  }

  @Test
  void bashCompletesOptionsAndChoices() {
    assertTrue(bash("forecast", "report", "--").containsAll(Set.of("--run", "--warehouse")));
    assertEquals(Set.of("bash", "zsh"), bash("forecast", "completion", ""));
  }

  @ParameterizedTest
  @CsvSource({
    // A command, an option of one, a choice.
    "forecast statu, forecast status",
    "forecast report --warehou, forecast report --warehouse",
    "forecast completion ba, forecast completion bash"
  })
  void zshCompletesCommandsOptionsAndChoices(String typed, String completed) {
    Assumptions.assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "zsh"))),
        "there is no zsh on the PATH");
    String output = ran(List.of("zsh", "-f", "-c", IN_ZSH, "zsh", script("zsh"), typed));

    assertTrue(output.contains(completed), output);
  }

  private Set<String> bash(String... words) {
    List<String> command = new ArrayList<>(List.of("bash", "-c", IN_BASH, "bash", script("bash")));
    command.addAll(List.of(words));
    Set<String> found = new TreeSet<>();
    ran(command).lines().map(String::strip).filter(word -> !word.isEmpty()).forEach(found::add);
    return found;
  }

  private String script(String shell) {
    CommandLineRun run = CommandLineRun.of("completion", shell);
    assertEquals(0, run.code(), run.err());
    try {
      return Files.writeString(folder.resolve("completion." + shell), run.out()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String ran(List<String> command) {
    try {
      Path output = folder.resolve("output");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the shell did not end");
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertEquals(0, process.exitValue(), text);
      return text;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
