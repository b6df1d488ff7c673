package io.demandforecast.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.job.ExportJob;
import io.demandforecast.progress.Progress;
import io.demandforecast.testing.PublishedRuns;
import io.demandforecast.testing.SmallConfig;
import io.demandforecast.testing.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;

/** What tests of exports share. */
abstract class ExportTest extends SparkTest {
  static final String DATA =
      """
      name = made
      series { keys = [shop, item] }
      inputs.sales {
        path = "*.csv"
        columns = [{ name = day, type = date }, { name = shop }, { name = item }, { name = units, type = integer }]
        time.column = day
        quantity = units
      }
      """;

  @TempDir Path folder;

  PublishedRuns runs() {
    return new PublishedRuns(spark(), folder.resolve("w"));
  }

  /** A configuration with exports. */
  static ForecastConfig config(String... exports) {
    List<String> lines = new ArrayList<>(List.of(DATA));
    lines.addAll(List.of(exports));
    return SmallConfig.of(lines.toArray(String[]::new));
  }

  static ExportJob.Input input(
      PublishedRuns runs, ForecastConfig config, Map<String, String> environment) {
    return new ExportJob.Input(
        runs.warehouse(),
        config,
        config.exports().get(0).name(),
        Optional.empty(),
        Optional.empty(),
        environment,
        Progress.silent());
  }

  /** The same of a run and a channel. */
  static ExportJob.Input of(ExportJob.Input input, String run, String channel) {
    return new ExportJob.Input(
        input.warehouse(),
        input.config(),
        input.name(),
        Optional.of(run),
        Optional.of(channel),
        input.environment(),
        input.progress());
  }

  /** The same, telling its notes to a list. */
  static ExportJob.Input noting(ExportJob.Input input, List<String> notes) {
    return new ExportJob.Input(
        input.warehouse(),
        input.config(),
        input.name(),
        input.run(),
        input.channel(),
        input.environment(),
        new Notes(notes));
  }

  private record Notes(List<String> notes) implements Progress {
    @Override
    public void note(String text) {
      notes.add(text);
    }

    @Override
    public void plan(List<String> stages) {}

    @Override
    public void stage(String name) {}

    @Override
    public void rows(long count) {}

    @Override
    public void done() {}
  }

  static void assertRefused(ExitCode code, ExportJob.Input input, String... words) {
    ForecastException refusal = assertThrows(ForecastException.class, () -> ExportJob.run(input));
    assertEquals(code, refusal.exitCode(), refusal.getMessage());
    for (String word : words) {
      Assertions.assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }
  }
}
