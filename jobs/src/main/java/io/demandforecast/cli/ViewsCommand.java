package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ViewsSql;
import io.demandforecast.progress.Progress;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Statements that make a warehouse known to a metastore. */
@Command(
    name = "views",
    description = {
      "Prints statements that register the tables of the warehouse, and the views of what is",
      "published, in a metastore: to be run by a Spark that shares it."
    },
    footer = {
      "",
      "Example:",
      "  forecast views -w /warehouses/shop > views.sql",
      "  spark-sql -f views.sql"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ViewsCommand extends JobCommand {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = "demand",
      description = "Database of the metastore. Default: demand.")
  private String database;

  @Spec private CommandSpec spec;

  @Override
  protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
    if (!NAME.matcher(database).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '--database': expected letters, digits and '_'.");
    }
    List<String> statements =
        ViewsSql.of(Opened.existing(spark, config), config.publication().channel(), database);
    progress.done();
    statements.forEach(statement -> out().println(statement + ";"));
  }
}
