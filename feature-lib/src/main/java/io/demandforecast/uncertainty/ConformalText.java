package io.demandforecast.uncertainty;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.uncertainty.ConformalQuantiles.Offsets;
import io.demandforecast.uncertainty.ConformalQuantiles.Origin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The text of {@link ConformalQuantiles}: five lines of settings, then a line a pool: last lead of
 * the bucket, demand class, whose errors, how many, the offsets. Numbers stand in Java's shortest
 * form that reads back to the same bits.
 */
final class ConformalText {
  private static final String TITLE = "conformal_quantiles 1";
  private static final String LEVELS = "levels";
  private static final String BUCKETS = "buckets";
  private static final String MIN_ERRORS = "min_errors";
  private static final String SUPPORT = "support";
  private static final int SETTINGS = 5;
  private static final int COLUMNS_BEFORE_OFFSETS = 4;

  private ConformalText() {}

  static String write(ConformalQuantiles quantiles) {
    ConformalSettings settings = quantiles.settings();
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    line(text, LEVELS, settings.levels().levels());
    line(text, BUCKETS, settings.buckets().lastLeads());
    line(text, MIN_ERRORS, List.of(settings.minErrors()));
    line(text, SUPPORT, List.of(lower(settings.support())));
    for (int bucket = 0; bucket < settings.buckets().count(); bucket++) {
      for (DemandClass demandClass : DemandClass.values()) {
        Offsets offsets = quantiles.offsets(new Pool(bucket, demandClass));
        StringJoiner line = new StringJoiner(" ", "", "\n");
        line.add(settings.buckets().lastLeads().get(bucket).toString());
        line.add(lower(demandClass)).add(lower(offsets.origin()));
        line.add(Long.toString(offsets.errors()));
        Arrays.stream(offsets.offsets()).mapToObj(Double::toString).forEach(line::add);
        text.append(line);
      }
    }
    return text.toString();
  }

  static ConformalQuantiles read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < SETTINGS || !lines.get(0).equals(TITLE)) {
      throw new IllegalArgumentException("conformal quantiles: no text that begins with " + TITLE);
    }
    int current = 1;
    try {
      ConformalSettings settings = settings(lines);
      Map<Pool, Offsets> pools = new HashMap<>();
      for (current = SETTINGS; current < lines.size(); current++) {
        pool(lines.get(current).split(" ", -1), settings, pools);
      }
      return new ConformalQuantiles(settings, pools);
    } catch (IllegalArgumentException e) {
      String where = current < lines.size() ? "near line " + (current + 1) : "at its end";
      throw new IllegalArgumentException(
          "conformal quantiles, " + where + ": " + e.getMessage(), e);
    }
  }

  private static ConformalSettings settings(List<String> lines) {
    return new ConformalSettings(
        new QuantileLevels(values(lines.get(1), LEVELS).stream().map(Double::valueOf).toList()),
        new LeadBuckets(values(lines.get(2), BUCKETS).stream().map(Integer::valueOf).toList()),
        Integer.parseInt(String.join(" ", values(lines.get(3), MIN_ERRORS))),
        Support.valueOf(upper(String.join(" ", values(lines.get(4), SUPPORT)))));
  }

  private static void pool(String[] words, ConformalSettings settings, Map<Pool, Offsets> pools) {
    if (words.length != COLUMNS_BEFORE_OFFSETS + settings.levels().count()) {
      throw new IllegalArgumentException(
          words.length + " words for " + settings.levels().count() + " levels");
    }
    int bucket = settings.buckets().lastLeads().indexOf(Integer.valueOf(words[0]));
    if (bucket < 0) {
      throw new IllegalArgumentException("no bucket of leads ends at " + words[0]);
    }
    Pool pool = new Pool(bucket, DemandClass.valueOf(upper(words[1])));
    double[] offsets =
        Arrays.stream(words)
            .skip(COLUMNS_BEFORE_OFFSETS)
            .mapToDouble(Double::parseDouble)
            .toArray();
    Origin origin = Origin.valueOf(upper(words[2]));
    if (pools.put(pool, new Offsets(origin, Long.parseLong(words[3]), offsets)) != null) {
      throw new IllegalArgumentException("the pool stands there twice");
    }
  }

  private static void line(StringBuilder text, String name, List<?> values) {
    text.append(
        values.stream().map(Object::toString).collect(Collectors.joining(" ", name + " ", "\n")));
  }

  private static List<String> values(String line, String name) {
    if (!line.startsWith(name + " ")) {
      throw new IllegalArgumentException("expected " + name + ", found '" + line + "'");
    }
    String values = line.substring(name.length() + 1);
    return values.isEmpty() ? List.of() : List.of(values.split(" ", -1));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
