package io.demandforecast.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of numbered files, each created by one process alone: the newest is the token of who
 * holds a lease. Numbers only grow. Beside a token N lie {@code N.alive}, written again and again
 * while its holder lives, and {@code N.released}. The newest token is never deleted.
 *
 * <p>Time is told by the file system's own clock, which marks both signs of life and what is asked
 * about them: clocks of machines are not compared.
 */
public final class Tokens {
  private static final String ALIVE = ".alive";
  private static final String RELEASED = ".released";
  private static final String PROBE = "probe-";
  private final FileSystem files;
  private final ConditionalFiles conditional;
  private final Path folder;

  private Tokens(FileSystem files, ConditionalFiles conditional, Path folder) {
    this.files = files;
    this.conditional = conditional;
    this.folder = folder;
  }

  public static Tokens in(Path folder, Configuration configuration) throws IOException {
    return new Tokens(
        folder.getFileSystem(configuration), ConditionalFiles.of(folder, configuration), folder);
  }

  /** The newest token; empty where there never was one. */
  public OptionalLong newest() throws IOException {
    return numbers().stream().mapToLong(Long::longValue).max();
  }

  /**
   * Creates a token, by one process alone.
   *
   * @return whether this process did
   */
  public boolean create(long token, Holder holder) throws IOException {
    files.mkdirs(folder);
    return conditional.create(path(token, ""), holder.text().getBytes(StandardCharsets.UTF_8))
        && newest().equals(OptionalLong.of(token));
  }

  public Holder holder(long token) throws IOException {
    try (InputStream in = files.open(path(token, ""))) {
      return Holder.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Says that a token's holder lives. */
  public void alive(long token) throws IOException {
    conditional.replace(path(token, ALIVE), new byte[0]);
  }

  /** Says that a token's holder needs it no more. */
  public void release(long token) throws IOException {
    conditional.replace(path(token, RELEASED), new byte[0]);
  }

  public boolean isReleased(long token) throws IOException {
    return files.exists(path(token, RELEASED));
  }

  /** Time since the last sign of life of a token's holder; negative where a clock was set back. */
  public Duration silence(long token) throws IOException {
    Path probe = new Path(folder, PROBE + UUID.randomUUID());
    conditional.replace(probe, new byte[] {'\n'});
    try {
      long sign = Math.max(modified(path(token, "")), modified(path(token, ALIVE)));
      return Duration.ofMillis(files.getFileStatus(probe).getModificationTime() - sign);
    } finally {
      files.delete(probe, false);
    }
  }

  /** Deletes what is left of older tokens. */
  public void forgetBefore(long token) throws IOException {
    for (long older : numbers()) {
      if (older < token) {
        for (String mark : new String[] {ALIVE, RELEASED, ""}) {
          files.delete(path(older, mark), false);
        }
      }
    }
  }

  private long modified(Path path) throws IOException {
    try {
      return files.getFileStatus(path).getModificationTime();
    } catch (FileNotFoundException e) {
      return Long.MIN_VALUE;
    }
  }

  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    try {
      for (FileStatus file : files.listStatus(folder)) {
        String name = file.getPath().getName();
        if (name.matches("\\d{20}")) {
          numbers.add(Long.parseLong(name));
        }
      }
    } catch (FileNotFoundException e) {
      // Nobody ever held this lease.
      return List.of();
    }
    return numbers;
  }

  private Path path(long token, String mark) {
    return new Path(folder, "%020d".formatted(token) + mark);
  }
}
