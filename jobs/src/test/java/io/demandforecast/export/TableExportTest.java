package io.demandforecast.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.cluster.JavaProcess;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.job.ExportJob;
import io.demandforecast.table.Forecasts;
import io.demandforecast.testing.PublishedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an export to a table promises, of whatever server. */
abstract class TableExportTest extends ExportTest {
  static final String USER = "planner";
  static final String PASSWORD = "s3cret-of-the-test";
  static final Map<String, String> ENVIRONMENT =
      Map.of("FORECAST_EXPORT_USER", USER, "FORECAST_EXPORT_PASSWORD", PASSWORD);
  private static final int SERIES = 400;
  private static final int SECONDS = 300;

  /** What the configuration calls the server. */
  abstract String kind();

  abstract String url();

  abstract Connection connect() throws SQLException;

  @BeforeEach
  void dropTables() throws SQLException {
    execute("DROP TABLE IF EXISTS forecast", "DROP TABLE IF EXISTS forecast_publications");
  }

  String export(String... settings) {
    return "export.planning { kind = "
        + kind()
        + ", url = \""
        + url()
        + "\", table = forecast, "
        + String.join(", ", settings)
        + " }";
  }

  ExportJob.Input input(PublishedRuns runs, String... settings) {
    return input(runs, config(export(settings)), ENVIRONMENT);
  }

  @Test
  void whatIsThereIsTheCurrentPublicationHoweverOften() throws SQLException {
    PublishedRuns runs = runs().forecast("a", 20, 1).publish("a", "production", 20);

    ExportJob.Result first = ExportJob.run(input(runs));
    assertEquals(60, first.rows());
    List<String> once = all();
    ExportJob.run(input(runs));
    assertEquals(once, all());
    assertEquals("60|a|a|1.0|1.0", totals());

    // Ten series are gone, five are new.
    runs.forecast("b", 10, 15, 2).publish("b", "production", 15);
    ExportJob.run(input(runs));

    assertEquals("45|b|b|2.0|2.0", totals());
    assertEquals(List.of("production|b|2|2026-01-31|made|45"), states());
    assertEquals(
        List.of(
            "production|2|b|"
                + PublishedRuns.ODD
                + "|10|"
                + PublishedRuns.ODD
                + "|10|2026-01-31|2026-02-01|1|2.0|0.6666666666666666|null|made|null|made|null"),
        texts(
            "SELECT publication_channel, publication_seq, run_id, series_id, shop, item,"
                + " origin_date, target_date, lead, mean, q10, q90, source, reason,"
                + " model_version, stale_periods FROM forecast WHERE item = '10' AND "
                + quoted("lead")
                + " = 1"));
    assertEquals(Set.of("forecast", "forecast_publications"), tables());
  }

  @Test
  void channelsLieBesideEachOtherAndSoDoRunsWhereTheyAreToStay() throws SQLException {
    PublishedRuns runs =
        runs()
            .forecast("a", 5, 1)
            .publish("a", "production", 5)
            .publish("a", "trial", 5)
            .forecast("b", 5, 2)
            .publish("b", "production", 5);
    ExportJob.Input input = input(runs, "mode = runs");

    ExportJob.run(input);
    ExportJob.run(of(input, "a", "production"));
    ExportJob.run(of(input, "a", "trial"));
    ExportJob.run(of(input, "a", "trial"));

    assertEquals(
        List.of("production|a|15", "production|b|15", "trial|a|15"),
        texts(
            "SELECT publication_channel, run_id, count(*) FROM forecast GROUP BY"
                + " publication_channel, run_id ORDER BY 1, 2"));
    assertEquals(3, states().size());
  }

  @Test
  void whatWasPublishedBeforeDoesNotComeBack() throws SQLException {
    PublishedRuns runs =
        runs()
            .forecast("a", 5, 1)
            .publish("a", "production", 5)
            .forecast("b", 5, 2)
            .publish("b", "production", 5);
    ExportJob.run(input(runs));

    assertRefused(
        ExitCode.DATA_CONTRACT,
        of(input(runs), "a", "production"),
        "has publication 2 of channel production already",
        "run a is publication 1");
    assertEquals("15|b|b|2.0|2.0", totals());

    runs.publish("a", "production", 5);
    ExportJob.run(input(runs));
    assertEquals("15|a|a|1.0|1.0", totals());
  }

  @Test
  void runsThatAreNotWholeAndTablesMadeForOthersAreRefused() throws SQLException {
    PublishedRuns runs = runs().forecast("a", 5, 1).publish("a", "production", 6);
    assertRefused(ExitCode.DATA_CONTRACT, input(runs), "has 15 of the 18 forecasts");
    assertRefused(
        ExitCode.DATA_CONTRACT,
        of(input(runs), "z", "production"),
        "run z was never published in channel production");
    assertEquals("0|null|null|null|null", totals());

    runs.publish("a", "production", 5);
    ExportJob.run(input(runs));
    assertRefused(ExitCode.CONFIGURATION, input(runs, "mode = runs"), "primary key");
    execute("ALTER TABLE forecast DROP COLUMN q90");
    assertRefused(ExitCode.CONFIGURATION, input(runs), "ADD COLUMN " + quoted("q90") + " double");
    execute("DROP TABLE forecast");
    execute("CREATE TABLE forecast (series_id varchar(9))");
    assertRefused(ExitCode.CONFIGURATION, input(runs), "ADD COLUMN");
  }

  @Test
  void totalsHaveATableOfTheirOwn() throws SQLException {
    PublishedRuns runs = runs().forecast("a", 5, 1).totals("a", 5, 3).publish("a", "production", 5);

    for (int i = 0; i < 2; i++) {
      assertEquals(5, ExportJob.run(input(runs, "content = totals")).rows());
      assertEquals("5|a|a|3.0|3.0", totals());
      assertEquals(
          List.of("production|1|" + PublishedRuns.ODD + "|3|3|2026-02-01|2026-02-03|1.0|null|made"),
          texts(
              "SELECT publication_channel, publication_seq, shop, item, periods,"
                  + " first_target_date, last_target_date, q10, q90, model_version FROM forecast"
                  + " WHERE item = '3'"));
    }
    assertEquals(List.of("production|a|1|2026-01-31|made|5"), states());
    assertRefused(ExitCode.CONFIGURATION, input(runs), "was made for other columns");
  }

  /** At an hour that some zones do not have on that day. */
  @Test
  void hoursAreThoseOfUtc() throws SQLException {
    PublishedRuns runs =
        new PublishedRuns(spark(), folder.resolve("w"), Forecasts.Hours.PRESENT)
            .forecast("a", 5, 1)
            .publish("a", "production", 5);
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      assertEquals(15, ExportJob.run(input(runs)).rows());
    } finally {
      TimeZone.setDefault(before);
    }

    assertEquals(
        List.of("1|2026-03-29 01:00", "2|2026-03-29 02:00", "3|2026-03-29 03:00"),
        texts(
            "SELECT %1$s, %2$s FROM forecast WHERE item = '4' ORDER BY %1$s"
                .formatted(quoted("lead"), hourOfUtc("target_time"))));
    List<String> once = all();
    ExportJob.run(input(runs));
    assertEquals(once, all());
  }

  /** An instant as text, to the minute. */
  abstract String hourOfUtc(String column);

  @Test
  void refusedCredentialsAreNamedByTheirVariables() {
    PublishedRuns runs = runs().forecast("a", 1, 1).publish("a", "production", 1);
    ForecastConfig config = config(export());

    assertRefused(
        ExitCode.CONFIGURATION,
        input(runs, config, Map.of("FORECAST_EXPORT_USER", USER)),
        "FORECAST_EXPORT_PASSWORD");
    assertRefused(
        ExitCode.CONFIGURATION,
        input(
            runs,
            config,
            Map.of("FORECAST_EXPORT_USER", "mallory", "FORECAST_EXPORT_PASSWORD", "guessed")),
        "refuses the credentials",
        "FORECAST_EXPORT_USER");
  }

  /** A reader asks all the time, and an export dies while it moves the rows of the second run. */
  @Test
  void readersSeeOneRunOrTheOtherAndAnExportThatIsKilledLeavesTheFirst() throws Exception {
    PublishedRuns runs = runs().forecast("a", SERIES, 1).publish("a", "production", SERIES);
    ExportJob.run(input(runs));
    runs.forecast("b", SERIES / 2, SERIES, 2).publish("b", "production", SERIES);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService reading = Executors.newSingleThreadExecutor();
    try {
      Future<Set<String>> seen = reading.submit(() -> seenUntil(done));
      try (Connection holder = connect();
          Statement held = holder.createStatement()) {
        holder.setAutoCommit(false);
        // A row that the second run changes cannot be had: the export waits with others changed.
        held.executeQuery("SELECT * FROM forecast WHERE item = '" + (SERIES - 1) + "' FOR UPDATE");
        try (JavaProcess export = process()) {
          await(this::isWaiting, export::running, export::said);
          export.kill();
        }
        holder.rollback();
      }
      assertEquals("1200|a|a|1.0|1.0", totals());
      ExportJob.run(input(runs));
      assertEquals("1200|b|b|2.0|2.0", totals());
      done.set(true);

      assertEquals(
          Set.of("1200|a|a|1.0|1.0", "1200|b|b|2.0|2.0"), seen.get(SECONDS, TimeUnit.SECONDS));
    } finally {
      done.set(true);
      reading.shutdownNow();
    }
    assertEquals(Set.of("forecast", "forecast_publications"), tables());
  }

  @Test
  void aConnectionThatIsKilledIsFollowedByAnotherAttempt() throws Exception {
    assertTriedAgain(holder -> killWaiting());
  }

  @Test
  @Tag("slow")
  void aServerThatRestartsIsWaitedFor() throws Exception {
    assertTriedAgain(holder -> restart());
  }

  /** Of two that wait for each other the server ends one: it is made to be the export. */
  @Test
  @Tag("slow")
  void aDeadlockIsTriedAgain() throws Exception {
    try {
      beforeDeadlock();
      assertTriedAgain(
          holder -> {
            try (Statement all = holder.createStatement()) {
              all.executeQuery("SELECT * FROM forecast FOR UPDATE");
            }
          });
    } finally {
      afterDeadlock();
    }
  }

  /** What happens while an export waits for a row that it is to change. */
  private interface Trouble {
    void make(Connection holder) throws Exception;
  }

  private void assertTriedAgain(Trouble trouble) throws Exception {
    PublishedRuns runs = runs().forecast("a", 20, 1).publish("a", "production", 20);
    ExportJob.run(input(runs));
    runs.forecast("b", 20, 2).publish("b", "production", 20);
    List<String> notes = new CopyOnWriteArrayList<>();
    ExportJob.Input input = noting(input(runs), notes);
    ExecutorService exporting = Executors.newSingleThreadExecutor();
    try {
      Future<ExportJob.Result> export;
      try (Connection holder = connect()) {
        holder.setAutoCommit(false);
        prepareHolder(holder);
        hold(holder, 19);
        export = exporting.submit(() -> ExportJob.run(input));
        await(this::isWaiting, () -> !export.isDone(), () -> notes.toString());
        trouble.make(holder);
        if (holder.isValid(SECONDS)) {
          holder.rollback();
        }
      }
      assertEquals(60, export.get(SECONDS, TimeUnit.SECONDS).rows());
    } finally {
      exporting.shutdownNow();
    }

    assertEquals(1, notes.size(), notes.toString());
    Assertions.assertTrue(
        notes.get(0).startsWith("attempt 1 of 5 failed (SQL state "), notes.toString());
    assertEquals("60|b|b|2.0|2.0", totals());
    assertEquals(
        Set.of(),
        tables().stream().filter(name -> name.contains("staging")).collect(Collectors.toSet()));
  }

  /** Takes one row alone, by its key. */
  private void hold(Connection holder, int item) throws SQLException {
    try (PreparedStatement row =
        holder.prepareStatement(
            "SELECT * FROM forecast WHERE publication_channel = 'production' AND series_id = ? AND "
                + quoted("lead")
                + " = 3 FOR UPDATE")) {
      row.setString(1, PublishedRuns.ODD + "|" + item);
      try (ResultSet held = row.executeQuery()) {
        Assertions.assertTrue(held.next(), "the row is there");
      }
    }
  }

  /** Ends the session that waits for a lock. */
  abstract void killWaiting() throws SQLException;

  abstract void restart() throws Exception;

  /** Sees to it that sessions from now on are those that a deadlock ends. */
  abstract void beforeDeadlock() throws SQLException;

  abstract void afterDeadlock() throws SQLException;

  /** Sees to it that a deadlock does not end this one. */
  abstract void prepareHolder(Connection holder) throws SQLException;

  /** The session of an export waits for a lock of a row. */
  abstract boolean isWaiting() throws SQLException;

  private Set<String> seenUntil(AtomicBoolean done) throws SQLException {
    Set<String> seen = new TreeSet<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      boolean last = false;
      while (!last) {
        last = done.get();
        try (ResultSet answer = statement.executeQuery(TOTALS)) {
          seen.addAll(texts(answer));
        }
      }
    }
    return seen;
  }

  /** The command, in a process of its own. */
  JavaProcess process() throws Exception {
    Path conf = folder.resolve("made.conf");
    Files.writeString(conf, DATA + export());
    return JavaProcess.start(
        folder.resolve("export.log"),
        Map.of(
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "FORECAST_EXPORT_USER",
            USER,
            "FORECAST_EXPORT_PASSWORD",
            PASSWORD),
        List.of("-Xmx700m", "-Dspark.master=local[1]", "-Dforecast.logs=" + folder),
        io.demandforecast.cli.Main.class,
        List.of(
            "export",
            "planning",
            "-c",
            conf.toString(),
            "-w",
            folder.resolve("w").toString(),
            "--progress",
            "plain"));
  }

  /** Something that a server is asked. */
  interface Asked {
    boolean answer() throws SQLException;
  }

  private static void await(Asked asked, BooleanSupplier running, Callable<String> said)
      throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS * 2);
    while (!asked.answer()) {
      Assertions.assertTrue(running.getAsBoolean(), said.call());
      Assertions.assertTrue(System.nanoTime() < until, said.call());
      // InnoDB shows its transactions as they were, unless nobody has asked for a tenth of a
      // second.
      Thread.sleep(300);
    }
  }

  private static final String TOTALS =
      "SELECT count(*), min(run_id), max(run_id), min(mean), max(mean) FROM forecast";

  String totals() throws SQLException {
    return texts(TOTALS).get(0);
  }

  List<String> all() throws SQLException {
    return texts("SELECT * FROM forecast ORDER BY series_id, " + quoted("lead"));
  }

  List<String> states() throws SQLException {
    return texts(
        "SELECT publication_channel, run_id, publication_seq, as_of, model_version, row_count FROM"
            + " forecast_publications ORDER BY publication_channel, run_id");
  }

  abstract String quoted(String name);

  abstract Set<String> tables() throws SQLException;

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  List<String> texts(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      return texts(answer);
    }
  }

  private static List<String> texts(ResultSet answer) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (answer.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
        values.add(String.valueOf(answer.getObject(i)));
      }
      rows.add(String.join("|", values));
    }
    return rows;
  }
}
