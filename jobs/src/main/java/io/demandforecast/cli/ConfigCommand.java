package io.demandforecast.cli;

import io.demandforecast.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the files, the environment and the options say together. */
@Command(
    name = "config",
    description = "Shows the effective configuration and where each setting comes from.",
    footer = {
      "",
      "Secrets are masked.",
      "",
      "Example:",
      "  forecast config -c conf/datasets/m5.conf --set horizon=14"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ConfigCommand implements Callable<Integer> {
  @Mixin private final CommonOptions options = new CommonOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(options.load().rendered().stripTrailing());
    return ExitCode.OK.code();
  }
}
