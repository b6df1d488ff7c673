package io.demandforecast.cli;

import io.demandforecast.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The versions of what the program runs on, for the record. */
final class Libraries {
  private static final String FILE = "/libraries.properties";

  private Libraries() {}

  /** Name to version; the program itself by the SHA-256 of its jar, where it runs from one. */
  static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    built().forEach((name, version) -> versions.put((String) name, (String) version));
    versions.put("java", Runtime.version().toString());
    versions.put("scala", scala.util.Properties.versionNumberString());
    versions.put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    Path program = program();
    if (Files.isRegularFile(program)) {
      versions.put("program", "sha256:" + sha256(program));
    }
    return versions;
  }

  private static Properties built() {
    Properties built = new Properties();
    try (InputStream in = Libraries.class.getResourceAsStream(FILE)) {
      built.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return built;
  }

  private static Path program() {
    try {
      return Path.of(Libraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class comes from no place", e);
    }
  }

  private static String sha256(Path file) {
    try {
      return Sha256.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
