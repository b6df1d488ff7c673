package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.monitor.Dashboards;
import io.demandforecast.monitor.Metric;
import io.demandforecast.monitor.MonitoringPrograms;
import io.demandforecast.monitor.RunningPrometheus;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Figures of real nights, against what a query says of the tables: as they stand in a textfile, and
 * as every panel of every dashboard shows them, asked of a Prometheus that scraped a Pushgateway.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringIT extends SparkTest {
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)\\{(.*)} (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @TempDir static Path folder;
  private static MonitoredShop shop;

  /** Empty where there is no such program. */
  private static Optional<RunningPrometheus> prometheus = Optional.empty();

  @AfterAll
  static void stop() {
    prometheus.ifPresent(RunningPrometheus::close);
    prometheus = Optional.empty();
    shop = null;
  }

  /** The nights are run once; later tests look at what they left. */
  private void nights() throws Exception {
    if (shop == null) {
      try {
        prometheus =
            Optional.of(
                new RunningPrometheus(MonitoringPrograms.orSkip(), folder.resolve("prometheus")));
      } catch (TestAbortedException without) {
        // Tests of the files go on; the one that needs it says why it does not.
      }
      String gateway = prometheus.map(running -> running.gateway().toString()).orElse("");
      shop = new MonitoredShop(folder, "monitoring.pushgateway.url=" + gateway);
      shop.nights();
    }
    views();
  }

  @Test
  @Order(1)
  void figuresAreWhatTablesSay() throws Exception {
    nights();
    Map<String, Double> figures = figures();

    for (Metric metric : Metric.values()) {
      assertFalse(of(figures, metric).isEmpty(), metric.id());
    }
    assertEquals(0, figures.get("forecast_last_exit_code{run}"));
    assertEquals(of(figures, Metric.LAST_STAGE).keySet(), stages());
    assertSame(
        "SELECT command, unix_millis(max(at)) / 1000 FROM runs WHERE event = 'finished' GROUP BY 1",
        of(figures, Metric.LAST_SUCCESS));
    assertSame(
        "SELECT concat(input, ',', outcome), rows FROM (SELECT input, stack(4,"
            + " 'accepted', accepted, 'merged', merged, 'quarantined', quarantined,"
            + " 'out_of_scope', out_of_scope) AS (outcome, rows)"
            + " FROM loads WHERE load_seq = (SELECT max(load_seq) FROM loads))",
        of(figures, Metric.LOAD_ROWS));
    assertEquals(1, figures.get("forecast_load_rows{sales,quarantined}"));
    assertSame(
        "SELECT channel, unix_millis(published_at) / 1000 FROM publications"
            + " ORDER BY publication_seq DESC LIMIT 1",
        of(figures, Metric.PUBLISHED_AT));
    assertSame(
        "SELECT channel, unix_timestamp(timestamp(as_of)) FROM publications"
            + " ORDER BY publication_seq DESC LIMIT 1",
        of(figures, Metric.PUBLISHED_AS_OF));
    assertSame(
        "SELECT 'production', avg(int(reason IS NOT NULL)) FROM forecasts WHERE run_id ="
            + " (SELECT max_by(run_id, publication_seq) FROM publications)",
        of(figures, Metric.PUBLISHED_FALLBACKS));
    accuracy(figures);
    String newest = "(SELECT max_by(run_id, at) FROM runs WHERE event = 'forecast')";
    assertSame(
        "SELECT concat(check, ',', severity), int(passed) FROM audits WHERE run_id = " + newest,
        of(figures, Metric.AUDIT_PASSED));
    assertSame(
        "SELECT metric, count_if(breached) FROM drift WHERE run_id = " + newest + " GROUP BY 1",
        of(figures, Metric.DRIFT_BREACHES));
    assertSame(
        "SELECT metric, max(value) FROM drift WHERE segment = 'all' AND run_id = "
            + newest
            + " GROUP BY 1",
        of(figures, Metric.DRIFT_VALUE));
    Assertions.assertTrue(
        figures.get("forecast_warehouse_disk_free_bytes{}")
            < figures.get("forecast_warehouse_disk_size_bytes{}"),
        "disk");
  }

  @Test
  @Order(2)
  void everyPanelShowsWhatTablesSay() throws Exception {
    MonitoringPrograms.orSkip();
    nights();
    RunningPrometheus running = prometheus.orElseThrow();
    running.query("forecast:night_age:intervals");
    List<String> without = new ArrayList<>();
    for (Dashboards.Panel panel : Dashboards.panels()) {
      Map<Map<String, String>, Double> shown =
          running.query(
              panel.expression().replace("$dataset", "killed").replace("$warehouse", "corner"));
      if (panel.sql().isPresent()) {
        assertShown(panel, shown);
      } else {
        without.add(panel.where());
        double free = folder.toFile().getFreeSpace() / (double) folder.toFile().getTotalSpace();
        assertEquals(free, shown.values().iterator().next(), 0.05, panel.where());
      }
    }
    assertEquals(List.of("Forecast: operations / Free space of the warehouse's disk"), without);
  }

  /** The query's last column is the value, the others are labels. */
  private void assertShown(Dashboards.Panel panel, Map<Map<String, String>, Double> shown) {
    Dataset<Row> rows = spark().sql(panel.sql().orElseThrow());
    List<String> labels = List.of(rows.columns()).subList(0, rows.columns().length - 1);
    Map<List<String>, Double> found = new HashMap<>();
    shown.forEach((by, value) -> found.put(labels.stream().map(by::get).toList(), value));
    Map<List<String>, Double> expected = new HashMap<>();
    for (Row row : rows.collectAsList()) {
      expected.put(
          labels.stream().map(label -> String.valueOf(row.<Object>getAs(label))).toList(),
          row.<Number>getAs("value").doubleValue());
    }
    assertEquals(shown.size(), found.size(), panel.where());
    assertEquals(expected.keySet(), found.keySet(), panel.where());
    expected.forEach(
        (by, value) ->
            assertEquals(
                value,
                found.get(by),
                Math.max(panel.within(), 1e-9 * Math.abs(value)),
                panel.where() + by));
  }

  /** Of each bucket the newest run whose leads are over, by days between origin and as-of. */
  private void accuracy(Map<String, Double> figures) {
    for (Map.Entry<String, Integer> bucket : Map.of("1-1", 1, "2-3", 3, "all", 3).entrySet()) {
      String row =
          " FROM accuracy WHERE segment = 'all' AND leads = '"
              + bucket.getKey()
              + "' AND as_of = (SELECT max(as_of) FROM accuracy) AND origin_date = date_sub(as_of, "
              + bucket.getValue()
              + ")";
      Map<Metric, String> columns =
          Map.of(
              Metric.WAPE, "wape",
              Metric.NAIVE_WAPE, "seasonal_naive_wape",
              Metric.VALUE_ADDED, "forecast_value_added",
              Metric.BIAS, "bias",
              Metric.COVERAGE, "coverage['q90'] - coverage_below['q10']",
              Metric.ACCURACY_ORIGIN, "unix_timestamp(timestamp(origin_date))");
      columns.forEach(
          (metric, column) -> {
            String labels = "production," + bucket.getKey();
            Map<String, Double> found = of(figures, metric);
            found.keySet().retainAll(Set.of(labels));
            assertSame("SELECT '" + labels + "', " + column + row, found);
          });
    }
  }

  /** What fails tells so, and leaves what it did not touch. */
  @Test
  @Order(3)
  void whatFailsIsTold() throws Exception {
    nights();
    Map<String, Double> before = figures();
    shop.refusedNight();
    Map<String, Double> after = figures();

    assertEquals(6, after.get("forecast_last_exit_code{run}"));
    assertEquals(0, after.get("forecast_audit_passed{total_near_last,block}"));
    assertEquals(of(before, Metric.LAST_SUCCESS), of(after, Metric.LAST_SUCCESS));
    assertEquals(of(before, Metric.PUBLISHED_AT), of(after, Metric.PUBLISHED_AT));
    Assertions.assertTrue(
        after.get("forecast_last_end_timestamp_seconds{run}")
            > before.get("forecast_last_end_timestamp_seconds{run}"),
        "it ended later");

    shop.run(0, "ingest", "--set", "monitoring.warehouse=other");
    CommandLineRun unheard =
        shop.run(
            0,
            "ingest",
            "--set",
            "monitoring.textfile=",
            "--set",
            "monitoring.pushgateway.url=http://127.0.0.1:9");
    Assertions.assertTrue(
        unheard.err().contains("warning: figures could not be told to the Pushgateway"),
        unheard.err());
    Assertions.assertTrue(Files.exists(shop.figures.resolve("forecast-killed-other.prom")), "");
  }

  /** Stages of the last execution that ended, as labels. */
  private Set<String> stages() {
    Set<String> stages = new TreeSet<>();
    for (Row row :
        spark()
            .sql(
                "SELECT explode(map_keys(stage_seconds)) FROM runs WHERE at ="
                    + " (SELECT max(at) FROM runs WHERE event = 'finished')")
            .collectAsList()) {
      stages.add("run," + row.getString(0));
    }
    return stages;
  }

  private void assertSame(String query, Map<String, Double> figures) {
    Map<String, Double> expected = new TreeMap<>();
    for (Row row : spark().sql(query).collectAsList()) {
      expected.put(row.getString(0), ((Number) row.get(1)).doubleValue());
    }
    assertFalse(expected.isEmpty(), query);
    assertEquals(expected, figures, query);
  }

  private void views() throws IOException {
    try (Stream<Path> tables = Files.list(shop.warehouse)) {
      for (Path table : tables.filter(one -> Files.exists(one.resolve("_delta_log"))).toList()) {
        spark()
            .read()
            .format("delta")
            .load(table.toString())
            .createOrReplaceTempView(table.getFileName().toString());
      }
    }
  }

  /** Those of a metric by the values of its labels. */
  private static Map<String, Double> of(Map<String, Double> figures, Metric metric) {
    Map<String, Double> found = new TreeMap<>();
    figures.forEach(
        (name, value) -> {
          if (name.startsWith(metric.id() + "{")) {
            found.put(name.substring(metric.id().length() + 1, name.length() - 1), value);
          }
        });
    return found;
  }

  /** Figures of the shop's files: metric{label values}, without those that all have. */
  private static Map<String, Double> figures() throws IOException {
    Map<String, Double> figures = new TreeMap<>();
    for (String file : Set.of("forecast-killed-corner.prom", "forecast-killed-corner-run.prom")) {
      for (String line : Files.readAllLines(shop.figures.resolve(file))) {
        Matcher sample = SAMPLE.matcher(line);
        if (sample.matches()) {
          Map<String, String> labels = new TreeMap<>();
          LABEL.matcher(sample.group(2)).results().forEach(l -> labels.put(l.group(1), l.group(2)));
          assertEquals("killed", labels.remove("dataset"));
          assertEquals("corner", labels.remove("warehouse"));
          figures.put(
              sample.group(1) + "{" + String.join(",", labels.values()) + "}",
              Double.valueOf(sample.group(3)));
        }
      }
    }
    return figures;
  }
}
