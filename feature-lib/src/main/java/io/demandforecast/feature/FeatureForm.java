package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A family of features by the form of their text, such as {@code rolling_mean_<window>}.
 *
 * @param form the text with open places in angle brackets
 * @param meaning what the feature is, for documentation
 * @param maker makes the feature of what stands in the open places
 */
record FeatureForm(String form, String meaning, Maker maker) {

  /** Makes a feature; an {@link IllegalArgumentException} says what is wrong with the arguments. */
  @FunctionalInterface
  interface Maker {
    Feature make(FormArguments arguments);
  }

  private static final Pattern PLACE = Pattern.compile("<([a-z]+)>");
  private static final String WHOLE_NUMBER = "\\d{1,9}";
  private static final String DECIMAL_NUMBER = "\\d{1,9}(?:\\.\\d{1,9})?";
  private static final String NOTHING = "(?!)";

  /** The feature of a text; empty where the text is not of this form. */
  Optional<Feature> read(String text, PanelLayout layout) {
    Matcher match = pattern(layout).matcher(text);
    return match.matches()
        ? Optional.of(maker.make(new FormArguments(match, layout)))
        : Optional.empty();
  }

  /**
   * Texts of this form: one for each name that a layout offers for the form's open place, with
   * numbers taken from the end of a list.
   */
  List<String> examples(PanelLayout layout, List<String> numbers) {
    List<String> texts = List.of(form);
    List<String> places = PLACE.matcher(form).results().map(match -> match.group(1)).toList();
    for (String place : places) {
      List<String> names = names(place, layout);
      if (!isNumber(place)) {
        List<String> filled = new ArrayList<>();
        for (String text : texts) {
          names.forEach(name -> filled.add(text.replace("<" + place + ">", name)));
        }
        texts = filled;
      }
    }
    List<String> open = places.stream().filter(FeatureForm::isNumber).toList();
    for (int i = 0; i < open.size(); i++) {
      String place = "<" + open.get(i) + ">";
      int fromEnd = numbers.size() - open.size() + i;
      String number = fromEnd >= 0 ? numbers.get(fromEnd) : usual(open.get(i));
      texts = texts.stream().map(text -> text.replace(place, number)).toList();
    }
    return texts;
  }

  private Pattern pattern(PanelLayout layout) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    for (MatchResult place : PLACE.matcher(form).results().toList()) {
      pattern.append(Pattern.quote(form.substring(end, place.start())));
      String name = place.group(1);
      pattern.append("(?<").append(name).append('>').append(content(name, layout)).append(')');
      end = place.end();
    }
    return Pattern.compile(pattern.append(Pattern.quote(form.substring(end))).toString());
  }

  private static boolean isNumber(String place) {
    return switch (place) {
      case "covariate", "numeric", "event", "attribute", "periods" -> false;
      default -> true;
    };
  }

  private static boolean isDecimal(String place) {
    return place.equals("rate") || place.equals("cycle");
  }

  private static String usual(String place) {
    return switch (place) {
      case "back", "harmonic" -> "1";
      case "near", "cycle" -> "7";
      case "rate" -> "0.1";
      case "points" -> "3";
      case "seasons" -> "4";
      default -> "28";
    };
  }

  private static String content(String place, PanelLayout layout) {
    if (isNumber(place)) {
      return isDecimal(place) ? DECIMAL_NUMBER : WHOLE_NUMBER;
    }
    List<String> names = names(place, layout);
    return names.isEmpty()
        ? NOTHING
        : String.join(
            "|",
            names.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .toList());
  }

  private static List<String> names(String place, PanelLayout layout) {
    return switch (place) {
      case "covariate" -> layout.covariates().stream().map(Covariate::name).toList();
      case "numeric" -> named(layout, List.of(Kind.NUMERIC));
      case "event" -> named(layout, List.of(Kind.EVENT, Kind.FLAG));
      case "attribute" -> layout.attributes();
      case "periods" -> List.of(PeriodWord.of(layout.frequency()));
      default -> List.of();
    };
  }

  private static List<String> named(PanelLayout layout, List<Kind> kinds) {
    return layout.covariates().stream()
        .filter(covariate -> kinds.contains(covariate.kind()))
        .map(Covariate::name)
        .toList();
  }
}
