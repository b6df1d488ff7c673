package io.demandforecast.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM of this build's classes and jars, with all that it starts itself. */
public final class JavaProcess implements AutoCloseable {
  private static final int SECONDS_TO_END = 15;
  private final Process process;
  private final Path output;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts one.
   *
   * @param output file for what it says
   * @param options of the JVM, beside those that Spark needs
   */
  public static JavaProcess start(
      Path output,
      Map<String, String> environment,
      List<String> options,
      Class<?> main,
      List<String> arguments)
      throws IOException {
    String jars = String.join(System.getProperty("path.separator"), classPath());
    return start(output, environment, options, jars, main, arguments);
  }

  /**
   * Starts one with a class path of its own.
   *
   * @param output file for what it says
   * @param options of the JVM, beside those that Spark needs
   */
  public static JavaProcess start(
      Path output,
      Map<String, String> environment,
      List<String> options,
      String classPath,
      Class<?> main,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(opened());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new JavaProcess(builder.start(), output);
  }

  /** The class path of the tests: folders of classes and jars. */
  public static List<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.asList(path.split(System.getProperty("path.separator"), -1));
  }

  /** What this JVM was given for Spark, which a JVM does not hand on. */
  private static List<String> opened() {
    return java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(
            option ->
                option.startsWith("--add-")
                    || option.startsWith("-Djdk.reflect")
                    || option.startsWith("-Dio.netty")
                    || option.startsWith("-Duser.timezone"))
        .toList();
  }

  public boolean running() {
    return process.isAlive();
  }

  /** Ends it with SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it ends by itself; fails with what it said where that is not well. */
  public void join(int seconds) throws IOException, InterruptedException {
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      throw new IOException(
          (ended ? "ended with " + process.exitValue() : "did not end in " + seconds + " s")
              + ": "
              + said());
    }
  }

  /** Waits until it ends, however; fails where it does not. Returns its exit code. */
  public int ended(int seconds) throws IOException, InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IOException("did not end in " + seconds + " s: " + said());
    }
    return process.exitValue();
  }

  public String said() throws IOException {
    return Files.readString(output);
  }

  /** Ends it and every process that it started. */
  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> started;
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      started = descendants.toList();
    }
    process.destroy();
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
