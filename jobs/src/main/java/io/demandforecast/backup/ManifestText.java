package io.demandforecast.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A manifest as lines of JSON: what the backup is of, a line a file, and last the checksum of all
 * lines before, so that a manifest that was cut or changed is known.
 */
final class ManifestText {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestText() {}

  static byte[] of(Manifest manifest) {
    StringBuilder text = new StringBuilder();
    ObjectNode head = JSON.createObjectNode();
    head.put("format", FORMAT);
    head.put("id", manifest.id());
    head.put("taken_at", manifest.takenAt().toString());
    head.put("code_version", manifest.codeVersion());
    head.put("marker", manifest.marker());
    ObjectNode tables = head.putObject("tables");
    manifest.tables().forEach(tables::put);
    text.append(line(head));
    for (KeptFile file : manifest.files()) {
      ObjectNode one = JSON.createObjectNode();
      one.put("path", file.path());
      one.put("bytes", file.bytes());
      one.put("modified", file.modified());
      one.put("sha256", file.sha256());
      text.append(line(one));
    }
    ObjectNode end = JSON.createObjectNode();
    end.put("files", manifest.files().size());
    end.put("sha256", Sha256.of(bytes(text)));
    return bytes(text.append(line(end)));
  }

  /**
   * @param name of the manifest, for messages
   * @throws ForecastException (data) where it is not whole or was changed; (configuration) where a
   *     newer version of this software wrote it
   */
  static Manifest parse(byte[] bytes, String name) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    try {
      JsonNode end = JSON.readTree(text.substring(last));
      if (!Sha256.of(text.substring(0, last)).equals(end.path("sha256").asText())) {
        throw damaged(name, null);
      }
      List<String> lines = text.substring(0, last).lines().toList();
      JsonNode head = JSON.readTree(lines.get(0));
      if (head.path("format").asInt() != FORMAT) {
        throw ForecastException.configuration(
            name + " was written by a newer version of this software. Restore it with that.");
      }
      Map<String, Long> tables = new TreeMap<>();
      head.path("tables")
          .properties()
          .forEach(table -> tables.put(table.getKey(), table.getValue().asLong()));
      List<KeptFile> files = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        JsonNode one = JSON.readTree(line);
        files.add(
            new KeptFile(
                one.path("path").asText(),
                one.path("bytes").asLong(),
                one.path("modified").asLong(),
                one.path("sha256").asText()));
      }
      return new Manifest(
          head.path("id").asText(),
          Instant.parse(head.path("taken_at").asText()),
          head.path("code_version").asText(),
          head.path("marker").asText(),
          tables,
          files);
    } catch (JsonProcessingException e) {
      throw damaged(name, e);
    }
  }

  private static ForecastException damaged(String name, Exception cause) {
    return ForecastException.data(
        name + " is damaged: its checksum is not that of its lines. Use another backup.", cause);
  }

  private static String line(ObjectNode node) {
    return node + "\n";
  }

  private static byte[] bytes(StringBuilder text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
