package io.demandforecast.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.AWSServiceIOException;

/**
 * On S3: a PUT with the condition that there is no such object (If-None-Match), which the store
 * judges. Objects are seen whole or not at all.
 */
final class ConditionalPuts implements ConditionalFiles {
  private static final String CONDITION = "fs.option.create.conditional.overwrite";
  private static final String NO_PROBES = "fs.s3a.create.performance";

  /** The store could not judge, since something else happened to the object: ask again. */
  private static final int CONFLICT = 409;

  private static final int MOST_CONFLICTS = 5;
  private final FileSystem files;

  ConditionalPuts(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean create(Path path, byte[] content) throws IOException {
    for (int conflicts = 0; ; conflicts++) {
      try {
        put(path, content);
        return true;
      } catch (IOException e) {
        Optional<Boolean> settled = settled(path, content, e);
        if (settled.isPresent()) {
          return settled.get();
        }
        if (!isConflict(e) || conflicts == MOST_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  private void put(Path path, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path).overwrite(true).recursive();
    builder.must(CONDITION, true);
    builder.opt(NO_PROBES, true);
    try (OutputStream out = builder.build()) {
      out.write(content);
    }
  }

  /**
   * What a failed try came to. A request may have been done though its answer was lost; asked again
   * by the client, the store then says that there is such an object: what it holds tells whose.
   *
   * @return empty where there is no object
   */
  private Optional<Boolean> settled(Path path, byte[] content, IOException failure)
      throws IOException {
    try (InputStream in = files.open(path)) {
      return Optional.of(Arrays.equals(content, in.readAllBytes()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static boolean isConflict(IOException failure) {
    return failure instanceof AWSServiceIOException service && service.statusCode() == CONFLICT;
  }

  @Override
  public void replace(Path path, byte[] content) throws IOException {
    try (OutputStream out = files.create(path, true)) {
      out.write(content);
    }
  }
}
