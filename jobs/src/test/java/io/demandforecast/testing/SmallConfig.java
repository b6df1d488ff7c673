package io.demandforecast.testing;

import io.demandforecast.config.ConfigLoader;
import io.demandforecast.config.ConfigRequest;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations from a few lines of text. */
public final class SmallConfig {
  private SmallConfig() {}

  /** The configuration that lines say, read as that of a person's file. */
  public static ForecastConfig of(String... lines) {
    return loaded(lines).config();
  }

  /** The same with the text that a record keeps of it. */
  public static LoadedConfig loaded(String... lines) {
    try {
      Path file = Files.createTempFile("small", ".conf");
      try {
        Files.writeString(file, String.join("\n", lines));
        return new ConfigLoader().load(ConfigRequest.of(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
