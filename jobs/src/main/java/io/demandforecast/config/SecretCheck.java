package io.demandforecast.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.Map;

/** Refuses secrets that stand in a file or on the command line, where others can read them. */
final class SecretCheck {
  private final ConfigProblems problems;

  private SecretCheck(ConfigProblems problems) {
    this.problems = problems;
  }

  static void run(ConfigObject all, ConfigProblems problems) {
    new SecretCheck(problems).visit("", "", all);
  }

  private void visit(String path, String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
        String part = ConfigUtil.joinPath(entry.getKey());
        visit(path.isEmpty() ? part : path + "." + part, entry.getKey(), entry.getValue());
      }
    } else if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        visit(path + "[" + i + "]", key, list.get(i));
      }
    } else if (Secrets.isSecret(key, value)) {
      Place place = Place.of(value.origin());
      if (!place.isVariable()) {
        problems.add(
            new ConfigProblem(
                place,
                path,
                Secrets.MASK,
                "looks like a secret, which others can read here; "
                    + "put it into an environment variable and write ${?NAME_OF_IT}"));
      }
    }
  }
}
