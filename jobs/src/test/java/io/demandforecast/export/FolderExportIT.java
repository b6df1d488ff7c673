package io.demandforecast.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.demandforecast.cli.Main;
import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.job.ExportJob;
import io.demandforecast.testing.PublishedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FolderExportIT extends ExportTest {
  /** Series whose forecasts take longer to write than it takes to end a process. */
  private static final int MANY = 50_000;

  private static final int SECONDS = 300;

  private ExportJob.Input input(PublishedRuns runs, String kind, String... settings) {
    return input(runs, config(export(kind, settings)), Map.of());
  }

  private String export(String kind, String... settings) {
    return "export.files { kind = "
        + kind
        + ", folder = \""
        + folder.resolve("out")
        + "\", "
        + String.join(", ", settings)
        + " }";
  }

  private Path channel() {
    return folder.resolve("out/forecasts/production");
  }

  @Test
  void aManifestNamesFilesThatAreWhole() throws IOException {
    PublishedRuns runs = runs().forecast("a", 20, 1).publish("a", "production", 20);

    assertEquals(60, ExportJob.run(input(runs, "csv")).rows());

    JsonNode manifest = current();
    assertEquals("a", manifest.path("run_id").asText());
    assertEquals(1, manifest.path("publication_seq").asLong());
    assertEquals(60, manifest.path("rows").asLong());
    assertEquals("2026-01-31", manifest.path("as_of").asText());
    List<CsvRecord> records = new ArrayList<>();
    for (JsonNode file : manifest.path("files")) {
      Path path = channel().resolve(file.path("path").asText());
      assertEquals(file.path("bytes").asLong(), Files.size(path));
      assertEquals(file.path("sha256").asText(), Sha256.of(Files.readAllBytes(path)));
      Assertions.assertTrue(
          Files.readString(path.resolveSibling("SHA256SUMS"))
              .contains(file.path("sha256").asText() + "  " + path.getFileName() + "\n"));
      List<CsvRecord> lines = CsvReader.builder().ofCsvRecord(path).stream().toList();
      assertEquals("publication_channel", lines.get(0).getField(0));
      records.addAll(lines.subList(1, lines.size()));
    }
    assertEquals(60, records.size());
    CsvRecord tenth =
        records.stream()
            .filter(r -> r.getField(5).equals("10") && r.getField(8).equals("2"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of(
            "production",
            "1",
            "a",
            PublishedRuns.ODD + "|10",
            PublishedRuns.ODD,
            "10",
            "2026-01-31",
            "2026-02-02",
            "2",
            "1.0",
            "0.3333333333333333",
            "",
            "made",
            "",
            "made",
            ""),
        tenth.getFields());
  }

  @Test
  void twiceIsOnceAndDamageIsMended() throws IOException {
    PublishedRuns runs = runs().forecast("a", 20, 1).publish("a", "production", 20);
    ExportJob.run(input(runs, "parquet"));
    Set<String> once = names();
    ExportJob.run(input(runs, "parquet"));
    assertEquals(once, names());

    Path file = channel().resolve(current().path("files").get(0).path("path").asText());
    Files.writeString(file, "rubbish");
    assertEquals(60, ExportJob.run(input(runs, "parquet")).rows());
    assertRun("a", 1);
  }

  @Test
  void whatIsCurrentIsOneRunAndOlderOnesGo() throws IOException {
    PublishedRuns runs = runs();
    for (String run : List.of("a", "b", "c")) {
      runs.forecast(run, 20, run.charAt(0)).publish(run, "production", 20);
      ExportJob.run(input(runs, "parquet"));
      assertRun(run, run.charAt(0));
    }

    // The one before may be being read.
    assertEquals(
        Set.of("current.json", "publication-000002.json", "publication-000003.json"),
        new TreeSet<>(names().stream().filter(name -> name.endsWith(".json")).toList()));
    assertEquals(5, names().size());
    assertRefused(
        ExitCode.DATA_CONTRACT,
        of(input(runs, "parquet"), "a", "production"),
        "has publication 3 of channel production already");
    ExportJob.run(of(input(runs, "parquet", "mode = runs"), "a", "production"));
    assertRun("c", 'c');
    assertEquals(7, names().size());
  }

  @Test
  void whatAKilledExportLeftIsNoPublicationAndGoes() throws IOException {
    PublishedRuns runs = runs().forecast("a", 20, 1).publish("a", "production", 20);
    Path left = Files.createDirectories(channel().resolve("publication-000001-0123abcd"));
    Files.writeString(left.resolve("part-00000.csv"), "half");
    ExportJob.run(input(runs, "csv"));
    assertEquals(60, current().path("rows").asLong());

    runs.forecast("b", 20, 2).publish("b", "production", 20);
    ExportJob.run(input(runs, "csv"));
    Assertions.assertTrue(Files.notExists(left));
    assertEquals(5, names().size());
  }

  @Test
  @Tag("slow")
  void anExportThatIsKilledWhileItWritesIsNotSeen() throws Exception {
    PublishedRuns runs = runs().forecast("a", 20, 1).publish("a", "production", 20);
    ExportJob.run(input(runs, "csv"));
    runs.forecast("b", MANY, 2).publish("b", "production", MANY);

    try (JavaProcess export = process()) {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (names().stream().noneMatch(name -> name.startsWith("publication-000002-"))) {
        Assertions.assertTrue(export.running(), export.said());
        Assertions.assertTrue(System.nanoTime() < until, export.said());
        Thread.sleep(2);
      }
      export.kill();
    }

    assertEquals("a", current().path("run_id").asText());
    assertEquals(60, current().path("rows").asLong());
    Assertions.assertFalse(names().contains("publication-000002.json"), names().toString());
    assertFilesAreWhole();

    assertEquals(3L * MANY, ExportJob.run(input(runs, "csv")).rows());
    assertEquals("b", current().path("run_id").asText());
    assertFilesAreWhole();
    runs.forecast("c", 20, 3).publish("c", "production", 20);
    ExportJob.run(input(runs, "csv"));
    assertEquals(5, names().size(), "what was left is gone: " + names());
  }

  private void assertFilesAreWhole() throws IOException {
    Assertions.assertFalse(current().path("files").isEmpty(), "files");
    for (JsonNode file : current().path("files")) {
      Path path = channel().resolve(file.path("path").asText());
      assertEquals(file.path("sha256").asText(), Sha256.of(Files.readAllBytes(path)));
    }
  }

  /** The command, in a process of its own. */
  private JavaProcess process() throws IOException {
    Path conf = folder.resolve("made.conf");
    Files.writeString(conf, DATA + export("csv"));
    return JavaProcess.start(
        folder.resolve("export.log"),
        Map.of("SPARK_LOCAL_IP", "127.0.0.1"),
        List.of("-Xmx700m", "-Dspark.master=local[1]", "-Dforecast.logs=" + folder),
        Main.class,
        List.of(
            "export",
            "files",
            "-c",
            conf.toString(),
            "-w",
            folder.resolve("w").toString(),
            "--progress",
            "plain"));
  }

  @Test
  void runsThatAreNotWholeAreRefused() {
    PublishedRuns runs = runs().forecast("a", 5, 1).publish("a", "production", 6);

    assertRefused(ExitCode.DATA_CONTRACT, input(runs, "csv"), "has 15 of the 18 forecasts");
    Assertions.assertTrue(Files.notExists(channel().resolve("current.json")));
  }

  private void assertRun(String run, double mean) throws IOException {
    List<String> files = new ArrayList<>();
    for (JsonNode file : current().path("files")) {
      files.add(channel().resolve(file.path("path").asText()).toString());
    }
    List<Row> found =
        spark()
            .read()
            .parquet(files.toArray(String[]::new))
            .selectExpr("run_id", "mean")
            .distinct()
            .collectAsList();
    assertEquals(List.of(run + "|" + mean), found.stream().map(r -> r.mkString("|")).toList());
  }

  private JsonNode current() throws IOException {
    return new ObjectMapper().readTree(channel().resolve("current.json").toFile());
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(channel())) {
      return new TreeSet<>(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.startsWith("."))
              .toList());
    }
  }
}
