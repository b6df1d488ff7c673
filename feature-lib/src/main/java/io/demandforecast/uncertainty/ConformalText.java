package io.demandforecast.uncertainty;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.uncertainty.ConformalQuantiles.Scores;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The text of {@link ConformalQuantiles}: five lines of settings, then a line a pool that stands
 * alone: kind of demand, last lead of the bucket, demand class, level of the forecast ({@code any}
 * for all), how many errors, the scores. Numbers stand in Java's shortest form that reads back to
 * the same bits.
 */
final class ConformalText {
  private static final String TITLE = "conformal_quantiles 2";
  private static final String LEVELS = "levels";
  private static final String BUCKETS = "buckets";
  private static final String MIN_ERRORS = "min_errors";
  private static final String SUPPORT = "support";
  private static final List<DemandClass> CLASSES = List.of(DemandClass.values());
  private static final String ANY = "any";
  private static final int SETTINGS = 5;
  private static final int COLUMNS_BEFORE_SCORES = 5;

  private ConformalText() {}

  static String write(ConformalQuantiles quantiles) {
    ConformalSettings settings = quantiles.settings();
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    line(text, LEVELS, settings.levels().levels());
    line(text, BUCKETS, settings.buckets().lastLeads());
    line(text, MIN_ERRORS, List.of(settings.minErrors()));
    line(text, SUPPORT, List.of(lower(settings.support())));
    quantiles
        .pools()
        .forEach(
            (pool, scores) -> {
              StringJoiner line = new StringJoiner(" ", "", "\n");
              line.add(lower(pool.kind()));
              line.add(
                  orAny(
                      pool.bucket(),
                      bucket -> settings.buckets().lastLeads().get(bucket).toString()));
              line.add(orAny(pool.demandClass(), position -> lower(CLASSES.get(position))));
              line.add(orAny(pool.level(), Integer::toString));
              line.add(Long.toString(scores.errors()));
              Arrays.stream(scores.scores()).mapToObj(Double::toString).forEach(line::add);
              text.append(line);
            });
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
      Map<Pool, Scores> pools = new HashMap<>();
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

  private static void pool(String[] words, ConformalSettings settings, Map<Pool, Scores> pools) {
    if (words.length != COLUMNS_BEFORE_SCORES + settings.levels().count()) {
      throw new IllegalArgumentException(
          words.length + " words for " + settings.levels().count() + " levels");
    }
    Pool pool =
        new Pool(
            DemandKind.valueOf(upper(words[0])),
            orAny(words[1], last -> bucket(settings, last)),
            orAny(words[2], name -> DemandClass.valueOf(upper(name)).ordinal()),
            orAny(words[3], Integer::parseInt));
    double[] scores =
        Arrays.stream(words).skip(COLUMNS_BEFORE_SCORES).mapToDouble(Double::parseDouble).toArray();
    if (pools.put(pool, new Scores(Long.parseLong(words[4]), scores)) != null) {
      throw new IllegalArgumentException("the pool stands there twice");
    }
  }

  private static int bucket(ConformalSettings settings, String last) {
    int bucket = settings.buckets().lastLeads().indexOf(Integer.valueOf(last));
    if (bucket < 0) {
      throw new IllegalArgumentException("no bucket of leads ends at " + last);
    }
    return bucket;
  }

  private static String orAny(int part, IntFunction<String> text) {
    return part == Pool.ANY ? ANY : text.apply(part);
  }

  private static int orAny(String word, ToIntFunction<String> part) {
    return word.equals(ANY) ? Pool.ANY : part.applyAsInt(word);
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
