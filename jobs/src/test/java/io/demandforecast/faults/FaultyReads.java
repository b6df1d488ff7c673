package io.demandforecast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * Files of this machine, which a task of Spark's cannot open: once a stage, or once at all. What it
 * has done it notes in a file, so that processes which share it know.
 */
public final class FaultyReads extends LocalFileSystem {
  /** System property: the file of notes. */
  static final String NOTES = "faulty.reads.notes";

  /** System property: a {@link Kind}. */
  static final String KIND = "faulty.reads.kind";

  /** What happens. */
  enum Kind {
    /** The first task of each stage that opens a file fails. */
    ONCE_A_STAGE,
    /** One task takes more memory than there is. */
    OUT_OF_MEMORY_ONCE,
    /** Every task does. */
    OUT_OF_MEMORY,
    /** A task's every try fails. */
    ALWAYS
  }

  private static final Set<Integer> STAGES = new HashSet<>();

  /** Options of a JVM that has such files. */
  static List<String> options(java.nio.file.Path notes, Kind kind) {
    return List.of(
        "-D" + NOTES + "=" + notes,
        "-D" + KIND + "=" + kind,
        "-Dspark.hadoop.fs.file.impl=" + FaultyReads.class.getName());
  }

  /** What has happened, a line a fault. */
  static List<String> happened(java.nio.file.Path notes) throws IOException {
    return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
  }

  @Override
  public FSDataInputStream open(Path file, int buffer) throws IOException {
    TaskContext task = TaskContext.get();
    if (task != null) {
      fail(task, file);
    }
    return super.open(file, buffer);
  }

  private static synchronized void fail(TaskContext task, Path file) throws IOException {
    switch (Kind.valueOf(System.getProperty(KIND))) {
      case ONCE_A_STAGE -> {
        if (STAGES.add(task.stageId())) {
          note(task, StandardOpenOption.CREATE);
          throw new IOException("planted: a task cannot open " + file.getName());
        }
      }
      case OUT_OF_MEMORY_ONCE -> {
        if (!Files.exists(notes())) {
          note(task, StandardOpenOption.CREATE_NEW);
          throw new OutOfMemoryError("planted: Java heap space");
        }
      }
      case OUT_OF_MEMORY -> throw new OutOfMemoryError("planted: Java heap space");
      default -> throw new IOException("planted: a task cannot open " + file.getName());
    }
  }

  private static void note(TaskContext task, StandardOpenOption how) {
    try {
      Files.writeString(
          notes(),
          "stage " + task.stageId() + "\n",
          StandardCharsets.UTF_8,
          how,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.nio.file.Path notes() {
    return java.nio.file.Path.of(System.getProperty(NOTES));
  }
}
