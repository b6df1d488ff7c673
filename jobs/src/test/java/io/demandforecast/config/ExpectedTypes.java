package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the readers of the configuration expect where a setting stands: they are given what is of no
 * type, and answer.
 */
final class ExpectedTypes {
  /** The names that the documents use for those that a person gives. */
  private static final String BASE =
      """
      name = probe
      series.keys = [shop]
      inputs.NAME {
        path = "sales.csv"
        columns = [{ name = day, type = date }, { name = shop }, { name = units, type = integer }, { name = price, type = decimal }]
        time.column = day
        quantity = units
        covariates.NAME { column = price }
        rules.ID { check = required, column = day }
      }
      export.NAME { kind = postgresql, url = "jdbc:postgresql://host/database", table = forecast }
      """;

  /** What must be so that some settings are asked for at all. */
  private static final Map<String, String> WHERE =
      Map.of(
          "inputs.NAME.layout.pattern", "inputs.NAME.layout.type = periods-across",
          "export.NAME.folder", "export.NAME.kind = csv");

  private static final Pattern ONE_OF = Pattern.compile("(?<before>.*)one of (?<choices>.*)");

  private ExpectedTypes() {}

  /** The type of a setting, for a person. */
  static String of(String path) {
    for (String wrong : List.of("{}", "1")) {
      Optional<String> expected =
          problem(path, assigned(path, wrong)).filter(one -> one.startsWith("expected "));
      if (expected.isPresent()) {
        return told(expected.get().substring("expected ".length()));
      }
    }
    throw new AssertionError("no reader asks for " + path);
  }

  /** What is said where a setting is left out. */
  static Optional<String> withoutIt(Setting setting) {
    String path = setting.path();
    if (!setting.defaults().isEmpty()) {
      String empty = setting.defaults().get("").render();
      return problem(path, path + " = null\n" + path + " = " + empty);
    }
    String holder = path.substring(0, path.lastIndexOf('.'));
    return problem(
        path,
        holder.endsWith("[]") ? assigned(holder, "{}") : holder + " = null\n" + holder + " = {}");
  }

  /** What is wrong with the configuration that types are asked for in. */
  static List<ConfigProblem> ofTheBase() {
    return problems(BASE);
  }

  private static String assigned(String path, String value) {
    int list = path.indexOf("[]");
    if (list < 0) {
      return path + " = " + value;
    }
    String element = path.substring(list + 2).replaceFirst("^\\.", "");
    String content = element.isEmpty() ? value : "{ " + element + " = " + value + " }";
    return path.substring(0, list) + " = [" + content + "]";
  }

  private static Optional<String> problem(String path, String lines) {
    String written = path.replace("[]", "[0]");
    return problems(BASE + WHERE.getOrDefault(path, "") + "\n" + lines).stream()
        .filter(one -> one.path().equals(written))
        .map(ConfigProblem::message)
        .findFirst();
  }

  private static List<ConfigProblem> problems(String text) {
    ConfigProblems problems = new ConfigProblems();
    Config written = ConfigFactory.parseString(text);
    EffectiveConfig effective =
        new EffectiveConfig(Reference.load(), EnvironmentSettings.resolver(Map.of()));
    Section root = new Section("", effective.of(written), new Place("probe", 0), problems);
    ForecastConfigReader.read(root);
    root.finish();
    return problems.found();
  }

  private static String told(String expected) {
    String told =
        expected
            .replaceFirst("\\[?\\{ \\.\\.\\. }]?", "")
            .replaceFirst(" such as .*", "")
            .replaceFirst("number of at least", "number, at least")
            .replaceFirst("number from", "number,")
            .replaceFirst("^a ", "")
            .strip();
    Matcher choices = ONE_OF.matcher(told);
    return choices.matches()
        ? choices.group("before")
            + Arrays.stream(choices.group("choices").split(", "))
                .map(one -> "`" + one + "`")
                .collect(Collectors.joining(", "))
        : told;
  }
}
