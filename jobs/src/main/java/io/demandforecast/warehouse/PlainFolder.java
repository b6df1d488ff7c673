package io.demandforecast.warehouse;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** A folder of plain files, on any file system Hadoop knows: what is written for people to read. */
public final class PlainFolder {
  private final WarehouseFolder folder;

  private PlainFolder(WarehouseFolder folder) {
    this.folder = folder;
  }

  /**
   * A folder that is there, or is made when it is first written to.
   *
   * @param location folder or URI
   */
  public static PlainFolder at(SparkSession spark, String location) {
    return new PlainFolder(
        WarehouseFolder.at(location, spark.sparkContext().hadoopConfiguration()));
  }

  /**
   * Writes a file whole or not at all, in the place of another where there is one.
   *
   * @return where it is
   * @throws ForecastException (transient) where it cannot be written
   */
  public String write(String name, byte[] bytes) {
    try {
      folder.write(name, bytes);
      return folder.path(name).toString();
    } catch (IOException e) {
      throw failed(name, "written", e);
    }
  }

  /** All files in it; none where it is not there. */
  public List<WarehouseContents.StoredFile> files() {
    try {
      return folder.list();
    } catch (IOException e) {
      throw failed("", "read", e);
    }
  }

  /** Removes a file, where it is there. */
  public void delete(String name) {
    try {
      folder.delete(name);
    } catch (IOException e) {
      throw failed(name, "removed", e);
    }
  }

  private ForecastException failed(String name, String what, IOException e) {
    return ForecastException.transientFailure(
        folder.path(name.isEmpty() ? "." : name) + " cannot be " + what + ": " + e.getMessage(), e);
  }
}
