package io.demandforecast.config;

import com.typesafe.config.ConfigException;
import java.util.Map;

/** What Typesafe Config says of a text it cannot read. */
final class Syntax {
  private Syntax() {}

  /** The message without the place, which is shown before it. */
  static String message(ConfigException failure) {
    String message = Secrets.takenOut(failure.getMessage(), Map.of());
    if (failure.origin() == null) {
      return message;
    }
    String place = failure.origin().description() + ": ";
    return message.startsWith(place) ? message.substring(place.length()) : message;
  }

  /** The problem of a file or setting that cannot be read. */
  static ConfigProblem problem(ConfigException failure, String source) {
    Place place = failure.origin() == null ? new Place(source, 0) : Place.of(failure.origin());
    String hint =
        failure instanceof ConfigException.UnresolvedSubstitution
            ? "; set it as an environment variable, or write ${?NAME} where it may be absent"
            : "";
    String kind =
        failure instanceof ConfigException.Parse && hint.isEmpty() ? "not valid HOCON: " : "";
    return new ConfigProblem(place, "", "", kind + message(failure) + hint);
  }
}
