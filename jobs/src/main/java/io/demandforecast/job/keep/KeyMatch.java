package io.demandforecast.job.keep;

import io.demandforecast.table.Covariates;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds a key's value where it stands: as a key, within the key of a scope, and in texts. The
 * expressions it makes hold the value out of sight: plans, logs and commits show a function's name.
 */
final class KeyMatch implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ERASED = "(erased)";
  private static final String SCOPE_SEPARATOR = "\\+";

  /** As many characters of a value as a reason shows. */
  private static final int SHOWN = 80;

  private final List<String> keys;
  private final String column;
  private final Set<String> values;
  private final Pattern text;
  private final Pattern quoted;

  /**
   * @param keys the series' keys
   * @param column the key whose value is meant
   * @param values the value, and what stands for it
   */
  KeyMatch(List<String> keys, String column, Set<String> values) {
    this.keys = List.copyOf(keys);
    this.column = column;
    this.values = Set.copyOf(values);
    this.text = pattern(values);
    this.quoted = quotedPattern(values);
  }

  /** A text that is the value. */
  Column is(Column key) {
    UDF1<String, Boolean> is = value -> value != null && values.contains(value);
    return functions.udf(is, DataTypes.BooleanType).apply(key);
  }

  /** A scope's key that the value is part of. */
  Column isWithin(Column scope, Column scopeKey) {
    UDF2<String, String, Boolean> within = this::isWithin;
    return functions.udf(within, DataTypes.BooleanType).apply(scope, scopeKey);
  }

  /** A text that the value stands in, on its own. */
  Column isMentioned(Column in) {
    UDF1<String, Boolean> mentioned = this::isMentioned;
    return functions.udf(mentioned, DataTypes.BooleanType).apply(in);
  }

  /** The text without the value. */
  Column erasedFrom(Column in) {
    UDF1<String, String> erased = this::erasedFrom;
    return functions.udf(erased, DataTypes.StringType).apply(in);
  }

  /** A configuration in which the value stands as a text of its own, in quotes. */
  Column isQuoted(Column in) {
    UDF1<String, Boolean> found = this::isQuoted;
    return functions.udf(found, DataTypes.BooleanType).apply(in);
  }

  /** The configuration without the value. */
  Column unquotedFrom(Column in) {
    UDF1<String, String> erased = this::unquotedFrom;
    return functions.udf(erased, DataTypes.StringType).apply(in);
  }

  boolean isWithin(String scope, String scopeKey) {
    List<String> columns =
        scope.equals(Covariates.SERIES_SCOPE) ? keys : Arrays.asList(scope.split(SCOPE_SEPARATOR));
    List<String> parts = parts(scopeKey);
    for (int i = 0; i < Math.min(columns.size(), parts.size()); i++) {
      if (columns.get(i).equals(column) && values.contains(parts.get(i))) {
        return true;
      }
    }
    return false;
  }

  boolean isMentioned(String in) {
    return in != null && text.matcher(in).find();
  }

  String erasedFrom(String in) {
    return in == null ? null : text.matcher(in).replaceAll(ERASED);
  }

  boolean isQuoted(String in) {
    return in != null && quoted.matcher(in).find();
  }

  String unquotedFrom(String in) {
    return in == null ? null : quoted.matcher(in).replaceAll('"' + ERASED + '"');
  }

  /** The values that a key was joined of: see {@link io.demandforecast.panel.KeyText}. */
  private static List<String> parts(String joined) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < joined.length(); i++) {
      char c = joined.charAt(i);
      if (c == '\\' && i + 1 < joined.length()) {
        part.append(joined.charAt(++i));
      } else if (c == '|') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /**
   * The value in the forms that texts have it in, neither preceded nor followed by a letter or
   * digit, whatever its letters' case. In a text too much may go, but never too little.
   */
  private static Pattern pattern(Set<String> values) {
    Set<String> forms = new LinkedHashSet<>();
    for (String value : values) {
      forms.add(Pattern.quote(value) + "(?![\\p{L}\\p{N}])");
      forms.add(Pattern.quote(value.replace("\"", "\"\"")) + "(?![\\p{L}\\p{N}])");
      forms.add(
          Pattern.quote(value.replace("\\", "\\\\").replace("\"", "\\\"")) + "(?![\\p{L}\\p{N}])");
      forms.add(
          Pattern.quote(value.replace("\\", "\\\\").replace("|", "\\|")) + "(?![\\p{L}\\p{N}])");
      if (value.length() > SHOWN) {
        forms.add(Pattern.quote(value.substring(0, SHOWN)));
      }
    }
    return Pattern.compile(
        forms.stream().collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")")),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * The value as a configuration writes texts. A number among settings is none: taking it out would
   * change what a run was made with.
   */
  private static Pattern quotedPattern(Set<String> values) {
    return Pattern.compile(
        values.stream()
            .map(value -> value.replace("\\", "\\\\").replace("\"", "\\\""))
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "\"(?:", ")\"")));
  }
}
