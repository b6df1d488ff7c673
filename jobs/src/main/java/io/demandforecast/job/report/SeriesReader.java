package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.ForecastPairs;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.RunForecasts;
import io.demandforecast.job.WatchJob;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.report.SeriesFacts;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.Forecasts;
import io.demandforecast.warehouse.Warehouse;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/** Reads the worst and the largest series, and sums of all, in one pass over the panel. */
final class SeriesReader {
  /** Horizons of history that are shown. */
  private static final int HORIZONS = 4;

  /** The most periods of history: of hours, a fortnight. */
  private static final int MOST_HISTORY = 400;

  /** Levels at which partial results are merged on executors before they come to the driver. */
  private static final int MERGED_IN = 2;

  private SeriesReader() {}

  /**
   * @param config of the run
   * @param opened the panel's rows
   * @param published the channel's publications, the oldest first
   * @param origin of the run
   * @param most series that are chosen
   */
  record Input(
      Warehouse warehouse,
      ForecastConfig config,
      OpenedPanel opened,
      List<Row> published,
      String runId,
      int origin,
      int most) {}

  static SeriesFacts read(Input input) {
    ForecastConfig config = input.config();
    PanelPlan plan = PanelPlan.of(config);
    int scored = WatchJob.periods(config);
    int history = Math.max(scored, Math.min(MOST_HISTORY, HORIZONS * config.horizon()));
    PastRuns past = PastRuns.of(input.published(), config, input.origin(), scored);
    SeriesScan scan =
        new SeriesScan(
            input.runId(),
            past.origins(),
            input.origin(),
            history,
            scored,
            config.horizon(),
            config.uncertainty().quantiles().size(),
            config.series().value().isEmpty()
                ? -1
                : plan.layout().covariate(config.series().value()),
            IntStream.range(config.series().keys().size(), plan.attributes().size())
                .boxed()
                .toList(),
            input.most());
    JavaRDD<PanelSeries> series = input.opened().withoutGroups();
    SeriesSums sums =
        series
            .zipPartitions(
                RunForecasts.of(
                    input
                        .warehouse()
                        .read(PredictJob.table(config))
                        .where(col(Forecasts.RUN_ID).isin(runIds(input, past).toArray()))
                        .where(
                            col(Forecasts.RUN_ID)
                                .equalTo(lit(input.runId()))
                                .or(past.condition(config.frequency()))),
                    config.uncertainty().quantiles(),
                    series.getNumPartitions()),
                ForecastPairs::new)
            .mapPartitions(pairs -> List.of(scan.of(pairs)).iterator())
            .treeReduce(SeriesSums::merge, MERGED_IN);
    return new SeriesFacts(
        sums.count() == 0
            ? "none of the run's series is in the panel that the warehouse holds now"
            : null,
        sums.count(),
        starts(config.frequency(), input.origin() - history + 1, history + config.horizon()),
        history - 1,
        scored,
        sums.error(),
        config.uncertainty().quantiles(),
        sums.total(),
        sums.chosen());
  }

  private static Set<String> runIds(Input input, PastRuns past) {
    Set<String> runIds = new HashSet<>(past.origins().keySet());
    runIds.add(input.runId());
    return runIds;
  }

  /** The date that a period goes by, at midnight; of hours their start. */
  private static List<Long> starts(Frequency frequency, int first, int length) {
    List<Long> starts = new ArrayList<>();
    for (int period = first; period < first + length; period++) {
      starts.add(
          frequency.unit() == Frequency.Unit.HOURLY
              ? frequency.start(period).getEpochSecond()
              : frequency.date(period).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
    }
    return starts;
  }
}
