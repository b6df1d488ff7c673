package io.demandforecast.job;

import io.demandforecast.table.Publications;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Row;

/**
 * How old the publication is that a channel's readers see: the one place that says so.
 *
 * @param channel of the publication
 * @param runId its run
 * @param asOf its last day of actuals
 * @param publishedAt when it was published
 * @param age since then; never below zero
 */
public record PublicationAge(
    String channel, String runId, LocalDate asOf, Instant publishedAt, Duration age) {

  /** The age of a publication's row at a time. */
  static PublicationAge of(Row publication, Instant now) {
    Instant at = publication.<Timestamp>getAs(Publications.PUBLISHED_AT).toInstant();
    Duration age = Duration.between(at, now);
    return new PublicationAge(
        publication.getAs(Publications.CHANNEL),
        publication.getAs(Publications.RUN_ID),
        publication.<Date>getAs(Publications.AS_OF).toLocalDate(),
        at,
        age.isNegative() ? Duration.ZERO : age);
  }

  /** In words: {@code run r-1 as of 2025-12-30, published 1 day and 3 hours ago}. */
  public String text() {
    long days = age.toDays();
    long hours = age.toHours() % 24;
    String ago =
        days > 0
            ? "%d day%s and %d hour%s ago".formatted(days, s(days), hours, s(hours))
            : "%d hour%s ago".formatted(hours, s(hours));
    return "run %s as of %s, published %s".formatted(runId, asOf, ago);
  }

  private static String s(long count) {
    return count == 1 ? "" : "s";
  }
}
