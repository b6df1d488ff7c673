package io.demandforecast.warehouse;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * A folder that a warehouse is restored into. No command takes it for a warehouse before {@link
 * #finish}, which writes the marker last. There is no lease: a token of its own would be below
 * those that published, and whoever restores the same beside it puts the same files in place.
 */
public final class RestoredFolder {
  private final SparkSession spark;
  private final WarehouseFolder folder;

  private RestoredFolder(SparkSession spark, WarehouseFolder folder) {
    this.spark = spark;
    this.folder = folder;
  }

  /**
   * Begins, or goes on with a restore of the same backup that was ended.
   *
   * @param id of the backup
   * @param marker text of the marker that the warehouse is to have
   * @throws ForecastException where the folder holds anything else, or the marker is one that this
   *     software does not know
   */
  public static RestoredFolder begin(
      SparkSession spark, String location, String id, String marker) {
    WarehouseFolder folder =
        WarehouseFolder.at(location, spark.sparkContext().hadoopConfiguration());
    WarehouseMarker.parse(marker, location);
    try {
      folder.beginRestore(id);
    } catch (IOException e) {
      throw ForecastException.configuration(
          "folder "
              + location
              + " cannot be written: "
              + e.getMessage()
              + ". Check its rights, or name another with -w.");
    }
    return new RestoredFolder(spark, folder);
  }

  public String location() {
    return folder.location();
  }

  /**
   * Opens every table, and makes the folder a warehouse where each has its version.
   *
   * @param versions by table, as the backup names them
   * @throws ForecastException (data) where a table has another version
   */
  public void finish(Map<String, Long> versions, String marker) {
    versions.forEach(
        (table, version) -> {
          long found = Warehouse.freshVersion(spark, folder.path(table).toString());
          if (found != version) {
            throw ForecastException.data(
                "table " + table + " was restored as version " + found + " and not " + version);
          }
        });
    try {
      folder.write(WarehouseMarker.FILE, marker.getBytes(StandardCharsets.UTF_8));
      folder.endRestore();
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "warehouse " + location() + " cannot be written: " + e.getMessage(), e);
    }
  }
}
