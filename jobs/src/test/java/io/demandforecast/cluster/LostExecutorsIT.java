package io.demandforecast.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cli.Main;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TinyShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night on a cluster whose executors die, one in each stage, ends as one that lost none. */
@Tag("slow")
class LostExecutorsIT extends SparkTest {
  private static final int SECONDS = 600;
  private static final int WORKERS = 2;
  private static final Pattern BEGUN =
      Pattern.compile("\\[(\\d+)/(\\d+)] [^:]+", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void anExecutorThatIsLostInEachStageChangesNothing() throws Exception {
    TinyShop.write(folder);
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")), WORKERS)) {
      try (JavaProcess untouched = start(cluster, "untouched")) {
        assertEquals(0, untouched.ended(SECONDS), () -> said("untouched"));
      }
      Set<Integer> killed = new TreeSet<>();
      int stages;
      try (JavaProcess night = start(cluster, "killed")) {
        stages = killOneInEachStage(night, killed);
        assertEquals(0, night.ended(SECONDS), () -> said("killed"));
      }
      System.out.println("executors killed in stages " + killed + " of " + stages);
      Assertions.assertTrue(killed.size() >= stages - 1, () -> killed + " of " + said("killed"));
    }
    TinyShop.assertSame(spark(), folder.resolve("untouched"), folder.resolve("killed"));
  }

  /**
   * Kills an executor as soon as a stage has begun.
   *
   * @param killed numbers of the stages in which one was
   * @return how many stages there are
   */
  private int killOneInEachStage(JavaProcess night, Set<Integer> killed) throws Exception {
    int stages = 0;
    while (night.running()) {
      Matcher begun = BEGUN.matcher(said("killed"));
      int now = 0;
      while (begun.find()) {
        now = Integer.parseInt(begun.group(1));
        stages = Integer.parseInt(begun.group(2));
      }
      if (now > 0 && !killed.contains(now)) {
        List<ProcessHandle> executors = executors();
        if (!executors.isEmpty()) {
          executors.get(now % executors.size()).destroyForcibly();
          killed.add(now);
        }
      }
      Thread.sleep(50);
    }
    return stages;
  }

  /** Executors that processes of this one have started. */
  private static List<ProcessHandle> executors() {
    return ProcessHandle.current().descendants().filter(LostExecutorsIT::isExecutor).toList();
  }

  /** Java tells the beginning of a long command line alone. */
  private static boolean isExecutor(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
          .contains("CoarseGrainedExecutorBackend");
    } catch (IOException ended) {
      return false;
    }
  }

  private JavaProcess start(StandaloneCluster cluster, String warehouse) throws IOException {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of("--as-of", TinyShop.day(TinyShop.DAYS - 1).toString()));
    words.addAll(TinyShop.options(folder, folder.resolve(warehouse)));
    words.addAll(List.of("--master", cluster.master()));
    List<String> options = new ArrayList<>(List.of("-Xmx700m", "-Dforecast.logs=" + folder));
    options.addAll(cluster.driverOptions());
    return JavaProcess.start(
        folder.resolve(warehouse + ".log"),
        Map.of("SPARK_LOCAL_IP", StandaloneCluster.LOOPBACK),
        options,
        Main.class,
        words);
  }

  private String said(String warehouse) {
    try {
      return Files.readString(folder.resolve(warehouse + ".log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
