package io.demandforecast.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.demandforecast.config.InputSettings.ExtraColumns;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a JSON object apart: texts as they are, numbers as they are written, nested values as JSON.
 */
final class JsonFields implements RecordParser {
  private final JsonFactory factory =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private final Map<String, Integer> slots = new HashMap<>();
  private final ExtraColumns extra;
  private final int slotCount;
  private String problem;

  /**
   * @param names fields that have a slot
   * @param extra whether an object may have others
   */
  JsonFields(List<String> names, ExtraColumns extra) {
    for (int i = 0; i < names.size(); i++) {
      slots.put(names.get(i), i);
    }
    this.slotCount = names.size();
    this.extra = extra;
  }

  @Override
  public String[] parse(String text) {
    problem = null;
    try (JsonParser json = factory.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return broken("not a JSON object");
      }
      String[] values = new String[slotCount];
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        Integer slot = slots.get(name);
        if (slot != null) {
          values[slot] = value(json);
        } else if (extra == ExtraColumns.REFUSE) {
          return broken("field '" + name + "' is not declared");
        } else {
          json.skipChildren();
        }
      }
      return json.nextToken() == null ? values : broken("text after the JSON object");
    } catch (JsonProcessingException syntax) {
      return broken(describe(syntax));
    } catch (IOException notFromText) {
      throw new UncheckedIOException(notFromText);
    }
  }

  private static String describe(JsonProcessingException syntax) {
    String where =
        syntax.getLocation() == null ? "" : " at character " + syntax.getLocation().getColumnNr();
    return "JSON syntax error" + where + ": " + syntax.getOriginalMessage();
  }

  private String value(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token.isScalarValue()) {
      return json.getText();
    }
    StringWriter nested = new StringWriter();
    try (JsonGenerator generator = factory.createGenerator(nested)) {
      generator.copyCurrentStructure(json);
    }
    return nested.toString();
  }

  private String[] broken(String reason) {
    problem = reason;
    return null;
  }

  @Override
  public String problem() {
    return problem;
  }
}
