package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.demo.DemoData;
import io.demandforecast.demo.DemoSize;
import java.nio.file.Path;

/** Makes the demo's raw files where the demo is asked for and they are not there, or not whole. */
final class DemoFiles {
  private static final String DEMO = "demo";

  private DemoFiles() {}

  static void makeIfAbsent(ForecastConfig config) {
    Path folder = Path.of(config.storage().data());
    if (config.name().equals(DEMO) && DemoData.in(folder).isEmpty()) {
      new DemoData(DemoSize.DEFAULT, DemoData.DEFAULT_SEED).write(folder);
    }
  }
}
