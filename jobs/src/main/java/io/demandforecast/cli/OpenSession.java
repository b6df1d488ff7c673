package io.demandforecast.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session for the length of a command. One that was there before stays when it is closed. */
final class OpenSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSession.class);
  private final SparkSession spark;
  private final Optional<Path> temporary;

  private OpenSession(SparkSession spark, Optional<Path> temporary) {
    this.spark = spark;
    this.temporary = temporary;
  }

  /** A session that is stopped, and its temporary folder removed, when it is closed. */
  static OpenSession own(SparkSession spark, Path temporary) {
    return new OpenSession(spark, Optional.of(temporary));
  }

  /** A session of somebody else. */
  static OpenSession joined(SparkSession spark) {
    return new OpenSession(spark, Optional.empty());
  }

  SparkSession spark() {
    return spark;
  }

  @Override
  public void close() {
    if (temporary.isEmpty()) {
      return;
    }
    spark.stop();
    try {
      remove(temporary.get());
    } catch (IOException e) {
      // The command did its work; what is left is an empty folder among temporary files.
      LOG.warn("cannot remove {}", temporary.get(), e);
    }
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
