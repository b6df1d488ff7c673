package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a query over the warehouse; nothing can be changed by it. */
@Command(
    name = "sql",
    description = "Answers a query over the tables of the warehouse. Read only.",
    footer = {
      "",
      "CSV is quoted as in RFC 4180, its lines end in LF, a missing value is empty.",
      "",
      "Example:",
      "  forecast sql \"SELECT * FROM forecast_current LIMIT 5\"",
      "  forecast sql --format csv \"SELECT * FROM forecast_current\" > forecast.csv"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SqlCommand implements Callable<Integer> {
  /** A person does not read more, and the widths of columns are found in memory. */
  private static final int TABLE_ROWS = 1000;

  /** Looking whether anybody reads flushes what was printed. */
  private static final int ROWS_BETWEEN_LOOKS = 500;

  private final Views views;

  @Parameters(paramLabel = "QUERY", description = "A SELECT in Spark's SQL.")
  private String query;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table, csv, or json (an object a line). Default: table.")
  private ResultFormat format = ResultFormat.TABLE;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Rows at most. Default: 1000 for a table, all for csv and json.")
  private Integer limit;

  @Mixin private final CommonOptions options = new CommonOptions();
  @Spec private CommandSpec spec;

  SqlCommand(Views views) {
    this.views = views;
  }

  @Override
  public Integer call() {
    if (limit != null && limit < 0) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--limit': " + limit + " is below 0.");
    }
    ForecastConfig config = options.load().config();
    try (OpenSession session = Sessions.open(config.spark(), options.master())) {
      views.register(session.spark(), config);
      answer(session.spark());
    }
    return ExitCode.OK.code();
  }

  private void answer(SparkSession spark) {
    try {
      print(ReadOnlyQuery.answer(spark, query));
    } catch (Exception e) {
      throw explained(e);
    }
  }

  private void print(Dataset<Row> answer) {
    PrintWriter out = spec.commandLine().getOut();
    int most = limit == null && format == ResultFormat.TABLE ? TABLE_ROWS : -1;
    Dataset<Row> rows =
        limit != null ? answer.limit(limit) : most > 0 ? answer.limit(most + 1) : answer;
    RowPrinter printer = format.printer(answer.schema(), out);
    Iterator<Row> iterator = rows.toLocalIterator();
    int printed = 0;
    boolean read = true;
    while (read && printed != most && iterator.hasNext()) {
      printer.row(iterator.next());
      printed++;
      // A reader that went away ("| head") is no reason to compute the rest.
      read = printed % ROWS_BETWEEN_LOOKS != 0 || !out.checkError();
    }
    printer.end();
    if (printed == most && iterator.hasNext()) {
      out.println(
          "There are more: these are the first " + most + ". Use --limit, or --format csv.");
    }
  }

  /** What Spark says of a query with an error class of its own is the query's fault. */
  private static RuntimeException explained(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ForecastException told) {
        return told;
      }
      if (cause instanceof SparkThrowable spark && isOfTheQuery(spark)) {
        return ForecastException.usage("the query fails: " + message(cause));
      }
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  /** SQLSTATE classes 21, 22, 42, 0A: cardinality, data, syntax or access, not supported. */
  private static boolean isOfTheQuery(SparkThrowable failure) {
    String state = failure.getSqlState();
    return state != null && state.matches("(21|22|42|0A|54).*");
  }

  private static String message(Throwable cause) {
    String text =
        cause instanceof org.apache.spark.sql.AnalysisException analysis
            ? analysis.getSimpleMessage()
            : String.valueOf(cause.getMessage());
    return text.strip();
  }
}
