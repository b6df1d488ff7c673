package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedDataSetsTest {
  private static final Path FOLDER = Path.of("..", "conf", "datasets");

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyShippedDataSetLoads(Path file) {
    LoadedConfig loaded = new ConfigLoader().load(ConfigRequest.of(file));
    assertEquals(file.getFileName().toString(), loaded.config().name() + ".conf");
    assertTrue(loaded.config().inputs().get(0).quantity().isPresent());
  }
}
