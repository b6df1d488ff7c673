package io.demandforecast.source;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.Personal;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * What becomes of an input's personal values as soon as a record is taken apart: nothing behind it
 * (rules, their reasons, digests, tables) ever sees them. A record's text gives way to its declared
 * columns without them, and that of one which cannot be taken apart to a word.
 */
final class PersonalColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Stands for the text of a record that may hold personal values anywhere. */
  static final String WITHHELD = "(withheld: the input has personal columns)";

  /** Why a record of JSON is broken: a parser's own words quote the text. */
  static final String NOT_AN_OBJECT = "not one JSON object of declared fields";

  private static final JsonFactory JSON = new JsonFactory();

  private final List<String> names;
  private final List<Personal> each;
  private final Personal labels;
  private final boolean any;
  private final PersonalKey key;

  private PersonalColumns(InputSettings input, PersonalKey key) {
    this.names = input.columns().stream().map(InputSettings.Column::name).toList();
    this.each = input.columns().stream().map(InputSettings.Column::personal).toList();
    this.labels =
        input.layout() instanceof Layout.SeriesAcross across ? across.personal() : Personal.KEEP;
    this.any = input.hasPersonal();
    this.key = key;
  }

  /**
   * @throws io.demandforecast.failure.ForecastException of the configuration where values are to be
   *     hashed and there is no key
   */
  static PersonalColumns of(InputSettings input, PersonalKey key) {
    PersonalColumns columns = new PersonalColumns(input, key);
    if (columns.labels == Personal.HASH || columns.each.contains(Personal.HASH)) {
      key.require("Input '" + input.name() + "'");
    }
    return columns;
  }

  /** Whether there is any. */
  boolean any() {
    return any;
  }

  /** Takes personal values out of a record's declared columns, in their place. */
  void protect(Object[] values) {
    for (int i = 0; any && i < each.size(); i++) {
      values[i] = protect(each.get(i), (String) values[i]);
    }
  }

  private String protect(Personal personal, String value) {
    return switch (personal) {
      case KEEP -> value;
      case DROP -> null;
      case HASH -> key.hash(value);
    };
  }

  /** A record's text, for people: its declared columns without what is personal. */
  String text(Object[] values) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < names.size(); i++) {
        json.writeStringField(names.get(i), (String) values[i]);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    return text.toString();
  }

  /** The names of a wide layout's columns, where they are keys. */
  List<String> labels(List<String> found) {
    return found.stream().map(label -> protect(labels, label)).toList();
  }

  /** A declared column of a table. */
  Column protect(int index, Column text) {
    return switch (each.get(index)) {
      case KEEP -> text;
      case DROP -> lit(null).cast(DataTypes.StringType);
      case HASH -> {
        PersonalKey hashing = key;
        UDF1<String, String> hash = hashing::hash;
        yield udf(hash, DataTypes.StringType).apply(text);
      }
    };
  }

  /** The personal columns' names. */
  List<String> personalNames() {
    return java.util.stream.IntStream.range(0, names.size())
        .filter(i -> each.get(i) != Personal.KEEP)
        .mapToObj(names::get)
        .toList();
  }
}
