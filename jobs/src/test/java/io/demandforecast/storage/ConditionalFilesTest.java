package io.demandforecast.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionalFilesTest {
  private static final int WRITERS = 6;
  private static final int ROUNDS = 60;

  @TempDir java.nio.file.Path folder;

  @Test
  void ofAllWhoTryAtOnceExactlyOneCreatesALocalFile() throws Exception {
    race(local());
  }

  @Test
  void otherFileSystemsKnowTheirOwnFileAgainAndRefuseAnother() throws IOException {
    ConditionalFiles files = new ExclusiveFiles(FileSystem.getLocal(new Configuration()));
    assertTrue(files.create(path("a"), bytes("one")));
    assertTrue(files.create(path("a"), bytes("one")));
    assertFalse(files.create(path("a"), bytes("two")));
    files.replace(path("a"), bytes("three"));
    assertEquals("three", read("a"));
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws IOException {
    assertTrue(local().create(path("a"), bytes("one")));
    assertFalse(local().create(path("a"), bytes("two")));
    assertEquals("one", Files.readString(folder.resolve("a")));
    assertEquals(List.of(".a.crc", "a"), names());
  }

  @Test
  void aFileOfAnEarlierStateLeavesNoChecksumThatFitsNoMore() throws IOException {
    ConditionalFiles files = local();
    assertTrue(files.create(path("a"), bytes("one")));
    files.replace(path("a"), bytes("another"));
    assertEquals("another", read("a"));
    Files.delete(folder.resolve("a"));
    assertTrue(files.create(path("a"), bytes("a third")));
    assertEquals("a third", read("a"));
  }

  @Test
  void aBitThatChangedOnTheDiskIsNoticed() throws IOException {
    assertTrue(local().create(path("a"), bytes("one")));
    Files.writeString(folder.resolve("a"), "onf");
    IOException refused = assertThrows(IOException.class, () -> read("a"));
    assertTrue(refused.getMessage().contains("Checksum"), refused::getMessage);
  }

  @Test
  void theLogStoreRefusesAVersionThatIsThere() throws IOException {
    Configuration configuration = new Configuration();
    ConditionalLogStore store = new ConditionalLogStore(configuration);
    store.write(path("0.json"), List.of("a", "b").iterator(), false, configuration);
    assertThrows(
        FileAlreadyExistsException.class,
        () -> store.write(path("0.json"), List.of("c").iterator(), false, configuration));
    assertEquals("a\nb\n", Files.readString(folder.resolve("0.json")));
    store.write(path("0.json"), List.of("c").iterator(), true, configuration);
    assertArrayEquals(bytes("c\n"), Files.readAllBytes(folder.resolve("0.json")));
  }

  /** Many rounds in which all writers want the same name at the same time. */
  private void race(ConditionalFiles files) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    try {
      List<Future<List<Boolean>>> all = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "writer " + writer;
        all.add(
            threads.submit(
                () -> {
                  List<Boolean> won = new ArrayList<>();
                  for (int round = 0; round < ROUNDS; round++) {
                    start.await();
                    won.add(files.create(path("r" + round), bytes(name)));
                  }
                  return won;
                }));
      }
      for (int round = 0; round < ROUNDS; round++) {
        List<String> winners = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          if (all.get(writer).get().get(round)) {
            winners.add("writer " + writer);
          }
        }
        assertEquals(List.of(Files.readString(folder.resolve("r" + round))), winners);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private ConditionalFiles local() throws IOException {
    return ConditionalFiles.of(path("x"), new Configuration());
  }

  private String read(String name) throws IOException {
    try (var in = path(name).getFileSystem(new Configuration()).open(path(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private List<String> names() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
