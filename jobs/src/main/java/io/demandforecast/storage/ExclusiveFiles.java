package io.demandforecast.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * On HDFS and the stores that follow its contract: a file is created where there is none in one
 * step. Between that step and its last byte a reader may see a part of it.
 */
final class ExclusiveFiles implements ConditionalFiles {
  private final FileSystem files;

  ExclusiveFiles(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean create(Path path, byte[] content) throws IOException {
    try (OutputStream out = files.create(path, false)) {
      out.write(content);
    } catch (FileAlreadyExistsException e) {
      return holds(path, content);
    }
    return true;
  }

  private boolean holds(Path path, byte[] content) throws IOException {
    try (InputStream in = files.open(path)) {
      return Arrays.equals(content, in.readAllBytes());
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public void replace(Path path, byte[] content) throws IOException {
    Path part = path.suffix("." + UUID.randomUUID() + ".part");
    try (OutputStream out = files.create(part, true)) {
      out.write(content);
    }
    if (files.exists(path) && !files.delete(path, false)) {
      throw new IOException("cannot replace " + path);
    }
    if (!files.rename(part, path)) {
      throw new IOException("cannot rename " + part + " to " + path);
    }
  }
}
