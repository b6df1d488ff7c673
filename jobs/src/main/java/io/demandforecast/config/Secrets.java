package io.demandforecast.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What looks like a secret: it is never shown, and never written in a file. */
public final class Secrets {
  static final String MASK = "***";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i)password|passwd|secret|token|passphrase|credential"
              + "|(access|account|api|private|personal|shared)[-_.]?key");

  /** Keys that say where a secret is, or how it is handled. */
  private static final Pattern ABOUT_SECRETS =
      Pattern.compile("(?i).*([-_.]?variable|[-_.]?file|[-_.]provider([-_.]path)?|bitlength)");

  /** user:password@host in an address, or password=... in an option. */
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "(?i)//[^/\\s@]+:[^/\\s@]*@"
              + "|(pass|password|passwd|pwd|secret|token|sig|signature|credential|access[-_.]?key)=[^&;\\s]");

  /** What a secret's name and value look like in any text, the value last. */
  private static final Pattern NAMED =
      Pattern.compile(
          "([\\w.-]+)(\\s*=\\s*[\"']?|[\"']\\s*[=:]\\s*[\"'])(?!\\*\\*\\*)([^\\s,;&'\"]+)");

  private static final Pattern IN_ADDRESS = Pattern.compile("//[^/\\s@]+:[^/\\s@]*@");

  /** Shorter values of variables stand in too many words to be taken out of them. */
  private static final int SHORTEST = 6;

  private Secrets() {}

  /**
   * A text that people or logs are to see: without values of environment variables that are named
   * like secrets, and without what is written like one.
   */
  public static String takenOut(String text, Map<String, String> environment) {
    String shown = text;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String value = variable.getValue();
      if (value.length() >= SHORTEST && isSecretKey(variable.getKey())) {
        shown = shown.replace(value, MASK);
      }
    }
    shown = IN_ADDRESS.matcher(shown).replaceAll("//" + MASK + "@");
    return NAMED
        .matcher(shown)
        .replaceAll(
            named ->
                Matcher.quoteReplacement(
                    isSecretKey(named.group(1))
                        ? named.group(1) + named.group(2) + MASK
                        : named.group()));
  }

  static boolean isSecretKey(String key) {
    return SECRET_KEY.matcher(key).find() && !ABOUT_SECRETS.matcher(key).matches();
  }

  static boolean isSecretText(String text) {
    return SECRET_VALUE.matcher(text).find();
  }

  /** Whether a value under this key holds a secret. */
  static boolean isSecret(String key, ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT, LIST, NULL -> false;
      case STRING -> {
        String text = (String) value.unwrapped();
        yield !text.isEmpty() && (isSecretKey(key) || isSecretText(text));
      }
      default -> isSecretKey(key);
    };
  }

  /** A value as HOCON in one line, its secrets masked. */
  static String masked(String key, ConfigValue value) {
    if (isSecret(key, value)) {
      return '"' + MASK + '"';
    }
    if (value instanceof ConfigList list) {
      StringBuilder text = new StringBuilder("[");
      for (ConfigValue element : list) {
        text.append(text.length() > 1 ? ", " : "").append(masked(key, element));
      }
      return text.append(']').toString();
    }
    if (value instanceof ConfigObject object) {
      StringBuilder text = new StringBuilder("{");
      for (Map.Entry<String, ConfigValue> entry : new java.util.TreeMap<>(object).entrySet()) {
        text.append(text.length() > 1 ? ", " : " ")
            .append(com.typesafe.config.ConfigUtil.quoteString(entry.getKey()))
            .append(" = ")
            .append(masked(entry.getKey(), entry.getValue()));
      }
      return text.append(text.length() > 1 ? " }" : "}").toString();
    }
    return value.valueType() == ConfigValueType.NULL
        ? "null"
        : value.render(ConfigRenderOptions.concise());
  }
}
