package io.demandforecast.config;

import io.demandforecast.config.PublicationSettings.RecordFeatures;
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
            publication.choice("record-features", RecordFeatures.class));
    if (publication.sound("channel") && !CHANNEL.matcher(settings.channel()).matches()) {
      publication.problem("channel", "expected letters, digits, '_' and '-' only");
    }
    if (publication.sound("min-total-ratio", "max-total-ratio")
        && settings.minTotalRatio() >= settings.maxTotalRatio()) {
      publication.problem(
          "max-total-ratio", "expected more than min-total-ratio = " + settings.minTotalRatio());
    }
    return settings;
  }
}
