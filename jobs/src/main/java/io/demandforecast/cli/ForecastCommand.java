package io.demandforecast.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is typed before the name of a command. */
@Command(
    name = "forecast",
    description = {
      "Forecasts demand: reads sales from files or a database, checks them, trains models, and "
          + "publishes versioned forecasts as tables."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 ok, 1 bug, 2 usage, 3 configuration, 4 data contract, 5 transient,",
      "6 audit failed (nothing published).",
      "",
      "Example:",
      "  forecast run",
      "  forecast sql \"SELECT * FROM forecast_current LIMIT 5\""
    })
final class ForecastCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Which command? There are: "
            + String.join(", ", spec.commandLine().getSubcommands().keySet())
            + ".");
  }
}
