package io.demandforecast.quality;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Texts as values: expressions that are null where a text is none of the type, and never fail. They
 * are stricter than Spark's casts, which take half a date, a hexadecimal number or a Java suffix.
 */
public final class ParsedText {
  /** Numbers at and beyond this magnitude are taken for errors. */
  public static final double LIMIT = 1e15;

  /** Digits of a number that is surely an int. */
  private static final int SHORT = 9;

  static final String NUMBER = "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?$";
  static final String WHOLE_NUMBER = "^[+-]?[0-9]+$";
  private static final String ISO_TIME =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?$";

  private ParsedText() {}

  /** A finite number with a decimal point, below {@link #LIMIT} in magnitude. */
  public static Column number(Column text) {
    return bounded(text, NUMBER);
  }

  /** A number without a fraction, below {@link #LIMIT} in magnitude; as a double. */
  public static Column wholeNumber(Column text) {
    return bounded(text, WHOLE_NUMBER);
  }

  private static Column bounded(Column text, String form) {
    Column value = text.try_cast("double");
    // Most quantities are short whole numbers: those need no regular expression, which costs the
    // most here. Others are kept from the cast, which raises and catches an exception for each.
    Column whole =
        when(
            octet_length(text).leq(lit(SHORT)).and(not(text.contains(lit(".")))),
            text.try_cast("int"));
    return when(whole.cast("string").equalTo(text), whole.cast("double"))
        .when(trim(text).rlike(form).and(abs(value).lt(lit(LIMIT))), value);
  }

  /** 1 or 0 for true, t, yes, y, 1 and false, f, no, n, 0 in any case. */
  public static Column flag(Column text) {
    Column word = lower(trim(text));
    return when(word.isin("true", "t", "yes", "y", "1", "1.0"), lit(1.0))
        .when(word.isin("false", "f", "no", "n", "0", "0.0"), lit(0.0));
  }

  /**
   * A day that exists.
   *
   * @param format java.time pattern, resolved strictly; empty: yyyy-MM-dd
   */
  public static Column day(Column text, String format) {
    Column trimmed = trim(text);
    return format.isEmpty()
        ? when(trimmed.like("____-__-__"), trimmed.try_cast("date"))
        : to_date(try_to_timestamp(trimmed, lit(spark(format))));
  }

  /**
   * A local time of day, without zone.
   *
   * @param format java.time pattern, resolved strictly; empty: ISO 8601, with a T or a space
   */
  public static Column time(Column text, String format) {
    Column trimmed = trim(text);
    return format.isEmpty()
        ? when(trimmed.rlike(ISO_TIME), trimmed.try_cast("timestamp_ntz"))
        : try_to_timestamp(trimmed, lit(spark(format))).cast("timestamp_ntz");
  }

  /** Spark knows the proleptic year by the letter y alone. */
  private static String spark(String format) {
    StringBuilder pattern = new StringBuilder();
    boolean quoted = false;
    for (char letter : format.toCharArray()) {
      quoted ^= letter == '\'';
      pattern.append(!quoted && letter == 'u' ? 'y' : letter);
    }
    return pattern.toString();
  }
}
