package io.demandforecast.cli;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script with which a shell completes commands, options and their choices.",
      "Load it in each shell, as in ~/.bashrc or ~/.zshrc."
    },
    footer = {
      "",
      "Example:",
      "  forecast completion bash > ~/.forecast-completion && . ~/.forecast-completion",
      "  forecast completion zsh > ~/.forecast-completion && . ~/.forecast-completion"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CompletionCommand implements Callable<Integer> {

  /** Shells that can be told. */
  enum Shell {
    BASH(""),
    /** Its own completion has to be there before that of bash can be loaded into it. */
    ZSH("(( $+functions[compdef] )) || { autoload -U compinit && compinit -u; }\n");

    private final String before;

    Shell(String before) {
      this.before = before;
    }
  }

  /** As a person types them. */
  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("bash", "zsh").iterator();
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "The shell: ${COMPLETION-CANDIDATES}.")
  private Shell shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    spec.commandLine()
        .getOut()
        .print(shell.before + AutoComplete.bash(root.name(), root.commandLine()));
    return 0;
  }
}
