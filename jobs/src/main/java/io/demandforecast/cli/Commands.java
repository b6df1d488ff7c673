package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.WarehouseViews;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;

/** The command line with all its commands. */
final class Commands {
  private static final int WIDTH = 100;

  private static final Map<String, String> EXIT_CODES = exitCodes();

  private Commands() {}

  /** Every command, in the order that help shows them. A new one is added here. */
  static List<Object> all() {
    return List.of(
        new RunCommand(),
        new IngestCommand(),
        new FeaturesCommand(),
        new TrainCommand(),
        new PredictCommand(),
        new PublishCommand(),
        new RollbackCommand(),
        new PromoteCommand(),
        new EvaluateCommand(),
        new BacktestCommand(),
        new SqlCommand(Commands::views),
        new ViewsCommand(),
        new ExportCommand(),
        new ReplayCommand(),
        new ExplainCommand(),
        new StatusCommand(),
        new ReportCommand(),
        new BackupCommand(),
        new RestoreCommand(),
        new MigrateCommand(),
        new MaintainCommand(),
        new ForgetCommand(),
        new DemoDataCommand(),
        new ConfigCommand(),
        new CompletionCommand(),
        new CommandLine.HelpCommand());
  }

  /** A command line with these commands. */
  static CommandLine line(List<?> commands, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new ForecastCommand());
    commands.forEach(line::addSubcommand);
    line.getSubcommands().values().forEach(Commands::inSections);
    return line.setOut(out)
        .setErr(err)
        .setUsageHelpWidth(WIDTH)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageMessages())
        .setExecutionExceptionHandler(
            (failure, command, result) -> FailureReport.to(command.getErr()).report(failure))
        .setExecutionStrategy(Commands::executeLast);
  }

  /** Help as manual pages have it: what each part is stands above it. */
  private static void inSections(CommandLine command) {
    CommandLine.Model.UsageMessageSpec help = command.getCommandSpec().usageMessage();
    help.descriptionHeading("%nDescription:%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(EXIT_CODES);
  }

  /** Errors (memory, a broken installation) are reported like exceptions. */
  private static int executeLast(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (Error error) {
      return FailureReport.to(parsed.commandSpec().commandLine().getErr()).report(error);
    }
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "ok");
    codes.put("1", "bug");
    codes.put("2", "usage");
    codes.put("3", "configuration");
    codes.put("4", "data contract");
    codes.put("5", "transient: try again");
    codes.put("6", "audit failed: nothing published");
    return codes;
  }

  private static void views(SparkSession spark, ForecastConfig config) {
    WarehouseViews.register(Opened.existing(spark, config), config.publication().channel());
  }
}
