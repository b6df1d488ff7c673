package io.demandforecast.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.demandforecast.config.LoadedConfig.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The effective configuration as a person reads it, secrets masked. */
final class ConfigEntries {
  private ConfigEntries() {}

  /** Every setting that took effect, in order of the paths; a list is one setting. */
  static List<Entry> of(ConfigObject all) {
    List<Entry> entries = new ArrayList<>();
    collect("", all.withoutKey(Reference.INPUT_DEFAULTS), entries);
    return entries;
  }

  /** One setting a line, with its origin as a comment: HOCON that says the same again. */
  static String render(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.path())
          .append(" = ")
          .append(entry.value())
          .append("  # ")
          .append(entry.origin())
          .append('\n');
    }
    return text.toString();
  }

  private static void collect(String prefix, ConfigObject section, List<Entry> entries) {
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(section).entrySet()) {
      String part = ConfigUtil.joinPath(entry.getKey());
      String path = prefix.isEmpty() ? part : prefix + "." + part;
      if (entry.getValue() instanceof ConfigObject inner && !inner.isEmpty()) {
        collect(path, inner, entries);
      } else {
        entries.add(
            new Entry(
                path,
                Secrets.masked(entry.getKey(), entry.getValue()),
                Place.of(entry.getValue().origin()).toString()));
      }
    }
  }
}
