package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.convert_timezone;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.year;

import io.demandforecast.series.Frequency;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/**
 * The arithmetic of {@link Frequency} as Spark expressions, so that millions of rows need no
 * user-defined function. Null in, null out.
 */
final class PeriodExpressions {
  private static final int HOURS_A_DAY = 24;
  private static final int DAYS_A_WEEK = 7;
  private static final int MONTHS_A_YEAR = 12;
  private static final long SECONDS_AN_HOUR = 3600;

  private final Frequency frequency;
  private final ZoneId zone;

  PeriodExpressions(Frequency frequency, ZoneId zone) {
    this.frequency = frequency;
    this.zone = zone;
  }

  Frequency frequency() {
    return frequency;
  }

  /**
   * The period a day falls in; of hourly data the hour that the local day starts in.
   *
   * @see Frequency#periodOf(LocalDate)
   */
  Column ofDay(Column day) {
    return switch (frequency.unit()) {
      case DAILY -> unix_date(day);
      case WEEKLY ->
          floor(unix_date(day).plus(DAYS_A_WEEK - 1 - firstWeekEnd()).divide(DAYS_A_WEEK))
              .cast("int");
      case MONTHLY -> year(day).minus(1970).multiply(MONTHS_A_YEAR).plus(month(day)).minus(1);
      case HOURLY -> ofTime(day.cast("timestamp_ntz"));
    };
  }

  /** The last period of a day: of hourly data the local day's last hour. */
  Column lastOfDay(Column day) {
    return frequency.unit() == Frequency.Unit.HOURLY
        ? ofDay(date_add(day, 1)).minus(1)
        : ofDay(day);
  }

  /**
   * The period of a local time: of an hour that occurs twice the earlier is meant, one that is
   * skipped moves forward.
   *
   * @see Frequency#periodOf(java.time.LocalDateTime, ZoneId)
   */
  Column ofTime(Column time) {
    if (frequency.unit() != Frequency.Unit.HOURLY) {
      return ofDay(to_date(time));
    }
    Column utc = convert_timezone(lit(zone.getId()), lit("UTC"), time);
    return unix_date(to_date(utc)).multiply(HOURS_A_DAY).plus(hour(utc));
  }

  /**
   * The date a period is named by.
   *
   * @see Frequency#date(int)
   */
  Column date(Column period) {
    return switch (frequency.unit()) {
      case DAILY -> date_from_unix_date(period);
      case HOURLY -> date_from_unix_date(floor(period.divide(HOURS_A_DAY)).cast("int"));
      case WEEKLY -> date_from_unix_date(period.multiply(DAYS_A_WEEK).plus(firstWeekEnd()));
      case MONTHLY -> add_months(lit(LocalDate.EPOCH), period);
    };
  }

  /**
   * @see Frequency#firstDay(int)
   */
  Column firstDay(Column period) {
    return frequency.unit() == Frequency.Unit.WEEKLY
        ? date_add(date(period), 1 - DAYS_A_WEEK)
        : date(period);
  }

  /**
   * @see Frequency#lastDay(int)
   */
  Column lastDay(Column period) {
    return frequency.unit() == Frequency.Unit.MONTHLY ? last_day(date(period)) : date(period);
  }

  /** When an hourly period starts; null for other frequencies. */
  Column time(Column period) {
    return frequency.unit() == Frequency.Unit.HOURLY
        ? timestamp_seconds(period.cast("long").multiply(SECONDS_AN_HOUR))
        : lit(null).cast("timestamp");
  }

  private int firstWeekEnd() {
    return Math.toIntExact(frequency.lastDay(0).toEpochDay());
  }
}
