package io.demandforecast.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * On a local file system: a file is written under another name, and gets its own by a hard link,
 * which the operating system refuses where the name is taken.
 */
final class LinkedFiles implements ConditionalFiles {
  private final FileSystem files;

  LinkedFiles(FileSystem files) {
    this.files = files;
  }

  @Override
  public boolean create(Path path, byte[] content) throws IOException {
    java.nio.file.Path target = local(path);
    if (Files.exists(target)) {
      return false;
    }
    // A checksum that was left without its file would belong to nothing.
    Files.deleteIfExists(checksum(target));
    Path part = written(path, content);
    try {
      link(local(part), target);
      moveChecksum(local(part), target);
      return true;
    } catch (FileAlreadyExistsException e) {
      // A shared mount may say so of a link that it made, where its first answer was lost.
      return Files.isSameFile(local(part), target);
    } finally {
      Files.deleteIfExists(local(part));
      Files.deleteIfExists(checksum(local(part)));
    }
  }

  @Override
  public void replace(Path path, byte[] content) throws IOException {
    Path part = written(path, content);
    java.nio.file.Path target = local(path);
    // Without a checksum a file is read as it is: the old one must not meet the new file.
    Files.deleteIfExists(checksum(target));
    Files.move(local(part), target, StandardCopyOption.ATOMIC_MOVE);
    moveChecksum(local(part), target);
  }

  private static void link(java.nio.file.Path part, java.nio.file.Path target) throws IOException {
    try {
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      throw new IOException(
          "cannot link "
              + target
              + " ("
              + e.getMessage()
              + "): a warehouse needs a file system with hard links",
          e);
    }
  }

  /** Writes a file beside another, through to the disk. */
  private Path written(Path path, byte[] content) throws IOException {
    Path part =
        new Path(path.getParent(), "." + path.getName() + "." + UUID.randomUUID() + ".part");
    try (OutputStream out = files.create(part, true)) {
      out.write(content);
    }
    try (FileChannel written = FileChannel.open(local(part), StandardOpenOption.WRITE)) {
      written.force(true);
    }
    return part;
  }

  private static void moveChecksum(java.nio.file.Path part, java.nio.file.Path target)
      throws IOException {
    if (Files.exists(checksum(part))) {
      Files.move(checksum(part), checksum(target), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Where Hadoop keeps the checksum of a local file. */
  private static java.nio.file.Path checksum(java.nio.file.Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }

  private java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(files.makeQualified(path).toUri().getPath());
  }
}
