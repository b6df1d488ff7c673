package io.demandforecast.testing;

import io.demandforecast.table.TableDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A warehouse with a published run, as an earlier version of this software wrote it. */
public final class StoredWarehouse {
  private StoredWarehouse() {}

  /**
   * Unpacks it, in the format that it was written in: 1.
   *
   * @param names of tables and other folders, none for all: less is quicker to look at
   */
  public static Path unpack(Path folder, String... names) {
    Set<String> wanted = Set.of(names);
    try (InputStream in = StoredWarehouse.class.getResourceAsStream("/warehouses/format-1.zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String top = entry.getName().split("/", 2)[0];
        if (wanted.isEmpty() || wanted.contains(top) || top.equals("_warehouse.json")) {
          Path file = folder.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says in the marker that it has another format. */
  public static Path inFormat(Path warehouse, int format) {
    try {
      Path marker = warehouse.resolve("_warehouse.json");
      Files.writeString(
          marker,
          Files.readString(marker, StandardCharsets.UTF_8)
              .replaceFirst("\"format\":[0-9]+", "\"format\":" + format));
      Files.deleteIfExists(warehouse.resolve("._warehouse.json.crc"));
      return warehouse;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of each table the number of rows and a digest of all, whatever their order; and each model's.
   */
  public static Map<String, String> digests(SparkSession spark, Path warehouse) {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> entries = Files.walk(warehouse)) {
      for (Path path : (Iterable<Path>) entries::iterator) {
        String name = warehouse.relativize(path).toString();
        if (Files.isDirectory(path.resolve("_delta_log"))) {
          digests.put(name, ofTable(spark, path));
        } else if (name.startsWith("model-files/") && name.endsWith(".bin")) {
          digests.put(name, Arrays.hashCode(Files.readAllBytes(path)) + "");
        }
      }
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of a table from the values of its first columns; the others are empty. */
  public static Dataset<Row> rows(SparkSession spark, TableDefinition table, Object... values) {
    Object[] all = Arrays.copyOf(values, table.schema().length());
    return spark.createDataFrame(List.of(RowFactory.create(all)), table.schema());
  }

  /** Deletes a folder with all that is in it. */
  public static void destroy(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ofTable(SparkSession spark, Path table) {
    Row digest =
        spark
            .read()
            .format("delta")
            .load(table.toString())
            .select(functions.expr("xxhash64(to_json(struct(*)))").cast("decimal(38,0)").as("h"))
            .selectExpr("count(*)", "coalesce(sum(h), 0)")
            .first();
    return digest.get(0) + " rows, " + digest.get(1);
  }
}
