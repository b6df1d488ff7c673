package io.demandforecast.config;

import io.demandforecast.config.ForecastConfig.SparkSettings;
import io.demandforecast.config.ForecastConfig.StorageSettings;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.config.InputSettings.Personal;
import io.demandforecast.digest.Sha256;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * SHA-256 (FIPS 180-4) over a canonical text of the typed configuration: the same however its
 * values were written (7, "7", 7.0), whatever the order of files, and different for any setting
 * that a number may depend on. Storage, database connections, Spark, publication, maintenance,
 * exports and security are left out, and so are secrets, which stand nowhere else.
 */
final class ConfigHash {
  /** Not even by name: a hash is what it was before there were these. */
  private static final Set<String> UNHASHED = Set.of("hash", "maintenance", "exports");

  private ConfigHash() {}

  /** The configuration with its hash. */
  static ForecastConfig sign(ForecastConfig c) {
    return new ForecastConfig(
        c.name(),
        c.frequency(),
        c.season(),
        c.horizon(),
        c.timeZone(),
        c.storage(),
        c.series(),
        c.inputs(),
        c.demand(),
        c.availability(),
        c.features(),
        c.training(),
        c.uncertainty(),
        c.publication(),
        c.maintenance(),
        c.exports(),
        c.security(),
        c.spark(),
        of(c));
  }

  static String of(ForecastConfig config) {
    StringBuilder text = new StringBuilder();
    append(text, config);
    return Sha256.of(text.toString());
  }

  private static void append(StringBuilder text, Object value) {
    if (value instanceof Optional<?> optional) {
      append(text, optional.map(List::of).orElse(List.of()));
    } else if (value instanceof List<?> list) {
      text.append('[');
      list.forEach(element -> append(text, element));
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        append(text, entry.getKey());
        append(text, entry.getValue());
      }
      text.append('}');
    } else if (value instanceof Record values) {
      if (!isLeftOut(values)) {
        appendRecord(text, values);
      }
    } else {
      // The length before the text keeps two texts from reading as one.
      String plain = value.toString();
      text.append(plain.length()).append(':').append(plain);
    }
  }

  private static void appendRecord(StringBuilder text, Record values) {
    text.append(values.getClass().getSimpleName()).append('(');
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      if (component.getType() == PromotionSettings.class
          || (values instanceof ForecastConfig && UNHASHED.contains(component.getName()))) {
        // Which of the models is used is written down with each; none of them depends on it.
        continue;
      }
      try {
        Object value = component.getAccessor().invoke(values);
        if (value == Personal.KEEP) {
          // A setting that came later: where it says nothing, the text is what it was.
          continue;
        }
        text.append(component.getName()).append('=');
        append(text, value);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("settings are public records", e);
      }
    }
    text.append(')');
  }

  private static boolean isLeftOut(Record values) {
    return values instanceof StorageSettings
        || values instanceof SparkSettings
        || values instanceof PublicationSettings
        || values instanceof SecuritySettings
        || values instanceof Jdbc;
  }
}
