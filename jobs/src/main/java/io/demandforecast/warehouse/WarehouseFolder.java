package io.demandforecast.warehouse;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.storage.ConditionalFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FsStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The folder that a warehouse lives in, on any file system Hadoop knows: its marker file and plain
 * files.
 */
final class WarehouseFolder {
  private static final String MARKER = WarehouseMarker.FILE;

  /** Names the backup that is being restored here: there until the restore is done. */
  private static final String RESTORING = "_restoring";

  private static final String LOG = "_delta_log";
  private static final String FIRST_VERSION = "0".repeat(20) + ".json";

  /** A commit or a checkpoint. */
  private static final Pattern VERSION = Pattern.compile("\\d{20}\\..+");

  private final FileSystem files;
  private final ConditionalFiles conditional;
  private final Path root;
  private final Configuration configuration;

  private WarehouseFolder(
      FileSystem files, ConditionalFiles conditional, Path root, Configuration configuration) {
    this.files = files;
    this.conditional = conditional;
    this.root = root;
    this.configuration = configuration;
  }

  static WarehouseFolder at(String location, Configuration configuration) {
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(configuration);
      return new WarehouseFolder(
          files,
          ConditionalFiles.of(path, configuration),
          files.makeQualified(path),
          configuration);
    } catch (IllegalArgumentException e) {
      throw ForecastException.configuration(
          "warehouse '" + location + "' is not a path: " + e.getMessage());
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "warehouse " + location + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /** Space of the file system; empty where that does not say, as object stores. */
  Optional<DiskSpace> space() throws IOException {
    FsStatus status = files.getStatus(root);
    return status.getCapacity() == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new DiskSpace(status.getCapacity(), status.getRemaining()));
  }

  /**
   * @throws IllegalArgumentException where the name leads out of the folder
   */
  Path path(String name) {
    if (name.startsWith("/") || name.contains(":") || List.of(name.split("/")).contains("..")) {
      throw new IllegalArgumentException("'" + name + "' leads out of the warehouse");
    }
    return new Path(root, name);
  }

  Path root() {
    return root;
  }

  /** By which file systems are found. */
  Configuration configuration() {
    return configuration;
  }

  String location() {
    return root.toString();
  }

  /**
   * Makes the folder a warehouse of this identity, or checks that it is one.
   *
   * @throws ForecastException where it belongs to other data, holds other files, or cannot be
   *     written
   */
  void claim(WarehouseIdentity identity) {
    byte[] marker = WarehouseMarker.of(identity).text().getBytes(StandardCharsets.UTF_8);
    try {
      if (files.exists(root) && !files.getFileStatus(root).isDirectory()) {
        throw ForecastException.configuration(
            "warehouse " + root + " is a file. Name a folder with -w, or storage.warehouse.");
      }
      refuseForeignLog();
      if (exists(MARKER)) {
        WarehouseMarker found = marker();
        requireOf(found, identity);
        requireCurrent(found);
        return;
      }
      requireNotRestoring();
      if (files.exists(root) && holdsOtherFiles()) {
        throw ForecastException.configuration(
            "warehouse "
                + root
                + " holds files that are not this system's. Name an empty or new folder with -w.");
      }
      files.mkdirs(root);
      if (!conditional.create(path(MARKER), marker)) {
        // Another run made it a warehouse in this moment: of the same data, or not.
        claim(identity);
      }
    } catch (IOException e) {
      throw ForecastException.configuration(
          "warehouse "
              + root
              + " cannot be written: "
              + e.getMessage()
              + ". Check the folder's rights, or name another with -w.");
    }
  }

  /**
   * Checks that there is nothing where a warehouse is to be made for a while.
   *
   * @throws ForecastException where there is
   */
  void requireEmpty() {
    try {
      if (files.exists(root)
          && (!files.getFileStatus(root).isDirectory() || files.listStatus(root).length > 0)) {
        throw ForecastException.configuration(
            root + " is not empty. Name a new or empty folder for what is made for a while.");
      }
    } catch (IOException e) {
      throw ForecastException.transientFailure(root + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that the folder is a warehouse, of a format that can be read.
   *
   * @throws ForecastException where it is not
   */
  void requireClaimed() {
    try {
      refuseForeignLog();
      if (exists(MARKER)) {
        marker();
      } else {
        requireNotRestoring();
        throw ForecastException.data(
            "there is no warehouse at "
                + root
                + ". Make one: forecast run, or name another with -w.");
      }
    } catch (IOException e) {
      throw ForecastException.transientFailure(
          "warehouse " + root + " cannot be reached: " + e.getMessage(), e);
    }
  }

  boolean exists(String name) throws IOException {
    return files.exists(path(name));
  }

  /**
   * Whether a table has been written. What a process leaves that is killed at a table's first
   * commit is none: a folder for its log without a version, and no data. Data without a version are
   * a damaged table, which is not made anew.
   */
  boolean isTable(String name) throws IOException {
    Path log = new Path(path(name), LOG);
    if (!files.exists(log)) {
      return false;
    }
    if (files.exists(new Path(log, FIRST_VERSION))) {
      return true;
    }
    for (FileStatus entry : files.listStatus(log)) {
      if (VERSION.matcher(entry.getPath().getName()).matches()) {
        return true;
      }
    }
    return files.listStatus(path(name)).length > 1;
  }

  /**
   * Removes what a process left that was killed at a table's first commit: Delta takes the folder
   * of the log for a table. To be called under the lease, where there is one.
   */
  void removeUnborn(String name) throws IOException {
    if (files.exists(new Path(path(name), LOG)) && !isTable(name)) {
      files.delete(path(name), true);
    }
  }

  byte[] read(String name) throws IOException {
    try (InputStream in = files.open(path(name))) {
      return in.readAllBytes();
    }
  }

  /** Writes a file whole or not at all, in the place of another where there is one. */
  void write(String name, byte[] bytes) throws IOException {
    files.mkdirs(path(name).getParent());
    conditional.replace(path(name), bytes);
  }

  /** Files beside those of a run that makes this folder a warehouse in the same moment. */
  private boolean holdsOtherFiles() throws IOException {
    for (FileStatus file : files.listStatus(root)) {
      if (!file.getPath().getName().contains(MARKER)) {
        return true;
      }
    }
    return false;
  }

  /** The log of a table in the folder or above it would make every path below a part of it. */
  private void refuseForeignLog() throws IOException {
    for (Path above = root; above != null; above = above.getParent()) {
      if (files.exists(new Path(above, LOG))) {
        throw ForecastException.configuration(
            "warehouse "
                + root
                + " lies in a Delta table: there is a folder "
                + new Path(above, LOG)
                + ", and no table below it can be read. Name another folder with -w, or remove that"
                + " one where it is left over.");
      }
    }
  }

  /** What the marker says. */
  WarehouseMarker marker() throws IOException {
    return WarehouseMarker.parse(new String(read(MARKER), StandardCharsets.UTF_8), location());
  }

  /**
   * Checks that the warehouse is of these data, in whatever format.
   *
   * @throws ForecastException where it is not
   */
  void requireOf(WarehouseMarker found, WarehouseIdentity identity) {
    WarehouseMarker wanted = WarehouseMarker.of(identity);
    if (!found.identity().equals(wanted.identity())) {
      throw ForecastException.configuration(
          "warehouse "
              + root
              + " was made for other data:\n  it holds    "
              + found.text().strip()
              + "\n  this run is "
              + wanted.text().strip()
              + "\nName another folder with -w, or the data set's own configuration with -c.");
    }
  }

  /**
   * Checks that the tables are in the format that this software writes.
   *
   * @throws ForecastException where it is an older one
   */
  void requireCurrent(WarehouseMarker found) {
    if (!found.isCurrent()) {
      throw ForecastException.configuration(
          "warehouse "
              + root
              + " has format "
              + found.format()
              + ", and this version of the software writes format "
              + WarehouseMarker.CURRENT
              + ". Upgrade it, with a backup first: forecast migrate --backup DEST. Until then it"
              + " can be read (sql, status) and backed up.");
    }
  }

  private void requireNotRestoring() throws IOException {
    if (exists(RESTORING)) {
      String id = restoring();
      throw ForecastException.data(
          "the restore of backup "
              + id
              + " into "
              + root
              + " was not finished. Run it again: forecast restore SRC --backup "
              + id);
    }
  }

  private String restoring() throws IOException {
    return new String(read(RESTORING), StandardCharsets.UTF_8).strip();
  }

  /**
   * Says that a backup is being restored here.
   *
   * @throws ForecastException where the folder is a warehouse, or holds anything but what an ended
   *     restore of the same backup left
   */
  void beginRestore(String id) throws IOException {
    refuseForeignLog();
    if (files.exists(root) && !files.getFileStatus(root).isDirectory()) {
      throw ForecastException.configuration(
          root + " is a file. Name an empty or new folder with -w.");
    }
    if (exists(MARKER)) {
      throw ForecastException.configuration(
          "there is a warehouse at "
              + root
              + ", and nothing in it is overwritten. Restore into an empty or new folder: -w"
              + " FOLDER; then move the two.");
    }
    if (exists(RESTORING)) {
      String other = restoring();
      if (!other.equals(id)) {
        throw ForecastException.configuration(
            "the restore of backup "
                + other
                + " into "
                + root
                + " was not finished. Run it again with --backup "
                + other
                + ", or name an empty or new folder with -w.");
      }
      return;
    }
    if (files.exists(root) && files.listStatus(root).length > 0) {
      throw ForecastException.configuration(
          root + " holds files. Restore into an empty or new folder: -w FOLDER.");
    }
    files.mkdirs(root);
    write(RESTORING, (id + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void endRestore() throws IOException {
    files.delete(path(RESTORING), false);
  }

  /** Removes a file, and its folder where nothing else is in it. */
  void delete(String name) throws IOException {
    Path file = path(name);
    files.delete(file, false);
    Path parent = file.getParent();
    if (files.exists(parent) && files.listStatus(parent).length == 0) {
      files.delete(parent, false);
    }
  }

  /** Names of the tables that have been written. */
  List<String> tables() throws IOException {
    List<String> tables = new ArrayList<>();
    for (FileStatus status : files.listStatus(root)) {
      String name = status.getPath().getName();
      if (status.isDirectory() && isTable(name)) {
        tables.add(name);
      }
    }
    return tables.stream().sorted().toList();
  }

  /** All files below the folder. */
  List<WarehouseContents.StoredFile> list() throws IOException {
    return list("");
  }

  /** All files below a folder of it; none where it is not there. */
  List<WarehouseContents.StoredFile> list(String name) throws IOException {
    Path from = name.isEmpty() ? root : path(name);
    List<WarehouseContents.StoredFile> found = new ArrayList<>();
    if (files.exists(from)) {
      for (RemoteIterator<LocatedFileStatus> all = files.listFiles(from, true); all.hasNext(); ) {
        FileStatus status = all.next();
        found.add(
            new WarehouseContents.StoredFile(
                relative(status.getPath()), status.getLen(), status.getModificationTime()));
      }
    }
    return found;
  }

  /** The path of a file below the folder, with {@code /} between names. */
  String relative(Path file) {
    return root.toUri().relativize(files.makeQualified(file).toUri()).getPath();
  }
}
