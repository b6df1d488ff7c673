package io.demandforecast.storage;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Writes the logs of Delta tables so that of two processes that commit the same version exactly one
 * succeeds, and one whose commit succeeded learns so though the answer was lost. The log stores
 * that Delta brings for local files and S3 hold that within one process alone.
 *
 * <p>Below a warehouse whose lease was taken over it commits nothing: see {@link Fence}.
 *
 * <p>A store that does more around each write extends this one and is named in {@code
 * spark.delta.logStore.SCHEME.impl}.
 */
public class ConditionalLogStore extends HadoopFileSystemLogStore {

  /** As Delta makes it. */
  public ConditionalLogStore(Configuration initial) {
    super(initial);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    ConditionalFiles files = ConditionalFiles.of(path, configuration);
    byte[] content = lines(actions);
    if (overwrite) {
      files.replace(path, content);
      return;
    }
    Fence.check(path, configuration);
    if (!files.create(path, content)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  /**
   * No part of what this store writes is ever seen. Checkpoints are written by others, on local
   * files in place: Delta renames them where this says so.
   */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) throws IOException {
    return !"s3a".equals(path.getFileSystem(configuration).getScheme());
  }

  private static byte[] lines(Iterator<String> actions) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    while (actions.hasNext()) {
      lines.writeBytes(actions.next().getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
    }
    return lines.toByteArray();
  }
}
