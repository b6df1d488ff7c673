package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.CalendarKey;
import io.demandforecast.quality.TypedRows;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Dates of rows whose time is a key of a calendar, such as a retailer's week. */
final class Calendars {
  /** First date of the row's key; null where the calendar has none. */
  static final String FROM = "_calendar_from";

  /** Last date of the row's key. */
  static final String TO = "_calendar_to";

  private static final String KEY = "_calendar_key";

  private Calendars() {}

  /** The rows with the dates of their key, where the input declares a calendar. */
  static Dataset<Row> join(InputSettings input, TypedRows typed, OtherInputs others) {
    if (input.time().isEmpty() || input.time().get().calendar().isEmpty()) {
      return typed.rows();
    }
    CalendarKey calendar = input.time().get().calendar().get();
    TypedRows days = others.rows(calendar.input());
    // A calendar has a row a day at most, whatever the size of the data.
    Dataset<Row> spans =
        broadcast(
            days.rows()
                .select(days.text(calendar.key()).as(KEY), days.day(calendar.date()).as(FROM))
                .where(col(KEY).isNotNull().and(col(FROM).isNotNull()))
                .groupBy(col(KEY))
                .agg(min(col(FROM)).as(FROM), max(col(FROM)).as(TO)));
    return typed
        .rows()
        .join(spans, typed.text(input.time().get().column()).equalTo(col(KEY)), "left")
        .drop(KEY);
  }
}
