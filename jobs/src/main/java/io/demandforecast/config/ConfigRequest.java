package io.demandforecast.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person says about the configuration of a command.
 *
 * @param file the data set's file
 * @param sets settings as {@code key=value}; of two of one key the later wins
 * @param environment environment variables
 * @param data folder of the raw files; wins over {@code storage.data}
 * @param warehouse folder of the tables; wins over {@code storage.warehouse}
 * @param master where Spark runs; wins over {@code spark.master}
 */
public record ConfigRequest(
    Optional<Path> file,
    List<String> sets,
    Map<String, String> environment,
    Optional<String> data,
    Optional<String> warehouse,
    Optional<String> master) {

  public ConfigRequest {
    sets = List.copyOf(sets);
    environment = Map.copyOf(environment);
  }

  /** A request of a file alone. */
  public static ConfigRequest of(Path file) {
    return new ConfigRequest(
        Optional.of(file),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
