package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.failure.ForecastException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/**
 * Finds an input's files: below the data folder, or at an absolute path that was declared, on the
 * file systems that are allowed.
 */
final class SourcePaths {
  private static final Set<String> SCHEMES = Set.of("file", "s3a", "hdfs", "abfss", "gs");
  private static final int NAMES_SHOWN = 8;

  private final String dataFolder;
  private final Configuration hadoop;

  SourcePaths(String dataFolder, Configuration hadoop) {
    this.dataFolder = dataFolder;
    this.hadoop = hadoop;
  }

  /**
   * The files of an input, sorted by name; folders are searched through, names that start with a
   * dot or underscore are passed over.
   *
   * @throws ForecastException if there is none, one is empty, or the path is not allowed
   */
  List<DataFile> find(InputSettings input) {
    Path path = declared(input);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      checkScheme(input, files.getUri().getScheme());
      List<DataFile> found = new ArrayList<>();
      for (FileStatus status : statuses(input, files, path)) {
        addFiles(files, status, found);
      }
      found.sort(Comparator.comparing(DataFile::uri));
      check(input, path, found);
      return found;
    } catch (AccessControlException denied) {
      throw ForecastException.data(
          subject(input) + path + " may not be read by this user. Give read permission.", denied);
    } catch (IOException failure) {
      throw ForecastException.transientFailure(
          subject(input) + path + " cannot be reached: " + SourceFailure.firstLine(failure) + ".",
          failure);
    }
  }

  /** The path an input declares, absolute. */
  Path declared(InputSettings input) {
    String text = input.source().path();
    if (text.isBlank()) {
      throw ForecastException.configuration(
          subject(input) + "path is empty. Name a file, folder or pattern.");
    }
    try {
      Path path = new Path(text);
      if (path.toUri().getScheme() != null) {
        checkScheme(input, path.toUri().getScheme());
        return path;
      }
      if (path.isAbsolute()) {
        return path;
      }
      if (leavesFolder(text)) {
        throw ForecastException.configuration(
            subject(input)
                + "path '"
                + text
                + "' leads out of the data folder. Name a path below it, or an absolute one.");
      }
      return new Path(folder(), path);
    } catch (IllegalArgumentException malformed) {
      throw ForecastException.configuration(
          subject(input) + "'" + text + "' is not a path: " + malformed.getMessage() + ".");
    }
  }

  /** A file that was found earlier, by the name it was given. */
  DataFile file(SourceFile source) {
    Path path = new Path(source.path());
    boolean absolute = path.toUri().getScheme() != null || path.isAbsolute();
    return new DataFile(
        (absolute ? path : new Path(folder(), path)).toString(), source.path(), source.bytes());
  }

  /** The data folder, absolute; without a scheme it is on the session's default file system. */
  Path folder() {
    try {
      Path folder = new Path(dataFolder);
      return folder.getFileSystem(hadoop).makeQualified(folder);
    } catch (IllegalArgumentException | IOException unknown) {
      throw ForecastException.configuration(
          "The data folder '" + dataFolder + "' is no folder: " + unknown.getMessage() + ".");
    }
  }

  private static boolean leavesFolder(String relative) {
    int depth = 0;
    for (String step : relative.split("/", -1)) {
      depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  private static void checkScheme(InputSettings input, String scheme) {
    if (!SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      throw ForecastException.configuration(
          subject(input) + "scheme '" + scheme + "' is not one of " + sorted(SCHEMES) + ".");
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private List<FileStatus> statuses(InputSettings input, FileSystem files, Path path)
      throws IOException {
    try {
      return List.of(files.getFileStatus(path));
    } catch (FileNotFoundException | ParentNotDirectoryException absent) {
      FileStatus[] matching = isPattern(path) ? files.globStatus(pattern(path)) : null;
      if (matching == null || matching.length == 0) {
        throw ForecastException.data(
            subject(input) + "there is no " + path + "." + neighbours(files, path), absent);
      }
      return List.of(matching);
    }
  }

  private static boolean isPattern(Path path) {
    return path.toString().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /** The path as a pattern, in which the data folder itself stands for nothing but itself. */
  private Path pattern(Path path) {
    String root = folder().toString();
    String text = path.toString();
    if (!text.startsWith(root)) {
      return path;
    }
    return new Path(
        root.replaceAll("([*?\\[\\]{}\\\\])", "\\\\$1") + text.substring(root.length()));
  }

  private static String neighbours(FileSystem files, Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null || !files.exists(parent)) {
      return " Its folder does not exist either: check --data.";
    }
    if (!files.getFileStatus(parent).isDirectory()) {
      return " " + parent + " is a file and no folder: check --data.";
    }
    List<String> names = new ArrayList<>();
    for (FileStatus status : files.listStatus(parent)) {
      names.add(status.getPath().getName());
    }
    if (names.isEmpty()) {
      return " Its folder is empty.";
    }
    names.sort(Comparator.naturalOrder());
    return " Its folder has: " + Listing.of(names, NAMES_SHOWN) + ".";
  }

  private void addFiles(FileSystem files, FileStatus status, List<DataFile> found)
      throws IOException {
    if (status.isFile()) {
      found.add(dataFile(files, status));
      return;
    }
    String root = files.makeQualified(status.getPath()).toString();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(status.getPath(), true);
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      String below = file.getPath().toString().substring(root.length());
      if (!below.contains("/.") && !below.contains("/_")) {
        found.add(dataFile(files, file));
      }
    }
  }

  private DataFile dataFile(FileSystem files, FileStatus status) {
    String uri = files.makeQualified(status.getPath()).toString();
    String root = folder().toString();
    String prefix = root.endsWith("/") ? root : root + "/";
    String name =
        uri.startsWith(prefix)
            ? uri.substring(prefix.length())
            : uri.startsWith("file:/") ? status.getPath().toUri().getPath() : uri;
    return new DataFile(uri, name, status.getLen());
  }

  private static void check(InputSettings input, Path path, List<DataFile> found) {
    if (found.isEmpty()) {
      throw ForecastException.data(subject(input) + "folder " + path + " holds no files.");
    }
    for (DataFile file : found) {
      if (file.bytes() == 0) {
        throw ForecastException.data(
            subject(input)
                + "file "
                + file.name()
                + " is empty (0 bytes). Fetch it again or take it away.");
      }
    }
  }

  private static String subject(InputSettings input) {
    return "Input '" + input.name() + "': ";
  }
}
