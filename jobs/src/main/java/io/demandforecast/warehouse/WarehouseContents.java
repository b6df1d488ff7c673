package io.demandforecast.warehouse;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Every file that makes up a warehouse at one moment: of each table the log up to its newest
 * version and what the log may name, and model files. Asked under the lease, so that the versions
 * of the tables belong together.
 *
 * @param marker text of the marker file
 * @param versions newest version of each table
 * @param files all of them but the marker
 */
public record WarehouseContents(String marker, Map<String, Long> versions, List<StoredFile> files) {

  private static final String LOG = "_delta_log";
  private static final Pattern OF_VERSION = Pattern.compile("([0-9]{20})\\..*");

  /**
   * A hint that Delta makes again, and that would name a checkpoint which a backup may not have.
   */
  private static final String LAST_CHECKPOINT = "_last_checkpoint";

  /**
   * A file.
   *
   * @param path below the warehouse, with {@code /} between names
   * @param bytes its size
   * @param modified milliseconds since 1970-01-01 UTC
   */
  public record StoredFile(String path, long bytes, long modified) {}

  /**
   * Looks.
   *
   * @throws ForecastException (data) where a table names a file that is not there
   */
  static WarehouseContents of(Warehouse warehouse, WarehouseFolder folder) {
    try {
      Map<String, Long> versions = new TreeMap<>();
      Map<String, Set<String>> current = new TreeMap<>();
      for (String table : folder.tables()) {
        versions.put(table, warehouse.deltaVersion(table));
        current.put(table, currentFiles(warehouse, folder, table));
      }
      List<StoredFile> files = new ArrayList<>();
      for (StoredFile file : folder.list()) {
        String table = file.path().split("/", 2)[0];
        if (belongs(file.path(), versions.get(table))) {
          files.add(file);
          if (versions.containsKey(table)) {
            current.get(table).remove(file.path());
          }
        }
      }
      for (Map.Entry<String, Set<String>> table : current.entrySet()) {
        if (!table.getValue().isEmpty()) {
          throw ForecastException.data(
              "table "
                  + table.getKey()
                  + " in warehouse "
                  + folder.location()
                  + " is damaged: "
                  + table.getValue().size()
                  + " of its files are missing, such as "
                  + table.getValue().iterator().next()
                  + ". Restore the warehouse from a backup: forecast restore");
        }
      }
      return new WarehouseContents(folder.marker().text(), versions, List.copyOf(files));
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "warehouse " + folder.location() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Set<String> currentFiles(
      Warehouse warehouse, WarehouseFolder folder, String table) {
    Set<String> files = new HashSet<>();
    // Paths as they are: partitions' values are escaped in their folders' names.
    for (String file : warehouse.written(table).orElseThrow().inputFiles()) {
      files.add(folder.relative(new Path(file)));
    }
    return files;
  }

  /** What begins with an underscore is of the moment: leases, markers, files half written. */
  private static boolean belongs(String path, Long version) {
    if (version == null) {
      return !path.startsWith("_") && !path.endsWith(".part");
    }
    String[] parts = path.split("/", 3);
    if (!parts[1].equals(LOG)) {
      return true;
    }
    Matcher numbered = OF_VERSION.matcher(parts[2]);
    boolean later = numbered.matches() && Long.parseLong(numbered.group(1)) > version;
    return !later && !parts[2].equals(LAST_CHECKPOINT) && !parts[2].endsWith(".tmp");
  }
}
