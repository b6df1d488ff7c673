package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.progress.TaskCounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<TaskCounts> tasks = new AtomicReference<>(TaskCounts.NONE);

  @Test
  void linesTellWhenAStageBeginsAndEnds() {
    try (ProgressDisplay progress = start(new PlainProgressView(out))) {
      progress.plan(List.of("ingest", "train"));
      progress.stage("ingest");
      progress.rows(1234567);
      pass(Duration.ofMillis(2500));
      progress.note("3 rows were set aside");
      progress.stage("train");
      pass(Duration.ofSeconds(75));
      progress.done();
    }

    assertEquals(
        """
        [1/2] ingest
        3 rows were set aside
        [1/2] ingest: done, 1,234,567 rows, 2.5 s
        [2/2] train
        [2/2] train: done, 1:15
        """,
        text.toString());
  }

  @Test
  void rowsAreThoseThatSparkWroteInTheStageWhereTheJobSaysNothing() {
    tasks.set(new TaskCounts(5, 5, 1000));
    try (ProgressDisplay progress = start(new PlainProgressView(out))) {
      progress.plan(List.of("train"));
      progress.stage("train");
      tasks.set(new TaskCounts(9, 9, 1500));
      progress.done();
    }

    assertEquals("[1/1] train\n[1/1] train: done, 500 rows, 0.0 s\n", text.toString());
  }

  @Test
  void aStageThatFailsIsNotToldAsDone() {
    try (ProgressDisplay progress = start(new PlainProgressView(out))) {
      progress.plan(List.of("train"));
      progress.stage("train");
    }

    assertEquals("[1/1] train\n", text.toString());
  }

  @Test
  void doneTwiceIsToldOnce() {
    try (ProgressDisplay progress = start(new PlainProgressView(out))) {
      progress.plan(List.of("train"));
      progress.stage("train");
      progress.done();
      progress.done();
    }

    assertEquals(2, text.toString().lines().count());
  }

  @Test
  void aLongStageIsToldNowAndThen() {
    new PlainProgressView(out)
        .drawn(
            new ProgressState(
                3,
                2,
                "train",
                new TaskCounts(1200, 4000, 0),
                0,
                Duration.ofSeconds(40),
                Duration.ofSeconds(30)));

    assertEquals("[2/3] train: 1,200 of 4,000 tasks, 30 s\n", text.toString());
  }

  @Test
  void aStageThatHasJustBegunIsNotToldAgain() {
    new PlainProgressView(out)
        .drawn(ProgressState.START.planned(3).next("train", Duration.ofSeconds(31)));

    assertEquals("", text.toString());
  }

  @Test
  void theBarTellsTasksRowsTimeAndWhatIsLeft() {
    new BarProgressView(out, 120)
        .drawn(
            new ProgressState(
                2,
                2,
                "train",
                new TaskCounts(50, 100, 0),
                42,
                Duration.ofSeconds(87),
                Duration.ofSeconds(30)));

    assertEquals(
        "\r\u001b[K[2/2] train |###############-----| 50 of 100 tasks, 42 rows, 1:27, about 33 s"
            + " left",
        text.toString());
  }

  @Test
  void theBarIsNeverAsWideAsTheTerminal() {
    new BarProgressView(out, 20)
        .drawn(
            ProgressState.START.planned(3).next("a stage with a long name", Duration.ofHours(1)));

    assertEquals(19, text.toString().length() - "\r\u001b[K".length());
  }

  @Test
  void nothingIsSaidOfTheTimeLeftWhileItIsAGuess() {
    ProgressState first = ProgressState.START.planned(10).next("ingest", Duration.ofSeconds(5));

    assertTrue(first.left().isEmpty());
    assertEquals(0, first.share());
  }

  private ProgressDisplay start(ProgressView view) {
    return ProgressDisplay.start(view, tasks::get, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
