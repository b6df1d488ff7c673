package io.demandforecast.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cli.Main;
import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.faults.FaultyReads.Kind;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.testing.TinyShop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fail, of a night in one process. */
@Tag("slow")
class LostTasksIT extends SparkTest {
  private static final int SECONDS = 300;
  private static final int STAGES_AT_LEAST = 10;

  @TempDir private Path folder;

  @Test
  void aTaskOfEachStageThatFailsOnceChangesNothing() throws Exception {
    TinyShop.write(folder);
    assertEquals(0, run("untouched", List.of()));
    Path notes = folder.resolve("notes");
    assertEquals(
        0, run("faulty", FaultyReads.options(notes, Kind.ONCE_A_STAGE)), () -> said("faulty"));
    Assertions.assertTrue(FaultyReads.happened(notes).size() >= STAGES_AT_LEAST);
    System.out.println("tasks failed once: " + FaultyReads.happened(notes).size());
    TinyShop.assertSame(spark(), folder.resolve("untouched"), folder.resolve("faulty"));
  }

  @Test
  void aTaskThatAlwaysFailsEndsTheNightWithAMessage() throws Exception {
    TinyShop.write(folder);
    int code = run("failing", FaultyReads.options(folder.resolve("none"), Kind.ALWAYS));
    assertEquals(5, code, () -> said("failing"));
    assertTold("failing", "planted: a task cannot open");
  }

  @Test
  void memoryThatOneTaskLacksOnceChangesNothing() throws Exception {
    TinyShop.write(folder);
    Path notes = folder.resolve("notes");
    assertEquals(
        0, run("small", FaultyReads.options(notes, Kind.OUT_OF_MEMORY_ONCE)), () -> said("small"));
    assertEquals(1, FaultyReads.happened(notes).size());
    assertEquals(0, run("untouched", List.of()));
    TinyShop.assertSame(spark(), folder.resolve("untouched"), folder.resolve("small"));
  }

  @Test
  void memoryThatIsUsedUpEndsTheNightWithAMessage() throws Exception {
    TinyShop.write(folder);
    int code = run("full", FaultyReads.options(folder.resolve("none"), Kind.OUT_OF_MEMORY));
    assertEquals(5, code, () -> said("full"));
    assertTold("full", "memory is used up", "FORECAST_HEAP");
  }

  private int run(String warehouse, List<String> options) throws Exception {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of("--as-of", TinyShop.day(TinyShop.DAYS - 1).toString()));
    words.addAll(TinyShop.options(folder, folder.resolve(warehouse)));
    List<String> all =
        new ArrayList<>(
            List.of("-Xmx700m", "-Dspark.master=local[2]", "-Dforecast.logs=" + folder));
    all.addAll(options);
    try (JavaProcess process =
        JavaProcess.start(
            folder.resolve(warehouse + ".log"),
            Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
            all,
            Main.class,
            words)) {
      return process.ended(SECONDS);
    }
  }

  private void assertTold(String warehouse, String... parts) {
    String said = said(warehouse);
    for (String part : parts) {
      Assertions.assertTrue(said.contains(part), said);
    }
    Assertions.assertFalse(said.contains("\tat "), said);
  }

  private String said(String warehouse) {
    try {
      return java.nio.file.Files.readString(folder.resolve(warehouse + ".log"));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
