package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.Models;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Writes down what an execution does, in the table runs. Each row is one commit, and rows are only
 * added: what is missing when a process was killed is the row of its end.
 */
public final class RunRecord {
  /** What of Spark's session a training may depend on. */
  private static final List<String> SETTINGS =
      List.of(
          "spark.master",
          "spark.sql.shuffle.partitions",
          "spark.default.parallelism",
          "spark.task.cpus",
          "spark.executor.cores",
          "spark.executor.instances",
          "spark.cores.max",
          "spark.dynamicAllocation.enabled");

  private final Warehouse warehouse;
  private final Execution execution;
  private long rows;

  private RunRecord(Warehouse warehouse, Execution execution) {
    this.warehouse = warehouse;
    this.execution = execution;
  }

  /** Writes that an execution begins. The lease is held from before this until after its end. */
  public static RunRecord begin(Warehouse warehouse, Execution execution) {
    RunRecord record = new RunRecord(warehouse, execution);
    record.append(Event.of(Runs.STARTED).with(Runs.CONFIG, execution.configuration()));
    return record;
  }

  /**
   * Writes how the forecasts of a run came about: after they are written, before they can be
   * published.
   *
   * @param model the registry's row
   */
  public void forecast(AssembleJob.Result panel, Row model, PredictJob.Result run) {
    append(
        Event.of(Runs.FORECAST)
            .with(Runs.RUN_ID, run.runId())
            .with(Runs.AS_OF, Date.valueOf(panel.asOf()))
            .with(Runs.PANEL_ID, panel.panelId())
            .with(Runs.PANEL_DIGESTS, run.panelDigests())
            .with(Runs.LOAD_SEQ, panel.knowledge().highWater())
            .with(Runs.LOADS_DIGEST, panel.knowledge().digest())
            .with(Runs.FEATURES_HASH, model.getAs(Models.FEATURES_HASH))
            .with(Runs.MODEL_VERSION, run.modelVersion())
            .with(Runs.MODEL_CHECKSUM, model.getAs(Models.CHECKSUM))
            .with(Runs.TABLES_READ, warehouse.tablesRead())
            .with(Runs.TABLES_WRITTEN, warehouse.tablesWritten())
            .with(Runs.ROWS, run.rows()));
    rows += run.rows();
  }

  /** Rows that the execution loaded, for its end. */
  public void loaded(long count) {
    rows += count;
  }

  /**
   * Writes that the work is done.
   *
   * @param stageSeconds duration of each stage
   */
  public void finished(Map<String, Double> stageSeconds) {
    append(ended(Runs.FINISHED, 0, stageSeconds));
  }

  /**
   * Writes that it failed.
   *
   * @param message what the person is told
   */
  public void failed(int exitCode, String message, Map<String, Double> stageSeconds) {
    append(ended(Runs.FAILED, exitCode, stageSeconds).with(Runs.MESSAGE, message));
  }

  private Event ended(String event, int exitCode, Map<String, Double> stageSeconds) {
    return Event.of(event)
        .with(Runs.TABLES_READ, warehouse.tablesRead())
        .with(Runs.TABLES_WRITTEN, warehouse.tablesWritten())
        .with(Runs.STAGE_SECONDS, stageSeconds)
        .with(Runs.ROWS, rows)
        .with(Runs.EXIT_CODE, exitCode);
  }

  /** What a row says beside who runs what. */
  private record Event(String name, Map<String, Object> values) {

    static Event of(String name) {
      return new Event(name, new TreeMap<>());
    }

    Event with(String column, Object value) {
      values.put(column, value);
      return this;
    }
  }

  private void append(Event event) {
    ForecastConfig config = execution.config();
    event
        .with(Runs.EXECUTION_ID, execution.id())
        .with(Runs.EVENT, event.name())
        .with(Runs.AT, Timestamp.from(execution.clock().get()))
        .with(Runs.COMMAND, execution.command())
        .with(Runs.USER, warehouse.spark().sparkContext().sparkUser())
        .with(Runs.CONFIG_HASH, config.hash())
        .with(Runs.CODE_VERSION, execution.codeVersion())
        .with(Runs.VERSIONS, execution.versions())
        .with(Runs.SETTINGS, settings(warehouse.spark(), config))
        .with(Runs.SEED, config.training().seed());
    Row row =
        RowFactory.create(
            List.of(Runs.definition().schema().fieldNames()).stream()
                .map(event.values()::get)
                .toArray());
    warehouse.append(
        Runs.definition(),
        warehouse.spark().createDataFrame(List.of(row), Runs.definition().schema()));
  }

  /** What of the session and the configuration a training may depend on beside its inputs. */
  static Map<String, String> settings(SparkSession spark, ForecastConfig config) {
    Map<String, String> settings = new TreeMap<>();
    SparkConf conf = spark.sparkContext().getConf();
    for (String key : SETTINGS) {
      if (conf.contains(key)) {
        settings.put(key, conf.get(key));
      }
    }
    settings.put("cores", String.valueOf(spark.sparkContext().defaultParallelism()));
    settings.put("training.partitions", String.valueOf(config.training().partitions()));
    settings.put("training.workers", String.valueOf(config.training().workers()));
    return settings;
  }
}
