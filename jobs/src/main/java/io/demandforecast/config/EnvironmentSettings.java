package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Environment variables: {@code FORECAST__TRAINING__MIN_HISTORY=20} sets {@code
 * training.min-history}, and any variable answers a substitution {@code ${?NAME}} in a file.
 *
 * <p>Two underscores part the levels of a path; one stands for a dash or for itself. A level is
 * found among the settings there are, whatever its letters' case; where there is none such, one in
 * capitals is written small with dashes, another is taken as it is.
 */
final class EnvironmentSettings {
  static final String PREFIX = "FORECAST__";
  private static final String LEVEL = "__";

  private EnvironmentSettings() {}

  /**
   * @param known the settings without the environment's, complete
   */
  static Config of(Map<String, String> environment, ConfigObject known, ConfigProblems problems) {
    Config settings = ConfigFactory.empty();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (!variable.getKey().startsWith(PREFIX)) {
        continue;
      }
      String source = Place.VARIABLE + variable.getKey();
      List<String> path = path(variable.getKey().substring(PREFIX.length()), known);
      if (path.isEmpty()) {
        problems.add(
            new ConfigProblem(
                new Place(source, 0), "", "", "expected a name such as FORECAST__TRAINING__SEED"));
        continue;
      }
      settings = SettingText.of(path, variable.getValue(), source, problems).withFallback(settings);
    }
    return settings;
  }

  /** Answers substitutions from the environment alone. */
  static ConfigResolver resolver(Map<String, String> environment) {
    return new ConfigResolver() {
      @Override
      public ConfigValue lookup(String path) {
        String value = environment.get(path);
        return value == null ? null : ConfigValueFactory.fromAnyRef(value, Place.VARIABLE + path);
      }

      @Override
      public ConfigResolver withFallback(ConfigResolver fallback) {
        return this;
      }
    };
  }

  private static List<String> path(String name, ConfigObject known) {
    List<String> path = new ArrayList<>();
    ConfigObject level = known;
    for (String written : name.split(LEVEL, -1)) {
      if (written.isEmpty()) {
        return List.of();
      }
      String key = key(written, level);
      path.add(key);
      level = level != null && level.get(key) instanceof ConfigObject next ? next : null;
    }
    return path;
  }

  private static String key(String written, ConfigObject level) {
    if (level != null) {
      for (String key : new TreeMap<>(level).keySet()) {
        if (normal(key).equals(normal(written))) {
          return key;
        }
      }
    }
    boolean capitals = written.equals(written.toUpperCase(Locale.ROOT));
    return capitals ? written.toLowerCase(Locale.ROOT).replace('_', '-') : written;
  }

  private static String normal(String key) {
    return key.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
