package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.monitor.AlertInbox;
import io.demandforecast.monitor.Dashboards;
import io.demandforecast.monitor.Metric;
import io.demandforecast.monitor.MonitoringPrograms;
import io.demandforecast.monitor.RunningAlertmanager;
import io.demandforecast.monitor.RunningPrometheus;
import io.demandforecast.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
 * And whom an Alertmanager tells of a night that failed.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringIT extends SparkTest {
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)\\{(.*)} (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @TempDir static Path folder;
  private static MonitoredShop shop;

  /** Empty where there is no such program. */
  private static Optional<Watch> watch = Optional.empty();

  /** Who looks at the figures, and where its alerts arrive. */
  private record Watch(
      RunningPrometheus prometheus, RunningAlertmanager alertmanager, AlertInbox inbox) {

    static Watch begin(MonitoringPrograms programs) throws IOException, InterruptedException {
      AlertInbox inbox = new AlertInbox();
      RunningAlertmanager alertmanager =
          new RunningAlertmanager(programs, folder.resolve("alertmanager"), inbox);
      return new Watch(
          new RunningPrometheus(programs, folder.resolve("prometheus"), alertmanager.address()),
          alertmanager,
          inbox);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (watch.isPresent()) {
      watch.get().prometheus().close();
      watch.get().alertmanager().close();
      watch.get().inbox().close();
    }
    watch = Optional.empty();
    shop = null;
  }

  /** The nights are run once; later tests look at what they left. */
  private void nights() throws Exception {
    if (shop == null) {
      try {
        watch = Optional.of(Watch.begin(MonitoringPrograms.orSkip()));
      } catch (TestAbortedException without) {
        // Tests of the files go on; those that need it say why they do not.
      }
      String gateway = watch.map(one -> one.prometheus().gateway().toString()).orElse("");
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
    for (String command : MonitoredShop.COMMANDS) {
      assertEquals(0, figures.get("forecast_last_exit_code{" + command + "}"), command);
    }
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
    RunningPrometheus running = watch.orElseThrow().prometheus();
    running.query("forecast:night_age:intervals");
    List<String> without = new ArrayList<>();
    Map<String, Set<String>> commands = new TreeMap<>();
    for (Dashboards.Panel panel : Dashboards.panels()) {
      Map<Map<String, String>, Double> shown =
          running.query(
              panel.expression().replace("$dataset", "killed").replace("$warehouse", "corner"));
      if (shown.keySet().stream().anyMatch(labels -> labels.containsKey("command"))) {
        Set<String> told = new TreeSet<>();
        shown.keySet().forEach(labels -> told.add(labels.get("command")));
        commands.put(panel.where(), told);
      }
      if (panel.sql().isPresent()) {
        assertShown(panel, shown);
      } else {
        without.add(panel.where());
        double free = folder.toFile().getFreeSpace() / (double) folder.toFile().getTotalSpace();
        assertEquals(free, shown.values().iterator().next(), 0.05, panel.where());
      }
    }
    assertEquals(List.of("Forecast: operations / Free space of the warehouse's disk"), without);
    // Panel and query could leave out the same.
    for (String panel : List.of("Exit code", "Ended", "Stages")) {
      assertEquals(
          new TreeSet<>(MonitoredShop.COMMANDS),
          commands.get("Forecast: one night / " + panel),
          panel);
    }
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

  /**
   * The pager at once, who is answerable when it lasts; the team of what is another matter, and
   * nobody of what follows from it.
   */
  @Test
  @Order(4)
  void whoIsConcernedIsTold() throws Exception {
    MonitoringPrograms.orSkip();
    nights();
    AlertInbox inbox = watch.orElseThrow().inbox();
    RunningAlertmanager alertmanager = watch.orElseThrow().alertmanager();
    shop.refusedNight();

    AlertInbox.Message paged = inbox.await(AlertInbox.PAGER, "ForecastAuditFailed", "firing");
    Assertions.assertTrue(paged.text().contains("total_near_last"), paged.text());
    AlertInbox.Message escalated =
        inbox.await("head-of-planning@example.org", "ForecastAuditFailed", "firing");
    long between = Duration.between(paged.at(), escalated.at()).toSeconds();
    Assertions.assertTrue(
        between > RunningAlertmanager.ESCALATION_SECONDS / 2, between + " s later");

    Assertions.assertTrue(alertmanager.inhibits("ForecastCommandFailed", "run"), "what follows");
    alertmanager.tell(
        Map.of(
            "alertname", "ForecastCommandFailed",
            "severity", "warning",
            "dataset", "killed",
            "warehouse", "corner",
            "command", "maintain"));
    AlertInbox.Message mail =
        inbox.await("forecasting-team@example.org", "ForecastCommandFailed", "firing");
    Assertions.assertTrue(mail.text().contains("command = maintain"), mail.text());
    assertFalse(mail.text().contains("command = run"), mail.text());
    assertFalse(alertmanager.inhibits("ForecastCommandFailed", "maintain"), "another matter");
    assertEquals(
        Optional.empty(),
        inbox.first("forecasting-team@example.org", "ForecastAuditFailed", "firing"));

    shop.mendedNight();
    inbox.await(AlertInbox.PAGER, "ForecastAuditFailed", "resolved");
  }

  /** Stages of the last execution of each command that ended, as labels. */
  private Set<String> stages() {
    Set<String> stages = new TreeSet<>();
    for (Row row :
        spark()
            .sql(
                "SELECT concat(command, ',', stage) FROM (SELECT command, explode(map_keys("
                    + "max_by(stage_seconds, at))) AS stage FROM runs WHERE event = 'finished'"
                    + " GROUP BY command)")
            .collectAsList()) {
      stages.add(row.getString(0));
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
    List<String> files = new ArrayList<>(List.of("forecast-killed-corner.prom"));
    MonitoredShop.COMMANDS.forEach(name -> files.add("forecast-killed-corner-" + name + ".prom"));
    for (String file : files) {
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
