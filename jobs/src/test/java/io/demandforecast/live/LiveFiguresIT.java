package io.demandforecast.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.lineage.Receiver;
import io.demandforecast.testing.TinyShop;
import io.demandforecast.trace.Collector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a command tells while it runs: Spark's page of the driver to Prometheus, and spans to a
 * receiver.
 */
@Tag("slow")
class LiveFiguresIT {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?m)^metrics_demand_forecast_driver_plugin_io_demandforecast_live_LivePlugin_(\\w+)_Value\\S*"
              + " (\\S+)$");

  @TempDir Path folder;

  @Test
  void aCommandIsSeenWhileItRuns() throws Exception {
    TinyShop.write(folder);
    Path conf = folder.resolve("shop.conf");
    Files.writeString(
        conf,
        "\ninclude file(\"" + Path.of("..", "conf", "live.conf").toRealPath() + "\")\n",
        StandardOpenOption.APPEND);
    List<String> words =
        new ArrayList<>(List.of("ingest", "--set", "spark.settings.spark.ui.port=0"));
    words.addAll(TinyShop.options(folder, folder.resolve("warehouse")));
    Path said = folder.resolve("said");
    Set<String> spans = new TreeSet<>();
    try (Collector collector = new Collector(200);
        Receiver catalogue = new Receiver(201)) {
      words.addAll(List.of("--set", "monitoring.traces=" + collector.endpoint()));
      words.addAll(List.of("--set", "monitoring.lineage.url=" + catalogue.url()));
      run(words, said);
      collector.spans().forEach(span -> spans.add(span.getName()));
      assertLineage(catalogue);
    }

    assertTrue(
        spans.containsAll(
            Set.of("ingest", "load and validate", "write observations", "write runs")),
        spans.toString());
    String all = Files.readString(said);
    List<String> names = new ArrayList<>();
    Matcher sample = SAMPLE.matcher(all);
    while (sample.find()) {
      names.add(sample.group(1));
      if (sample.group(1).equals("rows_read")) {
        assertEquals(4.0 * TinyShop.DAYS, Double.parseDouble(sample.group(2)), all);
      }
    }
    assertTrue(names.containsAll(List.of("rows_read", "rows_quarantined", "models_tried")), all);
    assertTrue(names.contains("stage_seconds_load_and_validate"), all);
    assertTrue(all.contains("metrics_demand_forecast_driver_DAGScheduler_"), "Spark's own");
  }

  /** Raw files go in, and tables of the warehouse come out. */
  private void assertLineage(Receiver catalogue) {
    JsonNode ingest = catalogue.event("COMPLETE", "ingest");
    Set<String> read = new TreeSet<>();
    ingest.path("inputs").forEach(input -> read.add(input.path("name").asText()));
    assertTrue(
        read.stream().anyMatch(name -> name.startsWith(folder.toString()) && name.endsWith(".csv")),
        read.toString());
    Set<String> written = new TreeSet<>();
    ingest.path("outputs").forEach(output -> written.add(output.path("name").asText()));
    assertTrue(
        written.containsAll(Set.of(folder + "/warehouse/observations", folder + "/warehouse/runs")),
        written.toString());
    assertTrue(catalogue.event("COMPLETE", "ingest.load-and-validate").has("outputs"));
  }

  private void run(List<String> words, Path said) throws Exception {
    try (JavaProcess process =
        JavaProcess.start(
            said,
            Map.of(),
            List.of(
                "-Xmx1g", "-Dforecast.logs=" + folder.resolve("logs"), "-Dspark.master=local[2]"),
            LiveProcess.class,
            words)) {
      process.join(600);
    }
  }
}
