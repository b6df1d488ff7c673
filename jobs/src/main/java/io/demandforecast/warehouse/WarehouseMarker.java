package io.demandforecast.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.demandforecast.failure.ForecastException;

/**
 * What the marker file of a warehouse says: in which format its tables are, and for which data.
 *
 * @param format 1 or more; see {@link #CURRENT}
 * @param identity the data, as the rest of the line
 */
record WarehouseMarker(int format, String identity) {
  static final String FILE = "_warehouse.json";

  /** The format of this software: 2 since the table runs and who published what. */
  static final int CURRENT = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  static WarehouseMarker of(WarehouseIdentity identity) {
    return new WarehouseMarker(
        CURRENT,
        "\"dataset\":\""
            + identity.dataset()
            + "\",\"keys\":\""
            + String.join(",", identity.keys())
            + "\",\"attributes\":\""
            + String.join(",", identity.attributes())
            + "\"");
  }

  /**
   * @param folder for messages
   * @throws ForecastException where the text is no marker, or that of a newer format
   */
  static WarehouseMarker parse(String text, String folder) {
    try {
      JsonNode marker = JSON.readTree(text);
      int format = marker.path("format").asInt();
      if (format > CURRENT) {
        throw ForecastException.configuration(
            "warehouse "
                + folder
                + " has format "
                + format
                + ", and this version of the software knows formats up to "
                + CURRENT
                + ". Use the newer version that wrote it, or another warehouse with -w.");
      }
      if (format >= 1) {
        String prefix = "{\"format\":" + format + ",";
        String line = text.strip();
        if (line.startsWith(prefix) && line.endsWith("}")) {
          return new WarehouseMarker(format, line.substring(prefix.length(), line.length() - 1));
        }
      }
    } catch (JsonProcessingException e) {
      throw damaged(text, folder, e);
    }
    throw damaged(text, folder, null);
  }

  boolean isCurrent() {
    return format == CURRENT;
  }

  WarehouseMarker inFormat(int other) {
    return new WarehouseMarker(other, identity);
  }

  /** One line. */
  String text() {
    return "{\"format\":" + format + "," + identity + "}\n";
  }

  private static ForecastException damaged(String text, String folder, Exception cause) {
    return ForecastException.data(
        "the file "
            + FILE
            + " of warehouse "
            + folder
            + " is damaged: "
            + text.strip()
            + ". Restore the warehouse: forecast restore",
        cause);
  }
}
