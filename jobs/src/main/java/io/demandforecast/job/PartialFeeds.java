package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.PartialFeed;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.panel.Arrivals;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a night goes on with the feeds that are there. Before the deadline it does not: it ends,
 * to be tried again, so that no session and no lease is held while nothing can be done.
 */
final class PartialFeeds {
  private static final int MOST_NAMED = 10;

  private PartialFeeds() {}

  /**
   * What to tell of feeds that are late; empty where none is.
   *
   * @throws ForecastException that asks for another try, where one is late before the deadline
   */
  static Optional<String> require(ForecastConfig config, AssembleJob.Result panel, Instant now) {
    Arrivals arrivals = panel.arrivals();
    if (config.publication().partial().isEmpty() || arrivals.late().isEmpty()) {
      return Optional.empty();
    }
    PartialFeed partial = config.publication().partial().get();
    Optional<ZonedDateTime> deadline =
        partial
            .by()
            .map(
                time ->
                    panel
                        .asOf()
                        .plusDays(partial.byDays())
                        .atTime(time)
                        .atZone(ZoneId.of(config.timeZone().getId())));
    if (deadline.isPresent() && now.isBefore(deadline.get().toInstant())) {
      throw ForecastException.notYet(
          text(arrivals, config)
              + ". Nothing was forecast: until "
              + deadline.get().format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT))
              + " ("
              + config.timeZone()
              + ") they are waited for. Run again when they have come, or after that time: the"
              + " night then goes on without them");
    }
    return Optional.of(text(arrivals, config));
  }

  /** Which feeds are late, and since when. */
  static String text(Arrivals arrivals, ForecastConfig config) {
    String feed = config.publication().partial().orElseThrow().feed();
    if (arrivals.late().isEmpty()) {
      return "all %d values of %s have delivered".formatted(arrivals.feeds(), feed);
    }
    int late = arrivals.late().last().size();
    String named =
        arrivals.late().last().entrySet().stream()
            .limit(MOST_NAMED)
            .map(
                entry ->
                    "%s (last: %s)"
                        .formatted(entry.getKey(), config.frequency().date(entry.getValue())))
            .collect(Collectors.joining(", "));
    return "%d of %d values of %s are late: %s%s"
        .formatted(late, arrivals.feeds(), feed, named, late > MOST_NAMED ? ", ..." : "");
  }
}
