package io.demandforecast.killed;

import io.demandforecast.cluster.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts of many JVMs that share one archive of loaded classes (class data sharing): the first of
 * them makes it at its end. Such an archive takes a class path of jars alone, so that folders of
 * classes are put into jars.
 */
final class QuickStart {
  private final Path archive;
  private final List<String> classPath = new ArrayList<>();

  /**
   * @param folder an empty one
   */
  QuickStart(Path folder) throws IOException {
    archive = folder.resolve("classes.jsa");
    for (String place : JavaProcess.classPath()) {
      Path path = Path.of(place);
      if (!place.isEmpty() && Files.isDirectory(path)) {
        classPath.add(jar(path, folder.resolve(classPath.size() + ".jar")).toString());
      } else if (Files.isRegularFile(path)) {
        classPath.add(place);
      }
    }
  }

  String classPath() {
    return String.join(File.pathSeparator, classPath);
  }

  /** Makes the archive, or uses it where it is made. */
  List<String> options() {
    return Files.exists(archive)
        ? List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable")
        : List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable");
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }
}
