package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.learn.Explainer;
import io.demandforecast.learn.Registry;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.Ledger;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.progress.Progress;
import io.demandforecast.series.Frequency;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Says why a published forecast is what it is: what the model saw, what each part adds, what simple
 * forecasters say, and how wrong the last forecasts of the series were.
 *
 * <p>Reads publications, forecasts, runs, models, panel; where the panel is another day's it is
 * made again in an empty warehouse. Writes that alone. Fails where nothing was published of the
 * series and date.
 */
public final class ExplainJob {
  /** Target dates before the origin that are looked back on. */
  private static final int LOOKED_BACK = 14;

  /** Periods up to the origin that are drawn. */
  private static final int DRAWN = 42;

  private ExplainJob() {}

  /**
   * @param channel whose current run is asked, unless a run is named
   * @param key column to value, of each key column of the series
   * @param hour of the day (UTC), for hourly data
   * @param runId a run that was published; empty: the current one
   * @param scratch a new or empty folder that every executor reaches
   * @param execution that asks
   */
  public record Input(
      Warehouse warehouse,
      String channel,
      Map<String, String> key,
      LocalDate date,
      int hour,
      Optional<String> runId,
      String scratch,
      Execution execution,
      Progress progress) {}

  /**
   * A forecast of a date whose actual is known, as it was published last before that.
   *
   * @param actual as known at the origin of the forecast explained
   */
  public record Past(LocalDate date, int lead, double forecast, double actual) {}

  /**
   * @param mean as it was published
   * @param quantiles by column, as published
   * @param explanation of the mean; its own mean is the published one where all inputs are as they
   *     were
   * @param recent actuals of the periods up to the origin, the oldest first; NaN: unknown
   * @param ahead means that the run forecast, by lead
   * @param past the newest first
   */
  public record Result(
      String seriesId,
      LocalDate date,
      int lead,
      LocalDate origin,
      double mean,
      Map<String, Double> quantiles,
      String runId,
      LocalDate asOf,
      String modelVersion,
      String codeVersion,
      Explainer.Explanation explanation,
      List<Double> recent,
      List<Double> ahead,
      List<Past> past) {

    public Result {
      recent = List.copyOf(recent);
      ahead = List.copyOf(ahead);
      past = List.copyOf(past);
    }

    /** Whether the explanation is of the number that was published, to the bit. */
    public boolean exact() {
      return Double.doubleToLongBits(mean) == Double.doubleToLongBits(explanation.mean());
    }
  }

  /** Explains. */
  public static Result run(Input input) {
    Warehouse warehouse = input.warehouse();
    input.progress().stage("find forecast");
    String runId = input.runId().orElseGet(() -> current(input));
    Row record = RunHistory.forecast(warehouse, runId);
    ForecastConfig config =
        new ConfigLoader().recorded(RunHistory.started(warehouse, record).getAs(Runs.CONFIG));
    requireKeys(input, config);
    Dataset<Row> forecasts = ofSeries(input, config);
    Row forecast = forecast(input, config, runId, forecasts);
    Registry registry = new Registry(warehouse);
    String modelVersion = record.getAs(Runs.MODEL_VERSION);
    Row model = registry.ofRun(runId, modelVersion);
    LocalDate asOf = record.<Date>getAs(Runs.AS_OF).toLocalDate();
    AssembledSeries series = series(input, config, record, forecast.getAs(Forecasts.SERIES_ID));
    input.progress().stage("explain");
    Explainer.Explanation explanation =
        new Explainer(registry.load(model), TrainingPlan.of(config, series.panel().plan()))
            .explain(
                series.series(), series.panel().origin(), forecast.<Integer>getAs(Forecasts.LEAD));
    return new Result(
        forecast.getAs(Forecasts.SERIES_ID),
        input.date(),
        forecast.<Integer>getAs(Forecasts.LEAD),
        forecast.<Date>getAs(Forecasts.ORIGIN_DATE).toLocalDate(),
        forecast.<Double>getAs(Forecasts.MEAN),
        quantiles(forecast, config),
        runId,
        asOf,
        modelVersion,
        record.getAs(Runs.CODE_VERSION),
        explanation,
        recent(series),
        ahead(forecasts, runId),
        past(input, config, series, forecasts));
  }

  private static String current(Input input) {
    return ChannelHistory.of(input.warehouse(), input.channel())
        .current()
        .map(ChannelHistory::run)
        .orElseThrow(
            () ->
                ForecastException.data(
                    "nothing is published in channel "
                        + input.channel()
                        + ". Publish first: forecast run; or name a run: --run RUN"));
  }

  private static void requireKeys(Input input, ForecastConfig config) {
    List<String> keys = config.series().keys();
    if (!new TreeSet<>(keys).equals(new TreeSet<>(input.key().keySet()))) {
      throw ForecastException.usage(
          "a series is named by "
              + String.join(", ", keys)
              + ", not by "
              + String.join(", ", new TreeSet<>(input.key().keySet()))
              + ". Write"
              + keys.stream().map(key -> " --series " + key + "=...").reduce("", String::concat));
    }
  }

  private static Dataset<Row> ofSeries(Input input, ForecastConfig config) {
    Dataset<Row> rows = input.warehouse().read(PredictJob.table(config));
    for (Map.Entry<String, String> part : input.key().entrySet()) {
      rows = rows.where(col("`" + part.getKey() + "`").equalTo(lit(part.getValue())));
    }
    return rows;
  }

  private static Row forecast(
      Input input, ForecastConfig config, String runId, Dataset<Row> forecasts) {
    Dataset<Row> ofRun = forecasts.where(col(Forecasts.RUN_ID).equalTo(lit(runId)));
    Column target = col(Forecasts.TARGET_DATE).equalTo(lit(Date.valueOf(input.date())));
    if (hourly(config)) {
      target = col(Forecasts.TARGET_TIME).equalTo(lit(Timestamp.from(hour(input))));
    }
    List<Row> found = ofRun.where(target).takeAsList(1);
    if (!found.isEmpty()) {
      return found.get(0);
    }
    Row span = ofRun.agg(min(col(Forecasts.TARGET_DATE)), max(col(Forecasts.TARGET_DATE))).first();
    throw ForecastException.data(
        "run "
            + runId
            + (span.isNullAt(0)
                ? " forecasts no series "
                    + input.key()
                    + ". See: forecast sql \"SELECT * FROM series\""
                : " has no forecast of series "
                    + input.key()
                    + " for "
                    + input.date()
                    + ": its dates go from "
                    + span.get(0)
                    + " to "
                    + span.get(1)
                    + ", without days on which it cannot sell"));
  }

  private static boolean hourly(ForecastConfig config) {
    return config.frequency().unit() == Frequency.Unit.HOURLY;
  }

  private static Instant hour(Input input) {
    return input.date().atTime(input.hour(), 0).toInstant(java.time.ZoneOffset.UTC);
  }

  /** A series with the panel that it is of. */
  private record AssembledSeries(AssembleJob.Result panel, PanelSeries series) {}

  /** Of the panel that is stored, where it is the run's; else of that panel made again. */
  private static AssembledSeries series(
      Input input, ForecastConfig config, Row record, String seriesId) {
    long lastLoad = record.<Long>getAs(Runs.LOAD_SEQ);
    Warehouse warehouse =
        isStored(input, config, record)
            ? Scratch.withPanel(input.warehouse(), config, input.scratch(), lastLoad)
            : Scratch.of(input.warehouse(), config, input.scratch(), lastLoad);
    input.progress().stage("assemble panel");
    AssembleJob.Result panel =
        AssembleJob.run(
            new AssembleJob.Input(
                warehouse, config, Optional.of(record.<Date>getAs(Runs.AS_OF).toLocalDate())));
    List<PanelSeries> found =
        OpenedPanel.of(warehouse, config, panel.plan())
            .series()
            .filter(one -> one.history().id().equals(seriesId))
            .take(1);
    if (found.isEmpty()) {
      throw ForecastException.data(
          "series "
              + seriesId
              + " is not among what is known as of "
              + panel.asOf()
              + " any more, though it was forecast then: see forecast replay");
    }
    return new AssembledSeries(panel, found.get(0));
  }

  /** Whether the panel that is stored is the run's; an id is made of configuration and loads. */
  private static boolean isStored(Input input, ForecastConfig config, Row record) {
    return config.hash().equals(record.<String>getAs(Runs.CONFIG_HASH))
        && Ledger.of(input.warehouse())
            .knowledgeUpTo(record.<Long>getAs(Runs.LOAD_SEQ))
            .digest()
            .equals(record.<String>getAs(Runs.LOADS_DIGEST))
        && !input
            .warehouse()
            .read(Panel.definition())
            .where(col(Panel.KIND).equalTo(lit(Panel.WHOLE)))
            .where(col(Panel.PANEL_ID).equalTo(lit(record.<String>getAs(Runs.PANEL_ID))))
            .isEmpty();
  }

  private static List<Double> recent(AssembledSeries series) {
    int origin = series.panel().origin();
    SeriesHistory history = series.series().history();
    return IntStream.rangeClosed(Math.max(origin - DRAWN + 1, history.firstPeriod()), origin)
        .mapToObj(history::actual)
        .toList();
  }

  private static List<Double> ahead(Dataset<Row> forecasts, String runId) {
    return forecasts
        .where(col(Forecasts.RUN_ID).equalTo(lit(runId)))
        .orderBy(col(Forecasts.LEAD))
        .select(col(Forecasts.MEAN))
        .collectAsList()
        .stream()
        .map(row -> row.getDouble(0))
        .toList();
  }

  private static Map<String, Double> quantiles(Row forecast, ForecastConfig config) {
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (double level : config.uncertainty().quantiles()) {
      String column = Forecasts.quantileColumn(level);
      quantiles.put(column, forecast.getAs(column));
    }
    return quantiles;
  }

  /** What was said last of the newest dates whose actual was known at the origin. */
  private static List<Past> past(
      Input input, ForecastConfig config, AssembledSeries series, Dataset<Row> forecasts) {
    Frequency frequency = config.frequency();
    int origin = series.panel().origin();
    Dataset<Row> published =
        WarehouseViews.ofChannel(input.warehouse().read(Publications.definition()), input.channel())
            .groupBy(col(Publications.RUN_ID))
            .agg(max(col(Publications.SEQ)).as(Publications.SEQ));
    String target = hourly(config) ? Forecasts.TARGET_TIME : Forecasts.TARGET_DATE;
    List<Row> rows =
        forecasts
            .where(
                col(Forecasts.TARGET_DATE)
                    .between(
                        lit(Date.valueOf(frequency.date(origin - LOOKED_BACK + 1))),
                        lit(Date.valueOf(frequency.date(origin)))))
            .join(published, Forecasts.RUN_ID)
            .groupBy(col(target))
            .agg(
                max_by(
                        struct(col(Forecasts.LEAD), col(Forecasts.MEAN)),
                        struct(col(Forecasts.ORIGIN_DATE), col(Publications.SEQ)))
                    .as("last"))
            .select(col(target), col("last.*"))
            .orderBy(col(target).desc())
            .collectAsList();
    List<Past> past = new ArrayList<>();
    for (Row row : rows) {
      int period =
          hourly(config)
              ? frequency.periodOf(row.getTimestamp(0).toInstant())
              : frequency.periodOf(row.getDate(0).toLocalDate());
      double actual = period > origin ? Double.NaN : series.series().history().actual(period);
      if (!Double.isNaN(actual)) {
        past.add(new Past(frequency.date(period), row.getInt(1), row.getDouble(2), actual));
      }
    }
    return past;
  }
}
