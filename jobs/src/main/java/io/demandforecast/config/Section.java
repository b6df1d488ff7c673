package io.demandforecast.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A named part of the configuration that is asked for typed values. It remembers what it was asked
 * for, so that {@link #finish()} can tell what else is written there. What is wrong goes to the
 * problems, and the asker gets a value to go on with.
 */
final class Section {
  private final String path;
  private final ConfigObject values;
  private final Place place;
  private final ConfigProblems problems;
  private final TreeSet<String> asked = new TreeSet<>();
  private final Map<String, Section> children = new TreeMap<>();

  Section(String path, ConfigObject values, Place place, ConfigProblems problems) {
    this.path = path;
    this.values = values;
    this.place = place;
    this.problems = problems;
  }

  /** The path of one of its keys. */
  String path(String key) {
    return path.isEmpty() ? ConfigUtil.joinPath(key) : path + "." + ConfigUtil.joinPath(key);
  }

  /** Whether something that is not empty is written there. */
  boolean has(String key) {
    asked.add(key);
    ConfigValue value = values.get(key);
    return value != null && !(value.valueType() == ConfigValueType.STRING && isEmptyText(value));
  }

  /** Whether nothing was found wrong with these keys so far. */
  boolean sound(String... keys) {
    for (String key : keys) {
      if (!problems.sound(path(key))) {
        return false;
      }
    }
    return true;
  }

  /** A text, empty where it says so. */
  String text(String key) {
    return scalar(key, "a text").map(Scalar::text).orElse("");
  }

  /** A text that must not be empty. */
  String requiredText(String key, String what) {
    if (!has(key)) {
      problem(key, "missing: " + what + " is required");
      return "";
    }
    return text(key);
  }

  /** A text; none where it is empty or not written. */
  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)).filter(t -> !t.isEmpty()) : Optional.empty();
  }

  int integer(String key, Bounds bounds) {
    double most = Math.min(bounds.max(), Integer.MAX_VALUE);
    return (int) wholeNumber(key, new Bounds(bounds.min(), most));
  }

  long wholeNumber(String key, Bounds bounds) {
    return scalar(key, "a whole number")
        .map(scalar -> scalar.wholeNumber(bounds))
        .orElse((long) bounds.within());
  }

  double number(String key, Bounds bounds) {
    return scalar(key, "a number").map(scalar -> scalar.number(bounds)).orElse(bounds.within());
  }

  /** A number; none where it is not written. */
  Optional<Double> optionalNumber(String key) {
    return has(key) ? Optional.of(number(key, Bounds.ANY)) : Optional.empty();
  }

  /** A size such as 64MiB, in bytes. */
  long bytes(String key) {
    return scalar(key, "a size").map(Scalar::bytes).orElse(1L);
  }

  /** A duration such as 10m, above zero. */
  Duration duration(String key) {
    return scalar(key, Scalar.DURATION).map(Scalar::duration).orElse(Duration.ofSeconds(1));
  }

  boolean flag(String key) {
    return scalar(key, "true or false").map(Scalar::flag).orElse(false);
  }

  /** A date; none where it is empty or not written. */
  Optional<LocalDate> optionalDate(String key) {
    return has(key) ? scalar(key, "a date").map(Scalar::date) : Optional.empty();
  }

  /** A time of day such as 06:00; none where it is empty or not written. */
  Optional<LocalTime> optionalTime(String key) {
    return has(key) ? scalar(key, "a time of day").map(Scalar::timeOfDay) : Optional.empty();
  }

  /** One of an enum's constants, written like-this. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    return scalar(key, Scalar.choices(type))
        .map(scalar -> scalar.choice(type))
        .orElse(type.getEnumConstants()[0]);
  }

  /** One of some texts. */
  String choice(String key, List<String> choices) {
    return scalar(key, "one of " + String.join(", ", choices))
        .map(scalar -> scalar.choice(choices))
        .orElse(choices.get(0));
  }

  List<String> texts(String key) {
    return elements(key, "a list of texts").stream().map(Scalar::text).toList();
  }

  List<Integer> integers(String key, Bounds bounds) {
    Bounds narrow = new Bounds(bounds.min(), Math.min(bounds.max(), Integer.MAX_VALUE));
    return elements(key, "a list of whole numbers").stream()
        .map(scalar -> (int) scalar.wholeNumber(narrow))
        .toList();
  }

  List<Double> numbers(String key, Bounds bounds) {
    return elements(key, "a list of numbers").stream().map(s -> s.number(bounds)).toList();
  }

  List<LocalDate> dates(String key) {
    return elements(key, "a list of dates").stream().map(Scalar::date).toList();
  }

  <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    String expected = "a list of " + Scalar.choices(type);
    return elements(key, expected).stream().map(scalar -> scalar.choice(type)).toList();
  }

  /** A part; an empty one where it is none. */
  Section section(String key) {
    ConfigValue value = find(key, "a section { ... }");
    if (value instanceof ConfigObject object) {
      return child(path(key), object);
    }
    if (value != null) {
      mismatch(key, value, "a section { ... }");
    }
    return silent(path(key));
  }

  /** The parts of a list. */
  List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (Scalar element : elements(key, "a list of sections [{ ... }]")) {
      if (element.value() instanceof ConfigObject object) {
        sections.add(child(element.path(), object));
      } else {
        problems.add(element.problem("expected a section { ... }"));
      }
    }
    return sections;
  }

  /** Parts by the names a person gave them, in the order of the names. */
  SortedMap<String, Section> named(String key) {
    SortedMap<String, Section> named = new TreeMap<>();
    Section all = section(key);
    for (String name : all.values.keySet()) {
      named.put(name, all.section(name));
    }
    return named;
  }

  /** Texts by the names a person gave them, in the order of the names. */
  SortedMap<String, String> textsByName(String key) {
    SortedMap<String, String> texts = new TreeMap<>();
    Section all = section(key);
    for (String name : all.values.keySet()) {
      texts.put(name, all.text(name));
    }
    return texts;
  }

  /** Lists by the names a person gave them, in the order of the names. */
  SortedMap<String, List<String>> listsByName(String key) {
    SortedMap<String, List<String>> lists = new TreeMap<>();
    Section all = section(key);
    for (String name : all.values.keySet()) {
      lists.put(name, all.texts(name));
    }
    return lists;
  }

  /** Notes that a key's value is wrong for a reason of its own. */
  void problem(String key, String message) {
    asked.add(key);
    ConfigValue value = values.get(key);
    if (value == null) {
      problems.add(new ConfigProblem(place, path(key), "", message));
    } else {
      mismatchWith(key, value, message);
    }
  }

  /** Takes every key as known, where a wrong value leaves open which ones are. */
  void askForAll() {
    asked.addAll(values.keySet());
  }

  /** Notes every key that was never asked for, here and in the parts that were. */
  void finish() {
    for (String key : new TreeSet<>(values.keySet())) {
      if (!asked.contains(key) && sound(key)) {
        mismatchWith(
            key, values.get(key), "there is no such setting" + NearestName.hint(key, asked));
      }
    }
    children.values().forEach(Section::finish);
  }

  private Optional<Scalar> scalar(String key, String expected) {
    return Optional.ofNullable(find(key, expected))
        .map(value -> new Scalar(path(key), value, problems));
  }

  private List<Scalar> elements(String key, String expected) {
    ConfigValue value = find(key, expected);
    if (!(value instanceof ConfigList list)) {
      if (value != null) {
        mismatch(key, value, expected);
      }
      return List.of();
    }
    List<Scalar> elements = new ArrayList<>();
    for (ConfigValue element : list) {
      String position = path(key) + "[" + elements.size() + "]";
      elements.add(new Scalar(position, element, problems));
    }
    return elements;
  }

  private ConfigValue find(String key, String expected) {
    asked.add(key);
    ConfigValue value = values.get(key);
    if (value == null) {
      problems.add(new ConfigProblem(place, path(key), "", "missing: expected " + expected));
    }
    return value;
  }

  private Section child(String childPath, ConfigObject object) {
    Place childPlace = Place.of(object.origin());
    return children.computeIfAbsent(
        childPath,
        p -> new Section(p, object, childPlace.isReference() ? place : childPlace, problems));
  }

  /** A part that was announced as wrong already: nothing more is to be said of it. */
  private Section silent(String childPath) {
    ConfigObject nothing = ConfigFactory.empty().root();
    return new Section(childPath, nothing, place, new ConfigProblems());
  }

  private void mismatch(String key, ConfigValue value, String expected) {
    mismatchWith(key, value, "expected " + expected);
  }

  private void mismatchWith(String key, ConfigValue value, String message) {
    Place written = Place.of(value.origin());
    boolean unwritten =
        value instanceof ConfigObject
            || (value.valueType() == ConfigValueType.STRING && isEmptyText(value));
    String shown = unwritten ? "" : Secrets.masked(key, value);
    problems.add(
        new ConfigProblem(written.isReference() ? place : written, path(key), shown, message));
  }

  private static boolean isEmptyText(ConfigValue value) {
    return ((String) value.unwrapped()).isEmpty();
  }
}
