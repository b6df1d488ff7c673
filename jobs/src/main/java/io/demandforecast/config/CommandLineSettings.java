package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.Optional;

/** Settings given on the command line: {@code --set}, and the options that stand for one. */
final class CommandLineSettings {
  private CommandLineSettings() {}

  static Config of(ConfigRequest request, ConfigProblems problems) {
    Config settings = ConfigFactory.empty();
    for (String set : request.sets()) {
      settings = one(set, problems).withFallback(settings);
    }
    return option("storage.data", request.data(), "--data", problems)
        .withFallback(option("storage.warehouse", request.warehouse(), "--warehouse", problems))
        .withFallback(option("spark.master", request.master(), "--master", problems))
        .withFallback(settings);
  }

  private static Config one(String set, ConfigProblems problems) {
    int equals = set.indexOf('=');
    String key = equals < 0 ? set : set.substring(0, equals).trim();
    String source = "--set " + key;
    try {
      if (equals > 0 && ConfigUtil.splitPath(key).get(0).equals("security")) {
        problems.add(
            new ConfigProblem(
                new Place(source, 0), key, "", "is set by files and the environment alone"));
        return ConfigFactory.empty();
      }
      if (equals > 0) {
        return SettingText.of(
            ConfigUtil.splitPath(key), set.substring(equals + 1), source, problems);
      }
    } catch (ConfigException e) {
      // Not a path; what follows says so.
    }
    problems.add(
        new ConfigProblem(
            new Place(source, 0), "", "", "expected key=value such as training.seed=7"));
    return ConfigFactory.empty();
  }

  private static Config option(
      String path, Optional<String> value, String source, ConfigProblems problems) {
    return value
        .map(text -> SettingText.of(ConfigUtil.splitPath(path), text, source, problems))
        .orElse(ConfigFactory.empty());
  }
}
