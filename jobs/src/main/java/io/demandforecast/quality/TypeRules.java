package io.demandforecast.quality;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.source.RawColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** The rules that a declaration itself makes: each column holds its type, required ones a value. */
public final class TypeRules {
  /** A number, flag or code is none of its declared type. */
  public static final String TYPE = "type";

  /** A date is impossible, ambiguous, missing or implausible. */
  public static final String DATE = "date";

  /** A required value is missing. */
  public static final String REQUIRED = "required";

  /** Dates before it are taken for errors. */
  public static final LocalDate FIRST_DATE = LocalDate.of(1900, 1, 1);

  private TypeRules() {}

  /** The rules of an input's declared columns. */
  public static List<RuleExpression> of(TypedRows typed) {
    List<RuleExpression> rules = new ArrayList<>();
    for (InputSettings.Column column : typed.declared()) {
      Column text = RawColumns.column(column.name());
      if (column.required()) {
        rules.add(
            RuleExpression.builtIn(
                REQUIRED,
                text.isNull().or(trim(text).equalTo("")),
                lit("required column " + column.name() + " is empty")));
      }
      if (column.type() != ColumnType.STRING) {
        rules.addAll(ofType(typed, column, text));
      }
    }
    return rules;
  }

  private static List<RuleExpression> ofType(
      TypedRows typed, InputSettings.Column column, Column text) {
    Column value = typed.value(column);
    Column wrong = text.isNotNull().and(value.isNull());
    String name = column.name().equals(RawColumns.VALUE) ? "a cell" : "column " + column.name();
    return switch (column.type()) {
      case DATE, TIMESTAMP ->
          List.of(
              RuleExpression.builtIn(DATE, wrong, Reasons.of(name, text, lit(noDate(column)))),
              RuleExpression.builtIn(
                  DATE,
                  to_date(value).lt(lit(FIRST_DATE)),
                  Reasons.of(name, text, lit("is before " + FIRST_DATE))));
      case BOOLEAN ->
          List.of(
              RuleExpression.builtIn(
                  TYPE, wrong, Reasons.of(name, text, lit("is neither true nor false"))));
      default ->
          List.of(
              RuleExpression.builtIn(
                  TYPE, wrong, Reasons.of(name, text, noNumber(column.type(), text))));
    };
  }

  private static String noDate(InputSettings.Column column) {
    boolean day = column.type() == ColumnType.DATE;
    String format =
        column.format().isEmpty() ? (day ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss") : column.format();
    return (day ? "is no date" : "is no time") + " of the form " + format;
  }

  /** Why a text is no number. */
  static Column noNumber(ColumnType type, Column text) {
    Column trimmed = trim(text);
    return when(
            trimmed.rlike("^[+-]?[0-9. ]*,[0-9]+$"),
            lit("has a comma where a decimal point is expected"))
        .when(lower(trimmed).rlike("^[+-]?(nan|inf|infinity)$"), lit("is not a finite number"))
        .when(
            trimmed.rlike(type == ColumnType.INTEGER ? ParsedText.WHOLE_NUMBER : ParsedText.NUMBER),
            lit("is out of range: numbers are below 1e15"))
        .when(trimmed.rlike(ParsedText.NUMBER), lit("is not a whole number"))
        .otherwise(lit("is not a number"));
  }

  /** A column's text is there and no value could be made of it. */
  public static RuleExpression value(String column, Column text, Column value, String expected) {
    return RuleExpression.builtIn(
        TYPE,
        text.isNotNull().and(value.isNull()),
        Reasons.of("column " + column, text, concat(lit("is not "), lit(expected))));
  }
}
