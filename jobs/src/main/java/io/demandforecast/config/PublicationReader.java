package io.demandforecast.config;

import io.demandforecast.config.AuditSettings.Check;
import io.demandforecast.config.AuditSettings.Severity;
import io.demandforecast.config.PublicationSettings.RecordFeatures;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code publication}. */
final class PublicationReader {
  private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_-]+");

  private PublicationReader() {}

  static PublicationSettings read(Section publication) {
    PublicationSettings settings =
        new PublicationSettings(
            publication.requiredText("channel", "the name of a channel"),
            publication.number("min-total-ratio", Bounds.atLeast(0)),
            publication.number("max-total-ratio", Bounds.atLeast(0)),
            publication.number("max-fallback-share", Bounds.SHARE),
            publication.choice("record-features", RecordFeatures.class),
            publication.flag("materialise"),
            audits(publication),
            partial(publication.section("partial")),
            watch(publication.section("watch")));
    if (publication.sound("channel") && !CHANNEL.matcher(settings.channel()).matches()) {
      publication.problem("channel", "expected letters, digits, '_' and '-' only");
    }
    if (publication.sound("min-total-ratio", "max-total-ratio")
        && settings.minTotalRatio() >= settings.maxTotalRatio()) {
      publication.problem(
          "max-total-ratio", "expected more than min-total-ratio = " + settings.minTotalRatio());
    }
    AuditSettings audits = settings.audits();
    if (publication.sound("min-ratio-to-last", "max-ratio-to-last")
        && audits.minRatioToLast() >= audits.maxRatioToLast()) {
      publication.problem(
          "max-ratio-to-last", "expected more than min-ratio-to-last = " + audits.minRatioToLast());
    }
    return settings;
  }

  private static Optional<PartialFeed> partial(Section partial) {
    String feed = partial.text("feed");
    PartialFeed settings =
        new PartialFeed(
            feed,
            partial.optionalTime("by"),
            partial.integer("by-days", Bounds.between(0, 1000)),
            partial.integer("max-periods", Bounds.between(1, 1000)),
            partial.number("max-share", Bounds.SHARE));
    return feed.isEmpty() ? Optional.empty() : Optional.of(settings);
  }

  private static WatchSettings watch(Section watch) {
    return new WatchSettings(
        watch.integer("periods", Bounds.between(0, 10_000)),
        watch.integer("sample", Bounds.atLeast(1)),
        watch.number("max-psi", Bounds.atLeast(0)),
        watch.number("max-wape-growth", Bounds.atLeast(0)),
        watch.number("max-tracking-signal", Bounds.SHARE),
        watch.number("max-coverage-shortfall", Bounds.SHARE),
        watch.flag("retrain"),
        watch.integer("retrain-rest-days", Bounds.atLeast(0)));
  }

  private static AuditSettings audits(Section publication) {
    Section severity = publication.section("severity");
    Map<Check, Severity> severities = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      severities.put(check, severity.choice(check.setting(), Severity.class));
    }
    return new AuditSettings(
        publication.number("min-complete-share", Bounds.SHARE),
        publication.number("max-crossing-share", Bounds.SHARE),
        publication.number("min-ratio-to-last", Bounds.atLeast(0)),
        publication.number("max-ratio-to-last", Bounds.atLeast(0)),
        publication.number("max-coverage-shortfall", Bounds.SHARE),
        severities);
  }
}
