package io.demandforecast.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A data set's file. */
final class ConfigFile {
  private static final String EXTENSION = ".conf";

  private ConfigFile() {}

  /**
   * @throws ForecastException of the configuration where there is no such file
   * @throws com.typesafe.config.ConfigException where it is not HOCON
   */
  static Config parse(Path file) {
    if (Files.isDirectory(file)) {
      throw ForecastException.configuration(
          file + " is a folder, not a configuration file" + hint(file, file));
    }
    if (!Files.exists(file)) {
      throw ForecastException.configuration(
          "there is no configuration file "
              + file
              + (file.isAbsolute() ? "" : " (looked for " + file.toAbsolutePath() + ")")
              + hint(file, file.toAbsolutePath().getParent()));
    }
    if (!Files.isReadable(file)) {
      throw ForecastException.configuration(
          "the configuration file " + file + " cannot be read: allow its reading");
    }
    return ConfigFactory.parseFile(file.toFile());
  }

  private static String hint(Path wanted, Path folder) {
    List<String> names = names(folder);
    if (names.isEmpty()) {
      return "; name a data set's file, such as conf/datasets/demo.conf";
    }
    return NearestName.hint(String.valueOf(wanted.getFileName()), names);
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(EXTENSION))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
