package io.demandforecast.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.demandforecast.failure.ForecastException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructField;

/**
 * What files of a publication there are, as JSON that others read.
 *
 * @param sequence of the publication
 * @param runId the run
 * @param rows in all files
 * @param files in the order of their names
 */
record FileManifest(long sequence, String runId, long rows, List<OneFile> files) {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  FileManifest {
    files = List.copyOf(files);
  }

  /**
   * @param path below the folder that the manifest is in
   */
  record OneFile(String path, long bytes, String sha256) {}

  /** The whole text, with what a reader may want to know besides. */
  byte[] text(Shipment shipment, String fileFormat) {
    Publication publication = shipment.publication();
    ObjectNode all = JSON.createObjectNode();
    all.put("manifest_format", FORMAT);
    all.put("channel", publication.channel());
    all.put("publication_seq", sequence);
    all.put("run_id", runId);
    all.put("as_of", publication.asOf().toString());
    all.put("model_version", publication.modelVersion());
    all.put("published_at", publication.publishedAt().toString());
    all.put("rows", rows);
    all.put("file_format", fileFormat);
    ArrayNode columns = all.putArray("columns");
    for (StructField field : shipment.rows().schema().fields()) {
      columns.addObject().put("name", field.name()).put("type", field.dataType().simpleString());
    }
    ArrayNode key = all.putArray("key");
    shipment.key().forEach(key::add);
    ArrayNode list = all.putArray("files");
    for (OneFile file : files) {
      list.addObject()
          .put("path", file.path())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    return (all.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param name of the manifest, for messages
   * @throws ForecastException (data) where it is none
   */
  static FileManifest parse(byte[] bytes, String name) {
    try {
      JsonNode all = JSON.readTree(bytes);
      if (all.path("manifest_format").asInt() != FORMAT) {
        throw damaged(name, null);
      }
      List<OneFile> files = new ArrayList<>();
      for (JsonNode file : all.path("files")) {
        files.add(
            new OneFile(
                file.path("path").asText(),
                file.path("bytes").asLong(),
                file.path("sha256").asText()));
      }
      return new FileManifest(
          all.path("publication_seq").asLong(),
          all.path("run_id").asText(),
          all.path("rows").asLong(),
          files);
    } catch (JsonProcessingException e) {
      throw damaged(name, e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ForecastException damaged(String name, Exception cause) {
    return ForecastException.data(
        name + " is no manifest of this program. Move it away, then export again.", cause);
  }
}
