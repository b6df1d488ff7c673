package io.demandforecast.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.url_decode;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads Parquet, ORC and Avro files with Spark's own readers. */
final class ColumnarSource {
  /** Files up to which each one's schema is looked at; of more, one merged schema is. */
  private static final int SCHEMAS_READ = 64;

  private final SparkSession spark;
  private final InputSettings input;
  private final Format format;
  private final PersonalColumns personal;

  ColumnarSource(SparkSession spark, InputSettings input, PersonalColumns personal) {
    this.spark = spark;
    this.input = input;
    this.format = input.source().format();
    this.personal = personal;
  }

  /**
   * The rows of all files.
   *
   * @param root the declared path: where it is a folder, partition columns ({@code key=value}) are
   *     those below it
   * @param dataFolder prefix that files' names leave out
   */
  Dataset<Row> rows(List<DataFile> files, Path root, Path dataFolder) {
    checkSignature(files.get(0));
    checkNames(files);
    Map<StructType, List<DataFile>> groups = new LinkedHashMap<>();
    if (files.size() <= SCHEMAS_READ) {
      for (DataFile file : files) {
        StructType schema = load(List.of(file), root).schema();
        groups.computeIfAbsent(schema, fresh -> new ArrayList<>()).add(file);
      }
    } else {
      groups.put(load(files, root).schema(), files);
    }
    Dataset<Row> rows = null;
    for (List<DataFile> group : groups.values()) {
      Dataset<Row> table = load(group, root);
      String where =
          "file "
              + group.get(0).name()
              + (group.size() == 1 ? "" : " and " + (group.size() - 1) + " like it");
      Dataset<Row> part = new TableRows(input, personal).of(table, where, name(dataFolder));
      rows = rows == null ? part : rows.union(part);
    }
    return rows;
  }

  /** The name of a file stands in tables and messages: it may hold no personal value. */
  private void checkNames(List<DataFile> files) {
    for (String name : personal.personalNames()) {
      if (files.stream().anyMatch(file -> file.uri().contains("/" + name + "="))) {
        throw ForecastException.configuration(
            "Input '"
                + input.name()
                + "': column '"
                + name
                + "' is personal, and files are divided by its values, which their names hold."
                + " Divide them by another column.");
      }
    }
  }

  private Dataset<Row> load(List<DataFile> files, Path root) {
    DataFrameReader reader = spark.read().format(format.name().toLowerCase(Locale.ROOT));
    if (isFolder(root)) {
      reader = reader.option("basePath", root.toString());
    }
    if (files.size() > SCHEMAS_READ && format != Format.AVRO) {
      reader = reader.option("mergeSchema", "true");
    }
    return reader.load(files.stream().map(DataFile::uri).toArray(String[]::new));
  }

  private boolean isFolder(Path root) {
    try {
      FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return files.exists(root) && files.getFileStatus(root).isDirectory();
    } catch (IOException failure) {
      throw ForecastException.transientFailure(
          "Input '" + input.name() + "': " + root + " cannot be reached.", failure);
    }
  }

  /** The file's name as {@link SourceFile#path()} has it, from Spark's URI of it. */
  private static Column name(Path dataFolder) {
    Column uri = col("_metadata.file_path");
    Column decoded =
        when(uri.contains("%"), url_decode(replace(uri, lit("+"), lit("%2B")))).otherwise(uri);
    boolean local = "file".equals(dataFolder.toUri().getScheme());
    Column path = regexp_replace(decoded, "^file:/+", "/");
    String prefix = (local ? dataFolder.toUri().getPath() : dataFolder.toString()) + "/";
    return when(path.startsWith(prefix), path.substr(lit(prefix.length() + 1), length(path)))
        .otherwise(path);
  }

  private void checkSignature(DataFile file) {
    byte[] head;
    try (InputStream bytes = TextFiles.stored(file, spark.sparkContext().hadoopConfiguration())) {
      head = bytes.readNBytes(FileSignature.LENGTH);
    } catch (IOException failure) {
      throw SourceFailure.of(file, failure, 0);
    }
    Optional<FileSignature> found = FileSignature.of(head);
    if (found.isEmpty() || !found.get().name().equals(format.name())) {
      throw ForecastException.data(
          "Input '"
              + input.name()
              + "': file "
              + file.name()
              + " is "
              + found.map(FileSignature::what).orElse("something else")
              + ", not "
              + format.name()
              + ". Check format and path.");
    }
  }
}
