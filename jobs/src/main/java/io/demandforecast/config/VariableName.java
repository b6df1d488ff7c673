package io.demandforecast.config;

import java.util.regex.Pattern;

/** Reads the name of an environment variable that holds a secret. */
final class VariableName {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private VariableName() {}

  static String read(Section section, String key) {
    String name = section.requiredText(key, "the name of an environment variable");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      section.problem(key, "expected the name of an environment variable, not its value");
    }
    return name;
  }
}
