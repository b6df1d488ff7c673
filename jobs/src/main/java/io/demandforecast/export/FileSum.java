package io.demandforecast.export;

import io.demandforecast.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Size and SHA-256 of a file, as a task finds them. */
record FileSum(String path, long bytes, String sha256) implements Serializable {

  static FileSum of(String root, String path, Configuration configuration) throws IOException {
    Path file = new Path(root, path);
    FileSystem files = file.getFileSystem(configuration);
    try (InputStream in = files.open(file)) {
      return new FileSum(path, files.getFileStatus(file).getLen(), Sha256.of(in));
    }
  }
}
