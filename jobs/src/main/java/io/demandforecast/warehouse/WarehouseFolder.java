package io.demandforecast.warehouse;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.storage.ConditionalFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder that a warehouse lives in, on any file system Hadoop knows: its marker file and plain
 * files.
 */
final class WarehouseFolder {
  private static final String MARKER = "_warehouse.json";
  private static final String LOG = "_delta_log";
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
    byte[] marker = marker(identity).getBytes(StandardCharsets.UTF_8);
    try {
      if (files.exists(root) && !files.getFileStatus(root).isDirectory()) {
        throw ForecastException.configuration(
            "warehouse " + root + " is a file. Name a folder with -w, or storage.warehouse.");
      }
      refuseForeignLog();
      if (exists(MARKER)) {
        String found = new String(read(MARKER), StandardCharsets.UTF_8);
        if (!found.equals(marker(identity))) {
          throw ForecastException.configuration(
              "warehouse "
                  + root
                  + " was made for other data:\n  it holds    "
                  + found.strip()
                  + "\n  this run is "
                  + marker(identity).strip()
                  + "\nName another folder with -w, or the data set's own configuration with -c.");
        }
        return;
      }
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
   * Checks that the folder is a warehouse.
   *
   * @throws ForecastException where it is not
   */
  void requireClaimed() {
    try {
      refuseForeignLog();
      if (!exists(MARKER)) {
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

  private static String marker(WarehouseIdentity identity) {
    return "{\"format\":1,\"dataset\":\""
        + identity.dataset()
        + "\",\"keys\":\""
        + String.join(",", identity.keys())
        + "\",\"attributes\":\""
        + String.join(",", identity.attributes())
        + "\"}\n";
  }
}
