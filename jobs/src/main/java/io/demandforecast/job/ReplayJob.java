package io.demandforecast.job;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.learn.Registry;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.Erasures;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Models;
import io.demandforecast.table.Runs;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Does a run again from what its record names, and compares every row to the bit.
 *
 * <p>Reads runs, models, forecasts, forecast_totals and, lent to an empty warehouse, observations,
 * covariates, series and loads. Writes that warehouse alone. Key: the run. Run again it comes to
 * the same. Fails where nothing is recorded of the run.
 */
public final class ReplayJob {
  private ReplayJob() {}

  /** How much is done again. */
  public enum Depth {
    /** Panel, features, training and forecasts. */
    TRAINING,
    /** Panel, features and forecasts, with the model as it is stored. */
    SCORING
  }

  /**
   * @param warehouse that published the run
   * @param scratch a new or empty folder that every executor reaches
   * @param execution that does it; its configuration says nothing
   */
  public record Input(
      Warehouse warehouse,
      String scratch,
      String runId,
      Depth depth,
      Execution execution,
      Progress progress) {}

  /**
   * Something the run came from that is not now what the record says.
   *
   * @param was as recorded
   * @param is as found
   */
  public record Moved(String what, String was, String is) {}

  /**
   * @param tables comparison of each forecast table
   * @param inputs recorded inputs that are others now
   * @param circumstances what else is other than then, and should not matter: libraries, cores
   */
  public record Result(
      String runId, List<TableComparison> tables, List<Moved> inputs, List<Moved> circumstances) {
    public Result {
      tables = List.copyOf(tables);
      inputs = List.copyOf(inputs);
      circumstances = List.copyOf(circumstances);
    }

    /** Whether every row is the same to the bit, and there are rows. */
    public boolean identical() {
      return tables.stream().allMatch(table -> table.different() == 0)
          && tables.stream().anyMatch(table -> table.rows() > 0);
    }
  }

  /** Does a run again. */
  public static Result run(Input input) {
    Row record = RunHistory.forecast(input.warehouse(), input.runId());
    refuseErased(input);
    Row started = RunHistory.started(input.warehouse(), record);
    ForecastConfig config = new ConfigLoader().recorded(started.getAs(Runs.CONFIG));
    return new Replay(input, record, config).run();
  }

  /** What was forgotten of a run's inputs cannot be had again. */
  private static void refuseErased(Input input) {
    List<Row> erasures =
        input
            .warehouse()
            .read(Erasures.definition())
            .where(array_contains(col(Erasures.ENDED_RUNS), input.runId()))
            .orderBy(col(Erasures.AT))
            .takeAsList(1);
    for (Row erasure : erasures) {
      throw ForecastException.data(
          "run "
              + input.runId()
              + " cannot be done again: an erasure on "
              + erasure
                  .<Timestamp>getAs(Erasures.AT)
                  .toInstant()
                  .atZone(ZoneOffset.UTC)
                  .toLocalDate()
              + " took away rows that it was made of (a value of "
              + erasure.<String>getAs(Erasures.KEY_COLUMN)
              + ", reason: "
              + erasure.<String>getAs(Erasures.REASON)
              + "). What it published of other series stays.");
    }
  }

  /** One run as it is done again. */
  private static final class Replay {
    private final Input input;
    private final Row record;
    private final ForecastConfig config;
    private final Registry registry;
    private final List<Moved> inputs = new ArrayList<>();
    private final List<Moved> circumstances = new ArrayList<>();

    Replay(Input input, Row record, ForecastConfig config) {
      this.input = input;
      this.record = record;
      this.config = config;
      this.registry = new Registry(input.warehouse());
    }

    Result run() {
      compare("configuration", Runs.CONFIG_HASH, config.hash());
      compare("software", Runs.CODE_VERSION, input.execution().codeVersion());
      Row model = registry.ofRun(input.runId(), record.getAs(Runs.MODEL_VERSION));
      Warehouse scratch = scratch("scoring", record.<Long>getAs(Runs.LOAD_SEQ));
      Row again = input.depth() == Depth.SCORING ? copied(model, scratch) : trained(model, scratch);
      ForecastPipeline pipeline = pipeline(scratch, config);
      AssembleJob.Result panel = pipeline.assemble(Optional.of(day(record, Runs.AS_OF)));
      compare("loads", Runs.LOADS_DIGEST, panel.knowledge().digest());
      compare("panel", Runs.PANEL_ID, panel.panelId());
      PredictJob.Result run = pipeline.predict(panel, again);
      compare(Runs.PANEL_DIGESTS, run.panelDigests(), inputs);
      compare(Runs.VERSIONS, input.execution().versions(), circumstances);
      compare(Runs.SETTINGS, RunRecord.settings(scratch.spark(), config), circumstances);
      input.progress().stage("compare");
      List<TableComparison> tables = new ArrayList<>();
      for (TableDefinition table : List.of(PredictJob.table(config), PredictJob.totals(config))) {
        tables.add(
            TableComparison.of(
                table,
                ofRun(input.warehouse(), table, input.runId()),
                ofRun(scratch, table, run.runId())));
      }
      return new Result(input.runId(), tables, inputs, circumstances);
    }

    /** The model as it is stored: its checksum is checked. */
    private Row copied(Row model, Warehouse scratch) {
      compare("model file", Runs.MODEL_CHECKSUM, model.getAs(Models.CHECKSUM));
      new Registry(scratch).copy(model, registry);
      return model;
    }

    /** The model trained once more, of what was known when it was trained. */
    private Row trained(Row model, Warehouse scoring) {
      long loads =
          model.<String, Long>getJavaMap(model.fieldIndex(Models.INPUT_VERSIONS)).get("loads");
      LocalDate asOf = day(model, Models.AS_OF);
      boolean ofTheSamePanel = model.getAs(Models.PANEL_ID).equals(record.getAs(Runs.PANEL_ID));
      Warehouse scratch = ofTheSamePanel ? scoring : scratch("training", loads);
      Optional<Row> search = searched(model, scratch);
      ForecastPipeline pipeline = pipeline(scratch, search.isPresent() ? config : chosen(model));
      AssembleJob.Result panel = pipeline.assemble(Optional.of(asOf));
      note("panel of training", model.getAs(Models.PANEL_ID), panel.panelId(), inputs);
      Row again = pipeline.train(panel);
      note("model", record.getAs(Runs.MODEL_CHECKSUM), again.getAs(Models.CHECKSUM), inputs);
      if (!ofTheSamePanel) {
        new Registry(scoring).copy(again, new Registry(scratch));
      }
      return again;
    }

    /** The engine that a trial chose: one that ran out of time would not come to it again. */
    private ForecastConfig chosen(Row model) {
      return config.training().auto().isEmpty()
          ? config
          : config.with(config.training().of(model.getAs(Models.ENGINE)));
    }

    /** The row of the model whose search chose the parameters: an input of the training. */
    private Optional<Row> searched(Row model, Warehouse scratch) {
      Optional<String> version = Optional.ofNullable(model.getAs(Models.SEARCH_OF));
      Optional<Row> found = version.flatMap(registry::find);
      if (version.isPresent() && found.isEmpty()) {
        note("model whose search chose the parameters", version.get(), "not there", inputs);
      }
      found.ifPresent(row -> new Registry(scratch).add(row));
      return found;
    }

    private Warehouse scratch(String name, long loads) {
      return Scratch.of(input.warehouse(), config, input.scratch() + "/" + name, loads);
    }

    private ForecastPipeline pipeline(Warehouse scratch, ForecastConfig settings) {
      return new ForecastPipeline(
          scratch,
          settings,
          input.execution().codeVersion(),
          RunRecord.begin(scratch, input.execution()),
          input.progress());
    }

    private static Dataset<Row> ofRun(Warehouse warehouse, TableDefinition table, String runId) {
      return warehouse.read(table).where(col(Forecasts.RUN_ID).equalTo(lit(runId)));
    }

    private static LocalDate day(Row row, String column) {
      return row.<Date>getAs(column).toLocalDate();
    }

    private void compare(String what, String column, String is) {
      note(what, record.getAs(column), is, inputs);
    }

    private void compare(String column, Map<String, String> is, List<Moved> into) {
      Map<String, String> was = record.getJavaMap(record.fieldIndex(column));
      TreeSet<String> names = new TreeSet<>(was.keySet());
      names.addAll(is.keySet());
      names.forEach(name -> note(name, was.get(name), is.get(name), into));
    }

    private static void note(String what, String was, String is, List<Moved> into) {
      if (!Objects.equals(was, is)) {
        into.add(new Moved(what, String.valueOf(was), String.valueOf(is)));
      }
    }
  }
}
