package io.demandforecast.cli;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A folder for the length of a command; what is in it goes when it is closed. */
final class ScratchFolder implements AutoCloseable {
  private final FileSystem files;
  private final Path folder;

  private ScratchFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * Makes one below a folder.
   *
   * @param parent folder or URI that every executor reaches; empty: this machine's temporary files
   */
  static ScratchFolder below(Optional<String> parent, SparkSession spark) {
    try {
      Path above =
          new Path(
              parent.isPresent()
                  ? parent.get()
                  : Files.createTempDirectory("demand-forecast-").toUri().toString());
      FileSystem files = above.getFileSystem(spark.sparkContext().hadoopConfiguration());
      Path folder = files.makeQualified(new Path(above, "scratch-" + java.util.UUID.randomUUID()));
      files.mkdirs(folder);
      return new ScratchFolder(files, parent.isPresent() ? folder : folder.getParent());
    } catch (IOException | IllegalArgumentException e) {
      throw ForecastException.configuration(
          "no folder can be made for what is needed for a while: "
              + e.getMessage()
              + ". Name another with --scratch.");
    }
  }

  String location() {
    return folder.toString();
  }

  @Override
  public void close() {
    try {
      files.delete(folder, true);
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "the folder " + folder + " could not be removed: " + e.getMessage(), e);
    }
  }
}
