package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.col;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.PredictJob;
import io.demandforecast.job.RunHistory;
import io.demandforecast.learn.Registry;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.report.AccuracyFacts;
import io.demandforecast.report.ReportData;
import io.demandforecast.report.SeriesFacts;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Runs;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Gathers what a report of a run shows.
 *
 * <p>Reads runs, publications, audits, models, loads, quarantine, accuracy, drift, forecasts,
 * panel. Writes nothing. Key: the run. Run again it gives the same, but for what has become known
 * since. Fails where no record tells of the run, or its model is not registered.
 */
public final class ReportJob {
  private ReportJob() {}

  /**
   * @param config of the run
   * @param channel whose publications are scored
   * @param runId forecast by this or an earlier execution, published or not
   * @param panel of the same configuration; empty: none is stored
   * @param series how many of them are shown
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      String channel,
      String runId,
      Optional<OpenedPanel> panel,
      int series) {}

  /** Gathers. */
  public static ReportData run(Input input) {
    Warehouse warehouse = input.warehouse();
    ForecastConfig config = input.config();
    Row forecast = RunHistory.forecast(warehouse, input.runId());
    LocalDate asOf = forecast.<Date>getAs(Runs.AS_OF).toLocalDate();
    Row model = new Registry(warehouse).ofRun(input.runId(), forecast.getAs(Runs.MODEL_VERSION));
    List<Row> published =
        warehouse.read(Publications.definition()).orderBy(col(Publications.SEQ)).collectAsList();
    List<Row> ofChannel =
        published.stream()
            .filter(row -> row.getAs(Publications.CHANNEL).equals(input.channel()))
            .toList();
    return new ReportData(
        config.name(),
        config.frequency().unit().name().toLowerCase(Locale.ROOT),
        config.season(),
        config.horizon(),
        input.channel(),
        config.series().value(),
        new RunReader(warehouse, forecast).read(published, model, PredictJob.table(config)),
        QualityReader.read(warehouse, forecast.<Long>getAs(Runs.LOAD_SEQ)),
        new AccuracyReader(warehouse.read(Accuracy.definition()), runIds(ofChannel)).read(),
        ModelReader.outOfFold(model),
        DriftReader.read(warehouse, input.runId(), asOf),
        ModelReader.importances(model),
        series(input, ofChannel, config.frequency().lastCompletePeriod(asOf, config.timeZone())));
  }

  /**
   * The run that readers of a channel see.
   *
   * @throws ForecastException where there is none
   */
  public static String current(Warehouse warehouse, String channel) {
    return warehouse
        .read(Publications.definition())
        .where(col(Publications.CHANNEL).equalTo(channel))
        .orderBy(col(Publications.SEQ).desc())
        .takeAsList(1)
        .stream()
        .findFirst()
        .map(row -> row.<String>getAs(Publications.RUN_ID))
        .orElseThrow(
            () ->
                ForecastException.data(
                    "nothing is published in channel "
                        + channel
                        + ". Publish first: forecast run; or name a run: --run RUN"));
  }

  /**
   * How wrong what was published in a channel was, without segments.
   *
   * @param published its publications
   */
  public static AccuracyFacts accuracy(Warehouse warehouse, List<Row> published) {
    return new AccuracyReader(warehouse.read(Accuracy.definition()), runIds(published)).atAGlance();
  }

  private static Set<String> runIds(List<Row> published) {
    return published.stream()
        .map(row -> row.<String>getAs(Publications.RUN_ID))
        .collect(Collectors.toSet());
  }

  private static SeriesFacts series(Input input, List<Row> published, int origin) {
    return input
        .panel()
        .map(
            opened ->
                SeriesReader.read(
                    new SeriesReader.Input(
                        input.warehouse(),
                        input.config(),
                        opened,
                        published,
                        input.runId(),
                        origin,
                        input.series())))
        .orElseGet(
            () ->
                SeriesFacts.none(
                    "the warehouse holds no panel now that a record says is of the run's configuration:"
                        + " the next forecast run with it makes one"));
  }
}
