package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped configuration declares what the generator writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoConfTest {
  private Path folder;
  private Config inputs;

  @BeforeAll
  void writeADemo(@TempDir Path temporary) {
    folder = temporary;
    new DemoData(new DemoSize(2, 6, 60, 28), 1).write(folder);
    Path file = Path.of("..", "conf", "datasets", "demo.conf");
    inputs = ConfigFactory.parseFile(file.toFile()).resolve().getConfig("inputs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sales", "prices", "promotions", "openings", "calendar", "stores", "items"})
  void itsColumnsAreTheHeadersOfTheFiles(String input) throws IOException {
    List<String> declared =
        inputs.getConfig(input).getConfigList("columns").stream()
            .map(column -> column.getString("name"))
            .toList();
    List<Path> files = files(inputs.getConfig(input).getString("path"));
    assertTrue(!files.isEmpty(), () -> "no file of " + input);
    for (Path file : files) {
      assertEquals(declared, Arrays.asList(DemoTables.header(file).split(",", -1)));
    }
  }

  private List<Path> files(String glob) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> matcher.matches(file.getFileName())).toList();
    }
  }
}
