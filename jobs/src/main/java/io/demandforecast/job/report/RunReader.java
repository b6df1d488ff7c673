package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.report.RunFacts;
import io.demandforecast.report.RunFacts.Check;
import io.demandforecast.report.RunFacts.Publication;
import io.demandforecast.report.RunFacts.Source;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Reads what ran. */
final class RunReader {
  private static final int MOST_CHECKS = 100;
  private static final int MOST_SOURCES = 20;
  private static final String ROWS = "rows";

  private final Warehouse warehouse;
  private final Row forecast;

  /**
   * @param forecast the row of runs that tells how the run came about
   */
  RunReader(Warehouse warehouse, Row forecast) {
    this.warehouse = warehouse;
    this.forecast = forecast;
  }

  /**
   * @param published all publications, the oldest first
   * @param model the registry's row
   * @param forecasts the table
   */
  RunFacts read(List<Row> published, Row model, TableDefinition forecasts) {
    String runId = forecast.getAs(Runs.RUN_ID);
    List<Row> execution = execution();
    Optional<Row> end =
        execution.stream()
            .filter(row -> List.of(Runs.FINISHED, Runs.FAILED).contains(row.getAs(Runs.EVENT)))
            .findFirst();
    return new RunFacts(
        runId,
        Cells.text(forecast, Runs.AS_OF),
        Cells.text(forecast, Runs.COMMAND),
        Cells.text(forecast, Runs.USER),
        execution.stream()
            .filter(row -> row.getAs(Runs.EVENT).equals(Runs.STARTED))
            .findFirst()
            .map(row -> Cells.text(row, Runs.AT))
            .orElse(null),
        end.map(row -> Cells.text(row, Runs.AT)).orElse(null),
        Cells.text(forecast, Runs.CODE_VERSION),
        Cells.text(forecast, Runs.CONFIG_HASH),
        forecast.getAs(Runs.LOAD_SEQ),
        forecast.getAs(Runs.SEED),
        Cells.map(forecast, Runs.SETTINGS),
        Cells.map(forecast, Runs.VERSIONS),
        end.map(row -> Cells.<Double>map(row, Runs.STAGE_SECONDS)).orElse(Map.of()),
        ModelReader.model(model),
        published.stream()
            .filter(row -> runId.equals(row.getAs(Publications.RUN_ID)))
            .map(RunReader::publication)
            .toList(),
        checks(runId),
        sources(runId, forecasts));
  }

  private List<Row> execution() {
    String id = forecast.getAs(Runs.EXECUTION_ID);
    return warehouse
        .read(Runs.definition())
        .where(col(Runs.EXECUTION_ID).equalTo(lit(id)))
        .select(Runs.EVENT, Runs.AT, Runs.STAGE_SECONDS)
        .orderBy(col(Runs.AT))
        .collectAsList();
  }

  private static Publication publication(Row row) {
    return new Publication(
        Cells.text(row, Publications.CHANNEL),
        Cells.count(row, Publications.SEQ),
        Cells.text(row, Publications.PUBLISHED_AT),
        Cells.text(row, Publications.PUBLISHED_BY),
        Cells.text(row, Publications.REASON));
  }

  private List<Check> checks(String runId) {
    return warehouse
        .read(Audits.definition())
        .where(col(Audits.RUN_ID).equalTo(lit(runId)))
        .orderBy(col(Audits.PASSED), col(Audits.CHECK))
        .takeAsList(MOST_CHECKS)
        .stream()
        .map(
            row ->
                new Check(
                    Cells.text(row, Audits.CHECK),
                    Cells.number(row, Audits.VALUE),
                    Cells.text(row, Audits.BOUND),
                    row.<Boolean>getAs(Audits.PASSED),
                    Cells.text(row, Audits.SEVERITY),
                    Cells.text(row, Audits.MESSAGE)))
        .toList();
  }

  private List<Source> sources(String runId, TableDefinition forecasts) {
    return warehouse
        .read(forecasts)
        .where(col(Forecasts.RUN_ID).equalTo(lit(runId)))
        .groupBy(col(Forecasts.SOURCE), col(Forecasts.REASON))
        .agg(count(lit(1)).as(ROWS))
        .orderBy(col(ROWS).desc(), col(Forecasts.SOURCE), col(Forecasts.REASON))
        .takeAsList(MOST_SOURCES)
        .stream()
        .map(
            row ->
                new Source(
                    Cells.text(row, Forecasts.SOURCE),
                    Cells.text(row, Forecasts.REASON),
                    Cells.count(row, ROWS)))
        .toList();
  }
}
