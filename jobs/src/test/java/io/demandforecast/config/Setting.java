package io.demandforecast.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What reference.conf says of one setting.
 *
 * @param path as a person writes it: inputs, elements of lists and sections with free names in
 *     place
 * @param meaning its comment
 * @param defaults value by what it depends on: one of the key "" where it depends on nothing, none
 *     where there is no default
 * @param section whether it is a part with settings of its own
 */
record Setting(String path, String meaning, Map<String, ConfigValue> defaults, boolean section) {
  private static final String REQUIRED = " Required.";

  /** The line that ends the comment of a setting without a default in its place. */
  private static final Pattern WITHOUT_DEFAULT = Pattern.compile("(?<key>[a-z-]+) = \\.\\.\\.");

  /** Where what is said of elements stands for a person; the part before "." is its parent. */
  private static final Map<String, String> ELEMENTS =
      Map.of(
          "element-defaults.column", "inputs.NAME.columns[]",
          "element-defaults.scope", "inputs.NAME.scope[]",
          "element-defaults.covariate", "inputs.NAME.covariates.NAME",
          "element-defaults.rule", "inputs.NAME.rules.ID",
          "element-defaults.export", "export.NAME",
          "element-defaults.candidate", "training.grid[]");

  private static final Pattern CHOICES =
      Pattern.compile("(?:frequency|engine)-defaults\\.(?<choice>[a-z]+)\\.(?<path>.*)");

  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./-]+");

  /** All of them, in the order of the file, those of elements behind what holds them. */
  static List<Setting> all() {
    List<Found> found = new ArrayList<>();
    collect("", ConfigFactory.parseResources(Place.REFERENCE).root(), found);
    found.sort(Comparator.comparingInt(Found::line));
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Found one : found) {
      Matcher choice = CHOICES.matcher(one.path);
      if (choice.matches()) {
        settings.get(choice.group("path")).defaults.put(choice.group("choice"), one.value);
      } else {
        settings.put(one.path, one.setting());
      }
    }
    List<Setting> ordered = new ArrayList<>(settings.values());
    for (String element : ELEMENTS.values().stream().sorted().toList()) {
      behindItsParent(ordered, element);
    }
    return ordered;
  }

  /** Whether a file must say it. */
  boolean required() {
    return meaning.endsWith(REQUIRED.strip());
  }

  /** Its meaning without the word that says it must be there. */
  String told() {
    return meaning.replaceFirst(REQUIRED + "$", "");
  }

  /** Its default as a file would say it. */
  String shownDefault() {
    if (required()) {
      return "required";
    }
    return defaults.entrySet().stream()
        .map(
            one ->
                (one.getKey().isEmpty() ? "" : one.getKey() + ": ")
                    + "`"
                    + written(one.getValue())
                    + "`")
        .collect(Collectors.joining("<br>"));
  }

  private static void behindItsParent(List<Setting> settings, String element) {
    String parent = element.replaceFirst("(\\[]|\\.NAME|\\.ID)$", "");
    List<Setting> own =
        settings.stream().filter(one -> one.path.startsWith(element + ".")).toList();
    settings.removeAll(own);
    int place = settings.stream().map(Setting::path).toList().indexOf(parent);
    settings.addAll(place + 1, own);
  }

  private static void collect(String prefix, ConfigObject object, List<Found> found) {
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String path = prefix + entry.getKey();
      ConfigValue value = entry.getValue();
      boolean section = value instanceof ConfigObject inner && !inner.isEmpty();
      List<String> comment = new ArrayList<>();
      int line = value.origin().lineNumber() - value.origin().comments().size();
      for (String text : value.origin().comments()) {
        Matcher without = WITHOUT_DEFAULT.matcher(text.strip());
        if (without.matches()) {
          found.add(new Found(person(prefix + without.group("key")), line, comment, null, false));
          comment = new ArrayList<>();
        } else {
          comment.add(text.strip());
        }
        line++;
      }
      if (!section) {
        found.add(new Found(person(path), line, comment, value, false));
      } else {
        if (!path.contains("-defaults") || path.startsWith(Reference.INPUT_DEFAULTS + ".")) {
          found.add(new Found(person(path), line, comment, value, true));
        }
        collect(path + ".", (ConfigObject) value, found);
      }
    }
  }

  /** What a person writes: defaults of inputs and elements stand elsewhere in a file. */
  private static String person(String path) {
    String person = path.replaceFirst("^" + Reference.INPUT_DEFAULTS + "\\.", "inputs.NAME.");
    for (Map.Entry<String, String> element : ELEMENTS.entrySet()) {
      if (person.startsWith(element.getKey() + ".")) {
        return element.getValue() + person.substring(element.getKey().length());
      }
    }
    return person;
  }

  private static String written(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return list.stream().map(Setting::written).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof ConfigObject object) {
      return object.isEmpty()
          ? "{}"
          : new TreeMap<>(object)
              .entrySet().stream()
                  .map(one -> one.getKey() + " = " + written(one.getValue()))
                  .collect(Collectors.joining(", ", "{ ", " }"));
    }
    boolean bare =
        value.valueType() != ConfigValueType.STRING
            || BARE.matcher((String) value.unwrapped()).matches();
    return bare ? value.atKey("x").getString("x") : value.render();
  }

  /** What was found at a line of the file. */
  private record Found(
      String path, int line, List<String> comment, ConfigValue value, boolean section) {
    Setting setting() {
      Map<String, ConfigValue> defaults = new LinkedHashMap<>();
      if (value != null && !section) {
        defaults.put("", value);
      }
      return new Setting(path, String.join(" ", comment), defaults, section);
    }
  }
}
