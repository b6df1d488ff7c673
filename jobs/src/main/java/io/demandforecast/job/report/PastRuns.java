package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.series.Frequency;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.Publications;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Which run said last what the periods up to an origin would be: each is asked about those alone
 * between its own origin and that of the next one.
 *
 * @param spans disjoint, in order
 */
record PastRuns(List<Span> spans) {

  /**
   * Target periods that a run is asked about, both ends included.
   *
   * @param origin last period that the run knew
   */
  record Span(String runId, int origin, int from, int until) {}

  /**
   * @param published the publications of a channel, the oldest first
   * @param origin last of the periods
   * @param periods how many of them
   */
  static PastRuns of(List<Row> published, ForecastConfig config, int origin, int periods) {
    SortedMap<Integer, String> byOrigin = new TreeMap<>();
    for (Row publication : published) {
      LocalDate asOf = publication.<Date>getAs(Publications.AS_OF).toLocalDate();
      int own = config.frequency().lastCompletePeriod(asOf, config.timeZone());
      if (own < origin) {
        byOrigin.put(own, publication.getAs(Publications.RUN_ID));
      }
    }
    List<Span> spans = new ArrayList<>();
    for (Map.Entry<Integer, String> run : byOrigin.entrySet()) {
      SortedMap<Integer, String> later = byOrigin.tailMap(run.getKey() + 1);
      int next = later.isEmpty() ? origin : later.firstKey();
      int from = Math.max(run.getKey() + 1, origin - periods + 1);
      int until = Math.min(next, run.getKey() + config.horizon());
      if (from <= until) {
        spans.add(new Span(run.getValue(), run.getKey(), from, until));
      }
    }
    return new PastRuns(List.copyOf(spans));
  }

  /** Origin of each run. */
  Map<String, Integer> origins() {
    Map<String, Integer> origins = new HashMap<>();
    spans.forEach(span -> origins.merge(span.runId(), span.origin(), Math::max));
    return origins;
  }

  /** Whether a row of the forecasts is one that was asked for. */
  Column condition(Frequency frequency) {
    Column asked = lit(false);
    for (Span span : spans) {
      Column target =
          frequency.unit() == Frequency.Unit.HOURLY
              ? col(Forecasts.TARGET_TIME)
                  .between(
                      lit(Timestamp.from(frequency.start(span.from()))),
                      lit(Timestamp.from(frequency.start(span.until()))))
              : col(Forecasts.TARGET_DATE)
                  .between(
                      lit(Date.valueOf(frequency.date(span.from()))),
                      lit(Date.valueOf(frequency.date(span.until()))));
      asked = asked.or(col(Forecasts.RUN_ID).equalTo(lit(span.runId())).and(target));
    }
    return asked;
  }
}
