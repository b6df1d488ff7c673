package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;

/** A setting from outside a file: a path and a value as one text. */
final class SettingText {
  private static final String KEY = "value";
  private static final List<String> SPARK_SETTINGS = List.of("spark", "settings");

  private SettingText() {}

  /**
   * A configuration with one setting.
   *
   * @param source what a problem with it names
   * @param value a list, section or quoted text in HOCON; anything else is taken as it is, so that
   *     addresses and patterns need no quotes
   */
  static Config of(List<String> path, String value, String source, ConfigProblems problems) {
    List<String> keys = path;
    if (path.size() > 3 && path.subList(0, 2).equals(SPARK_SETTINGS)) {
      keys = List.of(path.get(0), path.get(1), String.join(".", path.subList(2, path.size())));
    }
    String joined = ConfigUtil.joinPath(keys);
    String trimmed = value.trim();
    if (!trimmed.startsWith("[") && !trimmed.startsWith("{") && !trimmed.startsWith("\"")) {
      return ConfigValueFactory.fromAnyRef(value, source).atPath(joined);
    }
    try {
      return ConfigFactory.parseString(
              KEY + " = " + value, ConfigParseOptions.defaults().setOriginDescription(source))
          .root()
          .get(KEY)
          .atPath(joined);
    } catch (ConfigException e) {
      problems.add(
          new ConfigProblem(
              new Place(source, 0), joined, "", "not valid HOCON: " + Syntax.message(e)));
      return ConfigFactory.empty();
    }
  }
}
