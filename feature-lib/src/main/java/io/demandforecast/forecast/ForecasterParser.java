package io.demandforecast.forecast;

import io.demandforecast.series.PanelLayout;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forecasters from their text forms. The form is a family and its numbers, joined by underscores;
 * the name of what is parsed is its full form, and parsing that gives an equal forecaster.
 */
public final class ForecasterParser {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+(?:_[a-z]+)*)((?:_[-+]?[0-9.]+(?:[eE]-?[0-9]+)?)*)");
  private static final double CROSTON_RATE = 0.1;
  private static final List<String> EXAMPLES =
      List.of(
          "naive",
          "seasonal_naive",
          "year_ago",
          "known_mean",
          "mean_28",
          "seasonal_mean_4",
          "ses",
          "ses_0.1",
          "croston",
          "croston_0.1",
          "sba",
          "sba_0.1",
          "tsb_0.1_0.05");

  private ForecasterParser() {}

  /** One text form or more of every family, for messages and documents. */
  public static List<String> examples() {
    return EXAMPLES;
  }

  /**
   * A forecaster from its text form.
   *
   * @param layout gives the season of {@code seasonal_naive} and {@code seasonal_mean_N}, and the
   *     length of the year of {@code year_ago}
   * @throws IllegalArgumentException for a text that names none: the message quotes it and says
   *     what was expected
   */
  public static Forecaster parse(String text, PanelLayout layout) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw unknown(text);
    }
    Numbers numbers = new Numbers(text, matcher.group(2));
    try {
      return switch (matcher.group(1)) {
        case "naive" -> numbers.none(new Naive());
        case "seasonal_naive" -> numbers.none(new SeasonalNaive(text, layout.season()));
        case "year_ago" -> numbers.none(new SeasonalNaive(text, layout.frequency().year()));
        case "known_mean" -> numbers.none(new KnownMean());
        case "mean" -> new WindowMean(numbers.exactly(1, "mean_28").whole(0));
        case "seasonal_mean" ->
            new SeasonalMean(layout.season(), numbers.exactly(1, "seasonal_mean_4").whole(0));
        case "ses" ->
            numbers.isEmpty()
                ? new OptimisedSmoothing()
                : new ExponentialSmoothing(numbers.exactly(1, "ses_0.1").number(0));
        case "croston" -> new Croston(numbers.rateOr(CROSTON_RATE, "croston_0.1"));
        case "sba" -> new SyntetosBoylan(numbers.rateOr(CROSTON_RATE, "sba_0.1"));
        case "tsb" -> {
          Numbers rates = numbers.exactly(2, "tsb_0.1_0.05");
          yield new TeunterSyntetosBabai(rates.number(0), rates.number(1));
        }
        default -> throw unknown(text);
      };
    } catch (FormException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new FormException("forecaster '" + text + "': " + e.getMessage(), e);
    }
  }

  private static FormException unknown(String text) {
    return new FormException(
        "no forecaster '" + text + "'; expected a form like " + String.join(", ", EXAMPLES), null);
  }

  /** A text that is already quoted in the message. */
  private static final class FormException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The numbers of a form. */
  private static final class Numbers {
    private final String text;
    private final List<String> numbers;

    Numbers(String text, String joined) {
      this.text = text;
      this.numbers = joined.isEmpty() ? List.of() : List.of(joined.substring(1).split("_", -1));
    }

    boolean isEmpty() {
      return numbers.isEmpty();
    }

    Forecaster none(Forecaster forecaster) {
      if (!numbers.isEmpty()) {
        throw new FormException(
            "forecaster '" + text + "' takes no number, found " + String.join(", ", numbers), null);
      }
      return forecaster;
    }

    Numbers exactly(int expected, String example) {
      if (numbers.size() != expected) {
        throw new FormException(
            "forecaster '"
                + text
                + "' has "
                + numbers.size()
                + " numbers, not "
                + expected
                + " as in "
                + example,
            null);
      }
      return this;
    }

    double rateOr(double rate, String example) {
      return isEmpty() ? rate : exactly(1, example).number(0);
    }

    int whole(int index) {
      try {
        return Integer.parseInt(numbers.get(index));
      } catch (NumberFormatException e) {
        throw new FormException(
            "forecaster '" + text + "': " + numbers.get(index) + " is not a whole number", e);
      }
    }

    double number(int index) {
      try {
        return Double.parseDouble(numbers.get(index));
      } catch (NumberFormatException e) {
        throw new FormException(
            "forecaster '" + text + "': " + numbers.get(index) + " is not a number", e);
      }
    }
  }
}
