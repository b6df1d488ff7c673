package io.demandforecast.backup;

import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Copies files between any two file systems that Hadoop knows, by their checksums. */
final class CheckedCopy {
  private static final String PART = ".part";

  private CheckedCopy() {}

  /** Checksum of a file. */
  static String sha256(Path file, Configuration configuration) throws IOException {
    try (InputStream in = file.getFileSystem(configuration).open(file)) {
      return Sha256.of(in);
    }
  }

  /** Whether a file is there and has these contents. */
  static boolean holds(Path file, long bytes, String sha256, Configuration configuration)
      throws IOException {
    FileSystem files = file.getFileSystem(configuration);
    return files.exists(file)
        && files.getFileStatus(file).getLen() == bytes
        && sha256(file, configuration).equals(sha256);
  }

  /**
   * Copies a file: whole and with the checksum that is expected, or not at all.
   *
   * @param told name of the source for messages
   * @throws ForecastException (data) where the source does not have the expected contents
   */
  static void copy(Path from, Path to, String sha256, String told, Configuration configuration)
      throws IOException {
    FileSystem target = to.getFileSystem(configuration);
    // A second attempt at the same file writes another one beside it.
    Path written = new Path(to.getParent(), to.getName() + "." + UUID.randomUUID() + PART);
    target.mkdirs(to.getParent());
    try {
      String found;
      try (InputStream in = from.getFileSystem(configuration).open(from);
          OutputStream out = target.create(written, true)) {
        found = Sha256.copying(in, out);
      }
      if (!found.equals(sha256)) {
        throw ForecastException.data(
            told + " is damaged: its checksum is " + found + " and should be " + sha256);
      }
      if (target.exists(to)) {
        target.delete(to, false);
      }
      if (!target.rename(written, to)) {
        throw new IOException("cannot rename " + written + " to " + to);
      }
    } finally {
      if (target.exists(written)) {
        target.delete(written, false);
      }
    }
  }
}
