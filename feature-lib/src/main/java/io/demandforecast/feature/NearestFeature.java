package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a misspelt feature was meant to be. */
final class NearestFeature {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

  private NearestFeature() {}

  /** A sentence that says there is no such feature, and what comes nearest in this layout. */
  static String to(String text, PanelLayout layout) {
    List<String> numbers = NUMBER.matcher(text).results().map(MatchResult::group).toList();
    return candidates(layout, numbers)
        .distinct()
        .filter(candidate -> distance(text, candidate) <= Math.max(3, text.length() / 3))
        .sorted(Comparator.comparingInt(candidate -> distance(text, candidate)))
        .filter(candidate -> isRight(candidate, layout))
        .findFirst()
        .map(candidate -> "there is no such feature; did you mean '" + candidate + "'?")
        .orElseGet(() -> "there is no such feature; the forms are " + forms());
  }

  /** Whether a text names a feature of this layout: what is suggested must work. */
  private static boolean isRight(String candidate, PanelLayout layout) {
    try {
      return FeatureParser.find(candidate, layout).isPresent();
    } catch (IllegalArgumentException wrongArguments) {
      return false;
    }
  }

  private static String forms() {
    return String.join(", ", FeatureParser.forms().map(FeatureForm::form).toList());
  }

  private static Stream<String> candidates(PanelLayout layout, List<String> numbers) {
    Stream<String> own =
        FeatureParser.forms().flatMap(form -> form.examples(layout, numbers).stream());
    Stream<String> ofGroups =
        FeatureParser.memberships(layout).stream()
            .flatMap(
                membership ->
                    HistoryForms.ALL.stream()
                        .flatMap(form -> form.examples(layout.ofGroup(), numbers).stream())
                        .map(figure -> figure + membership.suffix()));
    return Stream.concat(own, ofGroups);
  }

  /** Insertions, deletions and replacements that lead from one text to another (Levenshtein). */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] current = new int[to.length() + 1];
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
