package io.demandforecast.config;

import io.demandforecast.failure.ForecastException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong, so that a person hears of everything at once. */
final class ConfigProblems {
  /** A default of all inputs shows in each of them; it is one problem. */
  private static final Pattern INPUT_NAME = Pattern.compile("^inputs\\.(\"[^\"]*\"|[^.\"]+)");

  private final List<ConfigProblem> found = new ArrayList<>();

  void add(ConfigProblem problem) {
    if (found.stream().noneMatch(earlier -> same(earlier, problem))) {
      found.add(problem);
    }
  }

  List<ConfigProblem> found() {
    return List.copyOf(found);
  }

  /**
   * Whether nothing is wrong at these paths, above or below them: a check that compares settings
   * has something to compare.
   */
  boolean sound(String... paths) {
    for (String path : paths) {
      for (ConfigProblem problem : found) {
        if (covers(problem.path(), path) || covers(path, problem.path())) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * @throws ForecastException of a configuration that names every problem, where there is one
   */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append(found.size() == 1 ? "a problem" : found.size() + " problems");
    text.append(" in the configuration:");
    found.stream()
        .sorted(
            Comparator.comparingInt((ConfigProblem problem) -> problem.place().rank())
                .thenComparing(problem -> problem.place().source())
                .thenComparingInt(problem -> problem.place().line()))
        .forEach(problem -> text.append("\n  ").append(problem));
    throw ForecastException.configuration(text.toString());
  }

  private static boolean covers(String above, String path) {
    return path.equals(above) || path.startsWith(above + ".") || path.startsWith(above + "[");
  }

  private static boolean same(ConfigProblem one, ConfigProblem other) {
    return one.place().equals(other.place())
        && one.message().equals(other.message())
        && anyInput(one.path()).equals(anyInput(other.path()))
        && (one.path().equals(other.path()) || one.place().line() > 0);
  }

  private static String anyInput(String path) {
    return INPUT_NAME.matcher(path).replaceFirst("inputs.*");
  }
}
