package io.demandforecast.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One value as written, asked for as one type. Where it is not of that type the problems hear of
 * it, and the asker gets a value to go on with.
 */
record Scalar(String path, ConfigValue value, ConfigProblems problems) {
  static final String DURATION = "a duration such as 90s, 10m or 2h";
  private static final String KEY = "value";

  String text() {
    return switch (value.valueType()) {
      case OBJECT, LIST, NULL -> {
        problems.add(problem("expected a text"));
        yield "";
      }
      default -> written();
    };
  }

  long wholeNumber(Bounds bounds) {
    try {
      long number = new BigDecimal(written().trim()).longValueExact();
      if (bounds.contains(number)) {
        return number;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // Neither is a whole number; what follows says so.
    }
    problems.add(problem("expected a whole number" + bounds.describe()));
    return (long) bounds.within();
  }

  double number(Bounds bounds) {
    try {
      double number = new BigDecimal(written().trim()).doubleValue();
      if (Double.isFinite(number) && bounds.contains(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Not a number; what follows says so.
    }
    problems.add(problem("expected a number" + bounds.describe()));
    return bounds.within();
  }

  long bytes() {
    try {
      long size = value.atKey(KEY).getBytes(KEY);
      if (size > 0) {
        return size;
      }
    } catch (ConfigException e) {
      // Not a size; what follows says so.
    }
    problems.add(problem("expected a size such as 64MiB or 1000000 (bytes)"));
    return 1;
  }

  Duration duration() {
    try {
      // A number without a unit is refused: it would be taken for milliseconds.
      if (value.valueType() == ConfigValueType.STRING && Character.isLetter(lastCharacter())) {
        Duration duration = value.atKey(KEY).getDuration(KEY);
        if (!duration.isNegative() && !duration.isZero()) {
          return duration;
        }
      }
    } catch (ConfigException e) {
      // Not a duration; what follows says so.
    }
    problems.add(problem("expected " + DURATION));
    return Duration.ofSeconds(1);
  }

  LocalTime timeOfDay() {
    try {
      return LocalTime.parse(written().trim());
    } catch (DateTimeParseException e) {
      problems.add(problem("expected a time of day such as 06:00"));
      return LocalTime.MIDNIGHT;
    }
  }

  boolean flag() {
    return switch (written()) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        problems.add(problem("expected true or false"));
        yield false;
      }
    };
  }

  LocalDate date() {
    try {
      return LocalDate.parse(written());
    } catch (DateTimeParseException e) {
      problems.add(problem("expected a date such as 2024-12-31"));
      return LocalDate.EPOCH;
    }
  }

  <E extends Enum<E>> E choice(Class<E> type) {
    String name = choice(Arrays.stream(type.getEnumConstants()).map(Scalar::spelt).toList());
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> spelt(constant).equals(name))
        .findFirst()
        .orElseThrow();
  }

  String choice(List<String> choices) {
    String text = written();
    if (choices.contains(text)) {
      return text;
    }
    String nearest =
        NearestName.of(text, choices).map(name -> "; did you mean '" + name + "'?").orElse("");
    problems.add(problem("expected one of " + String.join(", ", choices) + nearest));
    return choices.get(0);
  }

  ConfigProblem problem(String message) {
    return new ConfigProblem(
        Place.of(value.origin()), path, Secrets.masked(lastKey(), value), message);
  }

  /** "one of a, b, c" of an enum's constants. */
  static <E extends Enum<E>> String choices(Class<E> type) {
    return "one of "
        + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Scalar::spelt).toList());
  }

  static String spelt(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value's characters; empty of a list or section, which no type accepts. */
  private String written() {
    boolean scalar =
        value.valueType() == ConfigValueType.STRING
            || value.valueType() == ConfigValueType.NUMBER
            || value.valueType() == ConfigValueType.BOOLEAN;
    return scalar ? value.atKey(KEY).getString(KEY) : "";
  }

  private char lastCharacter() {
    String text = written().trim();
    return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
  }

  private String lastKey() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
