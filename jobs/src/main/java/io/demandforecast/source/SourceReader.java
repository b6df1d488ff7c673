package io.demandforecast.source;

import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads inputs as they are declared, every record as text: nothing is converted, dropped or
 * repaired here. What is wrong with a source as a whole (missing, empty, of another kind, with
 * other columns) is refused on the driver before any row is read; what is wrong with one record is
 * said in its {@link RawColumns#BROKEN}.
 */
public final class SourceReader {
  /** What stands between a Delta table's path and version. */
  private static final String VERSION = "@v";

  private final SparkSession spark;
  private final SourcePaths paths;
  private final Map<String, String> environment;
  private final DeltaTables deltaTables;
  private final PersonalKey personalKey;

  /**
   * @param dataFolder folder or URI that relative paths start from
   * @param environment variables that hold databases' credentials
   * @param deltaTables how Delta tables are read
   * @param personalKey what personal columns are hashed with
   */
  public SourceReader(
      SparkSession spark,
      String dataFolder,
      Map<String, String> environment,
      DeltaTables deltaTables,
      PersonalKey personalKey) {
    this.spark = spark;
    this.paths = new SourcePaths(dataFolder, spark.sparkContext().hadoopConfiguration());
    this.environment = Map.copyOf(environment);
    this.deltaTables = deltaTables;
    this.personalKey = personalKey;
  }

  /** A reader of inputs that hash nothing. */
  public SourceReader(
      SparkSession spark,
      String dataFolder,
      Map<String, String> environment,
      DeltaTables deltaTables) {
    this(spark, dataFolder, environment, deltaTables, PersonalKey.none());
  }

  /**
   * What an input's rows would come from, sorted by path, with checksums. Files are read through
   * for them; large sets of files by a Spark job.
   *
   * @throws ForecastException if there is nothing, or something that cannot be read
   */
  public List<SourceFile> stat(InputSettings input) {
    PersonalColumns personal = PersonalColumns.of(input, personalKey);
    Format format = input.source().format();
    if (format == Format.JDBC) {
      return List.of(new JdbcSource(spark, input, environment, personal).stat());
    }
    if (format == Format.DELTA) {
      String path = paths.declared(input).toString();
      String versioned = input.source().path() + VERSION + deltaTables.latestVersion(path);
      return List.of(new SourceFile(versioned, 0, Sha256.of(versioned)));
    }
    return Checksums.of(spark, paths.find(input));
  }

  /**
   * The raw rows of an input.
   *
   * @param files what {@link #stat} found: these are read, not what has come since
   * @throws ForecastException if a source is not as declared; rows are read lazily, so failures of
   *     reading them surface in the action, see {@link SourceFailure#explain}
   */
  public RawInput read(InputSettings input, List<SourceFile> files) {
    try {
      SourceRows rows = rows(input, files);
      return new RawInput(input, rows.rows(), files, rows.lines());
    } catch (Exception failure) {
      throw SourceFailure.explain(failure);
    }
  }

  /**
   * Where an input's rows are: the file, folder or pattern it declares, absolute; of a database its
   * URL without parameters and the table's name.
   *
   * @param files what {@link #stat} found
   */
  public String place(InputSettings input, List<SourceFile> files) {
    return input.source().format() == Format.JDBC
        ? files.get(0).path()
        : paths.declared(input).toString();
  }

  private SourceRows rows(InputSettings input, List<SourceFile> files) {
    PersonalColumns personal = PersonalColumns.of(input, personalKey);
    return switch (input.source().format()) {
      case CSV, TSV, JSONL -> new TextSource(spark, input, personal).rows(found(files));
      case PARQUET, ORC, AVRO ->
          SourceRows.alone(
              new ColumnarSource(spark, input, personal)
                  .rows(found(files), paths.declared(input), paths.folder()));
      case DELTA -> SourceRows.alone(deltaRows(input, files.get(0), personal));
      case JDBC -> SourceRows.alone(new JdbcSource(spark, input, environment, personal).rows());
    };
  }

  private Dataset<Row> deltaRows(InputSettings input, SourceFile table, PersonalColumns personal) {
    int version = table.path().lastIndexOf(VERSION) + VERSION.length();
    Dataset<Row> rows =
        deltaTables.read(
            paths.declared(input).toString(), Long.parseLong(table.path().substring(version)));
    return new TableRows(input, personal).of(rows, "table " + table.path(), lit(table.path()));
  }

  private List<DataFile> found(List<SourceFile> files) {
    return files.stream().map(paths::file).toList();
  }
}
