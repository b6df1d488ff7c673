package io.demandforecast.monitor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Prometheus and the programs around it, as scripts/monitoring-env finds them. */
public final class MonitoringPrograms {
  /** The project's folder of rules, configurations and dashboards. */
  public static final Path FILES = Path.of("..", "monitoring").toAbsolutePath().normalize();

  private static final Path SCRIPT = Path.of("..", "scripts", "monitoring-env").toAbsolutePath();

  private final Path folder;

  private MonitoringPrograms(Path folder) {
    this.folder = folder;
  }

  /** The programs; where one cannot be had, the test is skipped with the reason. */
  public static MonitoringPrograms orSkip() throws IOException, InterruptedException {
    Said said = said(List.of(SCRIPT.normalize().toString()));
    Assumptions.assumeTrue(said.code() == 0, "no Prometheus to test with: " + said.text());
    return new MonitoringPrograms(Path.of(said.text().lines().reduce("", (a, b) -> b)));
  }

  /**
   * What a program said.
   *
   * @param text output and errors
   */
  public record Said(int code, String text) {}

  /** Runs one of the programs in the folder of files until it ends. */
  public Said run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(path(program)));
    words.addAll(List.of(arguments));
    return said(words);
  }

  /** Starts one of the programs. */
  Process start(File log, String program, List<String> arguments) throws IOException {
    return start(log, program, arguments, Map.of());
  }

  /** Starts one of the programs with more in its environment. */
  Process start(File log, String program, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(path(program)));
    words.addAll(arguments);
    ProcessBuilder process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log);
    process.environment().putAll(environment);
    return process.start();
  }

  private String path(String program) {
    return folder.resolve(program).toString();
  }

  private static Said said(List<String> words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).directory(FILES.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("does not end: " + words);
    }
    return new Said(process.exitValue(), text.strip());
  }
}
