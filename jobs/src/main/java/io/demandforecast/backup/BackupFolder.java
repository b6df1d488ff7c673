package io.demandforecast.backup;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A folder of backups, on any file system Hadoop knows. {@code files/} holds contents by their
 * checksums, so that backups share them; {@code backups/} a manifest a backup, written last; {@code
 * erasures/} a note of each key that was forgotten since.
 */
public final class BackupFolder {
  private static final String CONTENTS = "files";
  private static final String BACKUPS = "backups";
  private static final String MANIFEST = ".jsonl";
  private static final String PART = ".part";

  private final FileSystem files;
  private final Path root;

  private BackupFolder(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * @throws ForecastException where the location is no path, or its file system cannot be reached
   */
  public static BackupFolder at(String location, Configuration configuration) {
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(configuration);
      return new BackupFolder(files, files.makeQualified(path));
    } catch (IllegalArgumentException e) {
      throw ForecastException.usage(
          "folder of backups '" + location + "' is not a path: " + e.getMessage());
    } catch (IOException e) {
      throw unreachable(location, e);
    }
  }

  public String location() {
    return root.toString();
  }

  /** Ids of the backups that are there, the oldest first. */
  public List<String> ids() {
    Path backups = new Path(root, BACKUPS);
    try {
      if (!files.exists(backups)) {
        return List.of();
      }
      return Arrays.stream(files.listStatus(backups))
          .map(status -> status.getPath().getName())
          .filter(name -> name.endsWith(MANIFEST))
          .map(name -> name.substring(0, name.length() - MANIFEST.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreachable(location(), e);
    }
  }

  /** The newest backup; empty where there is none. */
  public Optional<Manifest> newest() {
    return ids().stream().max(Comparator.naturalOrder()).map(this::read);
  }

  /**
   * Reads a backup's manifest.
   *
   * @throws ForecastException where there is none of that id, or it is damaged
   */
  public Manifest read(String id) {
    Path manifest = manifest(id);
    try {
      if (!files.exists(manifest)) {
        throw ForecastException.data(
            "there is no backup "
                + id
                + " in "
                + location()
                + ". There are: "
                + (ids().isEmpty() ? "none" : String.join(", ", ids())));
      }
      try (InputStream in = files.open(manifest)) {
        return ManifestText.parse(in.readAllBytes(), manifest.toString());
      }
    } catch (IOException e) {
      throw unreachable(manifest.toString(), e);
    }
  }

  /** Writes a manifest, whole or not at all: from then on the backup is there. */
  public void write(Manifest manifest) {
    Path target = manifest(manifest.id());
    Path written = target.suffix(PART);
    try {
      files.mkdirs(target.getParent());
      try (OutputStream out = files.create(written, true)) {
        out.write(ManifestText.of(manifest));
      }
      if (!files.rename(written, target)) {
        throw new IOException("cannot rename " + written + " to " + target);
      }
    } catch (IOException e) {
      throw unreachable(target.toString(), e);
    }
  }

  /** Notes that a key was forgotten: what was backed up before brings it back. */
  public void noteErasure(ErasureNote note) {
    try {
      new ErasureNotes(files, root).write(note);
    } catch (IOException e) {
      throw unreachable(location(), e);
    }
  }

  /** Erasures that this folder was told of, the oldest first. */
  public List<ErasureNote> erasures() {
    try {
      return new ErasureNotes(files, root).read();
    } catch (IOException e) {
      throw unreachable(location(), e);
    }
  }

  /** Where the content with a checksum is, or goes. */
  Path content(String sha256) {
    return new Path(root, CONTENTS + "/" + sha256.substring(0, 2) + "/" + sha256);
  }

  /**
   * What came of a clearing.
   *
   * @param backups ids that are gone
   * @param files contents that no backup named any more
   * @param bytes their size
   */
  public record Cleared(List<String> backups, long files, long bytes) {}

  /**
   * Removes all backups but the newest ones, then what no backup names: contents of the removed
   * ones, and what a backup left that was ended before its manifest. Ended itself, it goes on the
   * next time.
   *
   * @param kept number of the newest backups that stay, at least 1
   */
  public Cleared keepNewest(int kept) {
    List<String> ids = ids();
    List<String> removed = ids.subList(0, Math.max(0, ids.size() - kept));
    try {
      for (String id : removed) {
        files.delete(manifest(id), false);
      }
      Set<String> named = new HashSet<>();
      for (String id : ids()) {
        read(id).files().forEach(file -> named.add(file.sha256()));
      }
      long count = 0;
      long bytes = 0;
      for (FileStatus content : contents()) {
        if (!named.contains(content.getPath().getName())) {
          files.delete(content.getPath(), false);
          count++;
          bytes += content.getLen();
        }
      }
      return new Cleared(List.copyOf(removed), count, bytes);
    } catch (IOException e) {
      throw unreachable(location(), e);
    }
  }

  /** Sizes of all contents by their checksums. */
  TreeMap<String, Long> sizes() {
    try {
      TreeMap<String, Long> sizes = new TreeMap<>();
      contents().forEach(content -> sizes.put(content.getPath().getName(), content.getLen()));
      return sizes;
    } catch (IOException e) {
      throw unreachable(location(), e);
    }
  }

  private Collection<FileStatus> contents() throws IOException {
    List<FileStatus> found = new ArrayList<>();
    Path contents = new Path(root, CONTENTS);
    if (files.exists(contents)) {
      for (RemoteIterator<LocatedFileStatus> all = files.listFiles(contents, true);
          all.hasNext(); ) {
        found.add(all.next());
      }
    }
    return found;
  }

  private Path manifest(String id) {
    if (!id.matches("[A-Za-z0-9_-]+")) {
      throw ForecastException.usage("'" + id + "' is no id of a backup");
    }
    return new Path(root, BACKUPS + "/" + id + MANIFEST);
  }

  static ForecastException unreachable(String name, IOException e) {
    return ForecastException.transientFailure(
        "backup " + name + " cannot be read or written: " + e.getMessage(), e);
  }
}
