package io.demandforecast.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/**
 * Scores published forecasts against what happened, as far as it is known.
 *
 * <p>Reads publications, forecasts, panel. Writes accuracy. Key: run_id and as_of. Run again it
 * replaces the rows of the same run and day where they have changed. Does not fail where nothing
 * can be scored yet: there are no rows then.
 */
public final class EvaluateJob {
  private static final int MOST_RUNS = 100;
  private static final String PUBLISHED_ROWS = "published_rows";

  private EvaluateJob() {}

  /**
   * @param opened the panel's rows: actuals to score with
   */
  public record Input(
      Warehouse warehouse, ForecastConfig config, AssembleJob.Result panel, OpenedPanel opened) {}

  /**
   * @param runs runs that were scored
   * @param overall figures of each over all series and leads
   * @param recent errors of what was published last in the configured channel, by segment and
   *     period
   */
  public record Result(List<String> runs, List<Row> overall, List<RecentErrors> recent) {}

  /** Scores every published run whose targets have begun to be known. */
  public static Result run(Input input) {
    ForecastConfig config = input.config();
    LocalDate known = config.frequency().date(input.panel().origin());
    List<Row> runs = scorable(input, known);
    if (runs.isEmpty()) {
      return new Result(List.of(), List.of(), List.of());
    }
    TrainingPlan plan = TrainingPlan.of(config, input.panel().plan());
    AccuracyRows scoring =
        new AccuracyRows(
            plan.seasonalNaive(),
            config.uncertainty().quantiles(),
            new LeadBuckets(config.uncertainty().buckets()),
            config.series().hierarchy(),
            config.series().hierarchy().stream()
                .map(input.panel().plan().attributes()::indexOf)
                .toList(),
            config.horizon(),
            config.season());
    Map<String, Integer> origins = new LinkedHashMap<>();
    runs.forEach(run -> origins.put(run.getString(0), origin(config.frequency(), run)));
    JavaRDD<PanelSeries> series = input.opened().withoutGroups();
    AccuracyRows.Scored scored =
        scoring.of(
            series.zipPartitions(
                RunForecasts.of(
                    input
                        .warehouse()
                        .read(PredictJob.table(config))
                        .where(col(Forecasts.RUN_ID).isin(origins.keySet().toArray())),
                    config.uncertainty().quantiles(),
                    series.getNumPartitions()),
                ForecastPairs::new),
            origins,
            watched(input, origins),
            input.panel().asOf(),
            config.frequency());
    List<Row> rows = scored.rows();
    Restatement.of(
            input.warehouse(),
            Accuracy.definition(),
            Accuracy.AS_OF,
            input.panel().asOf().toString())
        .write(rows);
    return new Result(
        List.copyOf(origins.keySet()),
        rows.stream()
            .filter(row -> row.getString(2).equals("all") && row.getString(4).equals("all"))
            .map(EvaluateJob::named)
            .toList(),
        scored.recent());
  }

  /**
   * The runs of the configured channel: the later their origin, then their publication, the first.
   */
  private static AccuracyRows.Watched watched(Input input, Map<String, Integer> origins) {
    Map<String, Long> published = new HashMap<>();
    for (Row row :
        input
            .warehouse()
            .read(Publications.definition())
            .where(col(Publications.CHANNEL).equalTo(lit(input.config().publication().channel())))
            .select(Publications.RUN_ID, Publications.SEQ)
            .collectAsList()) {
      published.merge(row.getString(0), row.getLong(1), Math::max);
    }
    List<String> inOrder =
        origins.keySet().stream()
            .filter(published::containsKey)
            .sorted(
                Comparator.comparing((String run) -> origins.get(run))
                    .thenComparing(published::get)
                    .reversed())
            .toList();
    Map<String, Integer> ranks = new HashMap<>();
    for (String run : inOrder) {
      ranks.put(run, ranks.size());
    }
    int origin = input.panel().origin();
    int periods = WatchJob.LOOKED_BACK * WatchJob.periods(input.config());
    return new AccuracyRows.Watched(ranks, origin - periods + 1, origin);
  }

  /** A row whose columns go by their names. */
  private static Row named(Row row) {
    return new GenericRowWithSchema(
        IntStream.range(0, row.size()).mapToObj(row::get).toArray(),
        Accuracy.definition().schema());
  }

  /**
   * Published runs that are whole, with the target and lead of one forecast, where the first target
   * lies no later than the last known date.
   */
  private static List<Row> scorable(Input input, LocalDate known) {
    Dataset<Row> published =
        input
            .warehouse()
            .read(Publications.definition())
            .groupBy(col(Publications.RUN_ID))
            .agg(max(col(Publications.ROWS)).as(PUBLISHED_ROWS));
    Column target =
        col(hourly(input.config().frequency()) ? Forecasts.TARGET_TIME : Forecasts.TARGET_DATE);
    return input
        .warehouse()
        .read(PredictJob.table(input.config()))
        .join(published, Publications.RUN_ID)
        .groupBy(col(Forecasts.RUN_ID), col(PUBLISHED_ROWS))
        .agg(
            count(lit(1)).as("rows"),
            max(col(Forecasts.ORIGIN_DATE)).as("origin"),
            min(col(Forecasts.TARGET_DATE)).as("first_target"),
            min(struct(target, leadOfRun().as(Forecasts.LEAD))).as("a_forecast"))
        // A run that maintenance left some leads of was scored while it was whole.
        .where(col("first_target").leq(lit(known)).and(col("rows").geq(col(PUBLISHED_ROWS))))
        .orderBy(col("origin").desc(), col(Forecasts.RUN_ID))
        .limit(MOST_RUNS)
        .select(col(Forecasts.RUN_ID), col("a_forecast.*"))
        .collectAsList();
  }

  /** Periods from the run's origin to the target, which differs from that of a late series. */
  private static Column leadOfRun() {
    return col(Forecasts.LEAD).minus(coalesce(col(Forecasts.STALE_PERIODS), lit(0)));
  }

  /** The origin of a run, from the target and the lead of one of its forecasts. */
  private static int origin(Frequency frequency, Row run) {
    int target =
        hourly(frequency)
            ? frequency.periodOf(run.getTimestamp(1).toInstant())
            : frequency.periodOf(run.getDate(1).toLocalDate());
    return target - run.getInt(2);
  }

  private static boolean hourly(Frequency frequency) {
    return frequency.unit() == Frequency.Unit.HOURLY;
  }
}
