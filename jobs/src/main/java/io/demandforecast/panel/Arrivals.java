package io.demandforecast.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.PartialFeed;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.Observations;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which feeds have delivered as of a day.
 *
 * @param late those that have not, though they did within the periods that a feed can be late by
 * @param feeds how many there are; 0 where none is declared
 */
public record Arrivals(LateFeeds late, int feeds) {
  private static final int HOURS_OF_A_DAY = 24;

  /** Share of the feeds that are late. */
  public double lateShare() {
    return feeds == 0 ? 0 : (double) late.last().size() / feeds;
  }

  /** Looks for the last period of each feed. */
  public static Arrivals of(Warehouse warehouse, ForecastConfig config, LocalDate asOf, Cut cut) {
    if (config.publication().partial().isEmpty()) {
      return new Arrivals(LateFeeds.NONE, 0);
    }
    PartialFeed partial = config.publication().partial().get();
    int expected = expected(config, asOf, cut);
    // An hour without a sale is nothing unusual, a day without one is.
    int due =
        config.frequency().unit() == Frequency.Unit.HOURLY
            ? expected - HOURS_OF_A_DAY + 1
            : expected;
    int from = due - partial.maxPeriods();
    SortedMap<String, Integer> late = new TreeMap<>();
    List<Row> feeds = lastPeriods(warehouse, config, asOf, cut, from).collectAsList();
    for (Row feed : feeds) {
      if (feed.getInt(1) < due) {
        late.put(feed.getString(0), feed.getInt(1));
      }
    }
    return new Arrivals(
        late.isEmpty() ? LateFeeds.NONE : new LateFeeds(partial.feed(), late), feeds.size());
  }

  /**
   * What is known.
   *
   * @param highWater the last load
   * @param last the last period with an actual of any series
   * @param origin the last period of targets
   */
  public record Cut(long highWater, int last, int origin) {}

  /**
   * The last period that all feeds should have a row in: the last that is over, less the delay that
   * rows are declared to have, and not one on which all is closed.
   */
  private static int expected(ForecastConfig config, LocalDate asOf, Cut cut) {
    InputSettings.KnownAt knownAt =
        config.inputs().stream()
            .filter(input -> input.quantity().isPresent())
            .findFirst()
            .orElseThrow()
            .knownAt();
    Frequency frequency = config.frequency();
    int period =
        knownAt.column().isPresent()
            ? Math.min(cut.origin(), cut.last())
            : Math.min(
                cut.origin(),
                frequency.lastCompletePeriod(
                    asOf.minusDays(knownAt.delayDays()), config.timeZone()));
    while (isClosed(config, frequency.date(period)) && period > cut.origin() - config.season()) {
      period--;
    }
    return period;
  }

  private static boolean isClosed(ForecastConfig config, LocalDate day) {
    return config.availability().closedWeekdays().contains(day.getDayOfWeek())
        || config.availability().closedDates().contains(day);
  }

  /** Feed and last period, of those with a row since a period. */
  private static Dataset<Row> lastPeriods(
      Warehouse warehouse, ForecastConfig config, LocalDate asOf, Cut cut, int from) {
    String feed = config.publication().partial().orElseThrow().feed();
    Dataset<Row> recent =
        warehouse
            .read(Observations.definition(config.series().keys()))
            .where(
                col(Observations.YEAR)
                    .geq(lit(config.frequency().date(from).getYear()))
                    .and(col(Observations.PERIOD).geq(lit(from)))
                    .and(col(Observations.PERIOD).leq(lit(cut.origin())))
                    .and(col(Observations.KNOWN_AT).leq(lit(Date.valueOf(asOf))))
                    .and(col(Observations.LOAD_SEQ).leq(lit(cut.highWater()))));
    Dataset<Row> ofFeeds =
        config.series().keys().contains(feed)
            ? recent
            : recent.join(
                attributes(warehouse, config, feed, cut.highWater()), Observations.SERIES_ID);
    return ofFeeds
        .where(col("`" + feed + "`").isNotNull())
        .groupBy(col("`" + feed + "`"))
        .agg(max(col(Observations.PERIOD)));
  }

  /** Each series with the feed that was loaded last for it. */
  private static Dataset<Row> attributes(
      Warehouse warehouse, ForecastConfig config, String feed, long highWater) {
    List<String> keys = config.series().keys();
    return warehouse
        .read(
            SeriesTable.definition(
                keys,
                PanelPlan.attributesOf(config).stream()
                    .filter(name -> !keys.contains(name))
                    .toList()))
        .where(col(SeriesTable.LOAD_SEQ).leq(lit(highWater)))
        .groupBy(col(SeriesTable.SERIES_ID))
        .agg(max_by(col("`" + feed + "`"), col(SeriesTable.LOAD_SEQ)).as(feed));
  }
}
