package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ExportSettings;
import io.demandforecast.config.ExportSettings.Content;
import io.demandforecast.config.ExportSettings.Folder;
import io.demandforecast.config.ExportSettings.Mode;
import io.demandforecast.config.ExportSettings.Table;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.export.Destination;
import io.demandforecast.export.FolderExport;
import io.demandforecast.export.Publication;
import io.demandforecast.export.Shipment;
import io.demandforecast.export.TableExport;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.progress.Progress;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Hands what is published to others: a table of a database, or files.
 *
 * <p>Reads publications and forecasts (or totals). Writes nothing of the warehouse. Key there:
 * channel, series and lead, with {@code mode = runs} the run, too. Run again it changes nothing.
 * Fails, with what was there before still there, where a later publication is there already, or
 * rows are not those that were published.
 */
public final class ExportJob {
  private ExportJob() {}

  /**
   * @param name of the export in the configuration
   * @param run to hand over; empty: the current one
   * @param channel to hand over; empty: the export's, else the configured one
   * @param environment where user and password of a database are
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      String name,
      Optional<String> run,
      Optional<String> channel,
      Map<String, String> environment,
      Progress progress) {}

  /**
   * @param rows of it that are there now
   * @param place where
   */
  public record Result(Publication publication, long rows, String place) {}

  /** Hands over. */
  public static Result run(Input input) {
    ExportSettings export = export(input);
    String channel =
        input
            .channel()
            .or(() -> Optional.of(export.channel()).filter(text -> !text.isEmpty()))
            .orElse(input.config().publication().channel());
    Row published = published(input, channel);
    Shipment shipment = shipment(input.warehouse(), export, published);
    Destination destination = destination(input, export, channel);
    input.progress().stage("export to " + export.name());
    long rows = destination.put(shipment);
    return new Result(shipment.publication(), rows, destination.place());
  }

  private static ExportSettings export(Input input) {
    List<ExportSettings> all = input.config().exports();
    return all.stream()
        .filter(one -> one.name().equals(input.name()))
        .findFirst()
        .orElseThrow(
            () ->
                ForecastException.configuration(
                    all.isEmpty()
                        ? "no export is declared. Declare one: export."
                            + input.name()
                            + " { kind = postgresql, url = \"jdbc:postgresql://host/database\","
                            + " table = forecast }"
                        : "there is no export '"
                            + input.name()
                            + "'; declared are "
                            + String.join(", ", all.stream().map(ExportSettings::name).toList())));
  }

  private static Row published(Input input, String channel) {
    ChannelHistory history = ChannelHistory.of(input.warehouse(), channel);
    return (input.run().isPresent() ? history.newestHere(input.run().get()) : history.current())
        .orElseThrow(
            () ->
                ForecastException.data(
                    input
                        .run()
                        .map(run -> "run " + run + " was never published in channel " + channel)
                        .orElse("nothing is published in channel " + channel)
                        .concat(". See: forecast sql \"SELECT * FROM publications\"")));
  }

  private static Shipment shipment(Warehouse warehouse, ExportSettings export, Row published) {
    Publication publication =
        new Publication(
            published.getAs(Publications.CHANNEL),
            published.getAs(Publications.SEQ),
            ChannelHistory.run(published),
            published.<Date>getAs(Publications.AS_OF).toLocalDate(),
            published.getAs(Publications.MODEL_VERSION),
            published.<Timestamp>getAs(Publications.PUBLISHED_AT).toInstant());
    boolean totals = export.content() == Content.TOTALS;
    String table = totals ? ForecastTotals.NAME : Forecasts.NAME;
    Dataset<Row> rows =
        warehouse
            .written(table)
            .orElseThrow(
                () ->
                    ForecastException.data(
                        "warehouse " + warehouse.location() + " has no table " + table + "."));
    List<String> key = new ArrayList<>();
    key.add(Publication.CHANNEL);
    if (export.mode() == Mode.RUNS) {
      key.add(Forecasts.RUN_ID);
    }
    key.add(Forecasts.SERIES_ID);
    key.add(totals ? ForecastTotals.PERIODS : Forecasts.LEAD);
    return new Shipment(
        publication,
        named(rows, publication),
        key,
        export.mode(),
        totals ? OptionalLong.empty() : OptionalLong.of(published.<Long>getAs(Publications.ROWS)));
  }

  /** The run's rows, each with its publication. */
  private static Dataset<Row> named(Dataset<Row> rows, Publication publication) {
    List<Column> columns = new ArrayList<>();
    columns.add(lit(publication.channel()).as(Publication.CHANNEL));
    columns.add(lit(publication.sequence()).as(Publication.SEQUENCE));
    Set<String> taken = Set.of(Publication.CHANNEL, Publication.SEQUENCE);
    for (String name : rows.columns()) {
      if (taken.contains(name)) {
        throw ForecastException.configuration(
            "a key of the series is called " + name + ", as a column of every export is.");
      }
      columns.add(col("`" + name + "`"));
    }
    return rows.where(col(Forecasts.RUN_ID).equalTo(lit(publication.runId())))
        .select(columns.toArray(Column[]::new));
  }

  private static Destination destination(Input input, ExportSettings export, String channel) {
    if (export.target() instanceof Table table) {
      return new TableExport(export.name(), table, input.environment(), input.progress()::note);
    }
    return new FolderExport(
        input.warehouse().spark(),
        (Folder) export.target(),
        export.content().name().toLowerCase(Locale.ROOT),
        channel);
  }
}
