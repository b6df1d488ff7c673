package io.demandforecast.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** What the table runs says of executions and of single runs. */
public final class RunHistory {
  /** Name of the view of {@link #executions}. */
  static final String EXECUTIONS = "executions";

  static final String STATE = "state";
  static final String STARTED_AT = "started_at";
  static final String ENDED_AT = "ended_at";
  static final String RUN_IDS = "run_ids";

  /**
   * Value of {@link #STATE}: it did not end, and another began after it. As one writes at a time it
   * was killed.
   */
  public static final String KILLED = "killed";

  /** Value of {@link #STATE}: it did not end; it may still run. */
  public static final String UNFINISHED = "unfinished";

  private RunHistory() {}

  /** One row an execution: when it began and ended, how, and which runs it forecast. */
  static Dataset<Row> executions(Dataset<Row> runs) {
    Column ended = col(Runs.EVENT).isin(Runs.FINISHED, Runs.FAILED);
    Dataset<Row> each =
        runs.groupBy(
                col(Runs.EXECUTION_ID),
                col(Runs.COMMAND),
                col(Runs.USER),
                col(Runs.CODE_VERSION),
                col(Runs.CONFIG_HASH))
            .agg(
                min(col(Runs.AT)).as(STARTED_AT),
                max(when(ended, col(Runs.AT))).as(ENDED_AT),
                max(when(ended, col(Runs.EVENT))).as(STATE),
                max(col(Runs.EXIT_CODE)).as(Runs.EXIT_CODE),
                max(col(Runs.MESSAGE)).as(Runs.MESSAGE),
                collect_set(col(Runs.RUN_ID)).as(RUN_IDS));
    Column newest =
        lag(col(Runs.EXECUTION_ID), 1)
            .over(Window.orderBy(col(STARTED_AT).desc(), col(Runs.EXECUTION_ID)))
            .isNull();
    return each.withColumn(
        STATE, coalesce(col(STATE), when(newest, lit(UNFINISHED)).otherwise(lit(KILLED))));
  }

  /**
   * How a run came about: what was written last of its forecasts.
   *
   * @throws ForecastException where nothing is known of it
   */
  public static Row forecast(Warehouse warehouse, String runId) {
    return newestForecast(warehouse, runId)
        .orElseThrow(
            () ->
                ForecastException.data(
                    "no record tells of run "
                        + runId
                        + ": it is none of this warehouse, or was made before runs were recorded."
                        + " See: forecast sql \"SELECT run_id, at FROM runs WHERE event ="
                        + " 'forecast'\""));
  }

  /** {@link #forecast}; empty where nothing is known of it. */
  static Optional<Row> newestForecast(Warehouse warehouse, String runId) {
    return newest(
        warehouse,
        col(Runs.EVENT).equalTo(lit(Runs.FORECAST)).and(col(Runs.RUN_ID).equalTo(lit(runId))));
  }

  /** The beginning of the execution that a row of the table is of. */
  public static Row started(Warehouse warehouse, Row ofExecution) {
    String id = ofExecution.getAs(Runs.EXECUTION_ID);
    return newest(
            warehouse,
            col(Runs.EVENT).equalTo(lit(Runs.STARTED)).and(col(Runs.EXECUTION_ID).equalTo(lit(id))))
        .orElseThrow(
            () -> ForecastException.data("no record tells how execution " + id + " began"));
  }

  private static Optional<Row> newest(Warehouse warehouse, Column condition) {
    return warehouse
        .read(Runs.definition())
        .where(condition)
        .orderBy(col(Runs.AT).desc())
        .takeAsList(1)
        .stream()
        .findFirst();
  }
}
