package io.demandforecast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Looks for a text in every file of a folder: in its bytes as they are, in its path, and in the
 * values of Parquet files, whether a table still names them or not.
 */
public final class WarehouseSearch {
  private WarehouseSearch() {}

  /** The files that hold a text, below the folder. */
  public static Set<String> holding(Path folder, String text) {
    Set<String> holding = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString();
        if (name.contains(text) || bytesHold(file, text) || valuesHold(file, text)) {
          holding.add(name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return holding;
  }

  private static boolean bytesHold(Path file, String text) throws IOException {
    // A character a byte: bytes are compared, whatever they mean.
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return bytes.contains(
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  private static boolean valuesHold(Path file, String text) throws IOException {
    String name = file.getFileName().toString();
    if (!name.endsWith(".parquet")) {
      return false;
    }
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    Configuration hadoop = new Configuration();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(hadoop).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        if (row.toString().contains(text)) {
          return true;
        }
      }
    }
    return HadoopInputFile.fromPath(path, hadoop).getLength() == 0;
  }
}
