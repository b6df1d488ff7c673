package io.demandforecast.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The notes of erasures in a folder of backups, a small file each. Written again, a note stands in
 * the place of that of the same value.
 */
final class ErasureNotes {
  private static final String FOLDER = "erasures";
  private static final String NOTE = ".json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path folder;

  ErasureNotes(FileSystem files, Path backups) {
    this.files = files;
    this.folder = new Path(backups, FOLDER);
  }

  void write(ErasureNote note) throws IOException {
    ObjectNode text = JSON.createObjectNode();
    text.put("key_column", note.keyColumn());
    text.put("key_digest", note.keyDigest());
    text.put("at", note.at().toString());
    text.put("reason", note.reason());
    String of = note.keyColumn() + " " + note.keyDigest();
    String name = Sha256.of(of).substring(0, 16) + NOTE;
    files.mkdirs(folder);
    try (OutputStream out = files.create(new Path(folder, name), true)) {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All of them, the oldest first. */
  List<ErasureNote> read() throws IOException {
    List<ErasureNote> notes = new ArrayList<>();
    if (files.exists(folder)) {
      for (FileStatus status : files.listStatus(folder)) {
        if (status.getPath().getName().endsWith(NOTE)) {
          notes.add(read(status.getPath()));
        }
      }
    }
    notes.sort(Comparator.comparing(ErasureNote::at));
    return notes;
  }

  private ErasureNote read(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      JsonNode note = JSON.readTree(in.readAllBytes());
      return new ErasureNote(
          note.path("key_column").asText(),
          note.path("key_digest").asText(),
          Instant.parse(note.path("at").asText()),
          note.path("reason").asText());
    } catch (JsonProcessingException | java.time.DateTimeException e) {
      throw ForecastException.data(
          file
              + " cannot be read as the note of an erasure. Delete it, and repeat the erasure that"
              + " was made with this folder: forecast forget",
          e);
    }
  }
}
