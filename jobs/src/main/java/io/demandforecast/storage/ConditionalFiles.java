package io.demandforecast.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files that are created by exactly one of all processes that try, on whatever machine: what
 * commits and leases are made of. Whoever reads such a file sees all of it.
 */
public interface ConditionalFiles {
  /**
   * Creates a file with this content, or finds that there is one with other content.
   *
   * <p>Content is expected to be of this caller alone (it holds an id): where a file with exactly
   * this content is there already, it was an earlier try of the caller whose answer was lost, and
   * that is success.
   *
   * @return whether the file is the caller's; false: another was there first
   * @throws IOException where it is not known whether the file was written, or could not be
   */
  boolean create(Path path, byte[] content) throws IOException;

  /** Writes a file, in the place of another where there is one. */
  void replace(Path path, byte[] content) throws IOException;

  /** The way of the file system that a path lies on. */
  static ConditionalFiles of(Path path, Configuration configuration) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return switch (files.getScheme()) {
      case "file" -> new LinkedFiles(files);
      case "s3a" -> new ConditionalPuts(files);
      default -> new ExclusiveFiles(files);
    };
  }
}
