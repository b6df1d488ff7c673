package io.demandforecast.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Map;
import java.util.regex.Pattern;

/** What looks like a secret: it is never shown, and never written in a file. */
final class Secrets {
  static final String MASK = "***";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?i)password|passwd|secret|token|passphrase|credential"
              + "|access[-_.]?key|api[-_.]?key|private[-_.]?key");

  /** Keys that say where a secret is, or how it is handled. */
  private static final Pattern ABOUT_SECRETS =
      Pattern.compile("(?i).*([-_.]?variable|[-_.]?file|[-_.]provider([-_.]path)?|bitlength)");

  /** user:password@host in an address, or password=... in an option. */
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "(?i)//[^/\\s@]+:[^/\\s@]*@|(password|passwd|secret|token|access[-_.]?key)=[^&;\\s]");

  private Secrets() {}

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
