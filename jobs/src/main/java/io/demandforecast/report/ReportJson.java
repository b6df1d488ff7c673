package io.demandforecast.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The data of a report as JSON that may stand inside a page. Figures are written as they are; the
 * many numbers that are drawn alone, to five digits.
 */
final class ReportJson {
  private static final MathContext DRAWN = new MathContext(5);

  private ReportJson() {}

  static String of(ReportData data) {
    ObjectMapper mapper =
        new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(float[].class, new DrawnNumbers()));
    try {
      return escaped(mapper.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records have a text", e);
    }
  }

  /**
   * None of these characters stands in JSON but inside texts, where it may be written by its
   * number: no text then ends the script element, begins a comment, or is a line end to old
   * browsers.
   */
  private static String escaped(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /** Numbers that are drawn; those that are none are null. */
  private static final class DrawnNumbers extends StdSerializer<float[]> {
    private static final long serialVersionUID = 1L;

    DrawnNumbers() {
      super(float[].class);
    }

    @Override
    public void serialize(float[] values, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (float value : values) {
        if (Float.isFinite(value)) {
          json.writeNumber(text(value));
        } else {
          json.writeNull();
        }
      }
      json.writeEndArray();
    }

    private static String text(float value) {
      return new BigDecimal(Float.toString(value))
          .round(DRAWN)
          .stripTrailingZeros()
          .toPlainString();
    }
  }
}
