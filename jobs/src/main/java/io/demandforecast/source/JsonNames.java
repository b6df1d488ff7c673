package io.demandforecast.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The names of a JSON object's fields, in order. */
final class JsonNames {
  private final List<String> names = new ArrayList<>();
  private String problem = "not a JSON object";

  /** Reads one object; false if the text is none. */
  boolean read(String text) {
    names.clear();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        names.add(json.currentName());
        json.nextToken();
        json.skipChildren();
      }
      return true;
    } catch (JsonProcessingException syntax) {
      names.clear();
      problem = "JSON syntax error: " + syntax.getOriginalMessage();
      return false;
    } catch (IOException notFromText) {
      throw new UncheckedIOException(notFromText);
    }
  }

  List<String> names() {
    return names;
  }

  String problem() {
    return problem;
  }
}
