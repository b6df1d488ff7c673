package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Files that arrive late, repeatedly, in another order, half first and whole later, and corrected:
 * however they come, what is known in the end is what one load of the final files knows, and every
 * row of every delivery is accounted for.
 *
 * <p>A load takes seconds, so that each try delivers dozens of sequences beside each other, every
 * one with items of its own.
 */
@Tag("slow")
class ConvergenceIT {
  private static final int SEQUENCES = 60;
  private static final int TRIES = 1;
  private static final int FILES = 3;
  private static final int DAYS = 4;
  private static final int STEPS = 5;

  private static final String SHOP =
      """
      name = shop
      frequency = daily
      series.keys = [item]
      inputs.sales {
        path = sales
        columns = [
          { name = day, type = date, required = true }
          { name = known, type = date }
          { name = item }
          { name = sold, type = integer, required = true }
        ]
        time.column = day
        quantity = sold
      }
      """;

  /**
   * A line of a file.
   *
   * @param day it is about
   * @param known days until it is known
   */
  private record Line(int day, int known, String item, int sold) {
    String text(int sequence) {
      LocalDate date = LocalDate.of(2024, 3, 1).plusDays(day);
      return date + "," + date.plusDays(known) + ",s" + sequence + item + "," + sold + "\n";
    }
  }

  /** A version of a file, delivered whole or cut off after a share of its bytes. */
  private record Delivery(int step, int file, List<Line> lines, int percent) {
    String text(int sequence) {
      StringBuilder text = new StringBuilder("day,known,item,sold\n");
      int header = text.length();
      lines.forEach(line -> text.append(line.text(sequence)));
      int length = header + (text.length() - header) * percent / 100;
      return text.substring(0, length);
    }
  }

  /** What is delivered, step by step; of a file the last delivery is its final state. */
  private record Sequence(List<Delivery> deliveries) {}

  /** Sequences beside each other; a report of them all would be read by nobody. */
  private record Sequences(List<Sequence> all) {
    @Override
    public String toString() {
      return all.size() + " sequences";
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void correctionsCountInPlaceOfWhatTheyCorrect(@ForAll("restating") Sequences sequences)
      throws IOException {
    converge(sequences, "demand.duplicates = last");
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void repeatedRowsOfAFileAreSetAside(@ForAll("restating") Sequences sequences) throws IOException {
    converge(sequences, "demand.duplicates = quarantine");
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void transactionsAddUp(@ForAll("adding") Sequences sequences) throws IOException {
    converge(sequences, "demand { duplicates = sum, negatives = returns }");
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
  void transactionsAddUpAsTheyBecomeKnown(@ForAll("adding") Sequences sequences)
      throws IOException {
    converge(
        sequences,
        "demand { duplicates = sum, negatives = returns }",
        "inputs.sales.known-at.column = known");
  }

  /** Files of a day each, of which every version has a row of each item. */
  @Provide
  Arbitrary<Sequences> restating() {
    return sequences(
        file ->
            Arbitraries.integers()
                .between(0, 9)
                .list()
                .ofSize(2)
                .map(
                    sold ->
                        List.of(
                            new Line(file, 0, "a", sold.get(0)),
                            new Line(file, 0, "b", sold.get(1)))));
  }

  /** Files whose rows are about any day and item, sales and returns. */
  @Provide
  Arbitrary<Sequences> adding() {
    Arbitrary<Line> line =
        Combinators.combine(
                Arbitraries.integers().between(0, DAYS - 1),
                Arbitraries.integers().between(0, 2),
                Arbitraries.of("a", "b"),
                Arbitraries.integers().between(-3, 9))
            .as(Line::new);
    return sequences(file -> line.list().ofMinSize(1).ofMaxSize(4));
  }

  private static Arbitrary<Sequences> sequences(
      java.util.function.IntFunction<Arbitrary<List<Line>>> lines) {
    List<Arbitrary<List<Delivery>>> files =
        IntStream.range(0, FILES)
            .mapToObj(
                file ->
                    Combinators.combine(
                            lines.apply(file),
                            Arbitraries.integers().between(0, 100),
                            Arbitraries.integers().between(0, STEPS - 1))
                        .as((rows, percent, step) -> new Delivery(step, file, rows, percent))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(ConvergenceIT::inOrder))
            .toList();
    return Combinators.combine(files)
        .as(each -> new Sequence(each.stream().flatMap(List::stream).toList()))
        .list()
        .ofSize(SEQUENCES)
        .map(Sequences::new);
  }

  /** The versions of a file in the order of their steps, the last one whole. */
  private static List<Delivery> inOrder(List<Delivery> versions) {
    List<Delivery> sorted = new ArrayList<>(versions);
    sorted.sort(Comparator.comparingInt(Delivery::step));
    Delivery last = sorted.remove(sorted.size() - 1);
    sorted.add(new Delivery(last.step(), last.file(), last.lines(), 100));
    return sorted;
  }

  private static void converge(Sequences sequences, String... settings) throws IOException {
    Path folder = Files.createTempDirectory("converge");
    try {
      Shop shop = new Shop(folder);
      List<String> hocon = new ArrayList<>(List.of(SHOP));
      hocon.addAll(List.of(settings));
      ForecastConfig config = shop.config(hocon.toArray(String[]::new));
      // The first load has something to read, and its rows are touched by nothing after it.
      shop.put("0.csv", "day,known,item,sold\n2024-03-01,2024-03-01,first,1\n");
      shop.ingest(config);
      for (int step = 0; step < STEPS; step++) {
        for (int s = 0; s < sequences.all().size(); s++) {
          for (Delivery delivery : sequences.all().get(s).deliveries()) {
            if (delivery.step() == step) {
              shop.put("s" + s + "-" + delivery.file() + ".csv", delivery.text(s));
            }
          }
        }
        if (shop.load(config)) {
          // What is there already is delivered again, under another name too.
          shop.copy("0.csv", "again-" + step + ".csv");
          assertFalse(shop.ingest(config).changed());
        }
      }
      List<List<String>> found = shop.states(config);
      shop.into("at-once");
      shop.ingest(config);
      List<List<String>> expected = shop.states(config);
      for (int day = 0; day < expected.size(); day++) {
        assertEquals(expected.get(day), found.get(day), "as of day " + day);
      }
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  /** Files and a warehouse. */
  private static final class Shop extends IngestTest {

    Shop(Path folder) {
      this.folder = folder;
      runBefore();
    }

    void put(String name, String text) throws IOException {
      Path file = folder.resolve("data/sales").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }

    void copy(String from, String to) throws IOException {
      Path sales = folder.resolve("data/sales");
      Files.copy(sales.resolve(from), sales.resolve(to));
    }

    /**
     * Loads what is new.
     *
     * @return false where it was refused, since no row can be used: nothing is changed then
     */
    boolean load(ForecastConfig config) throws IOException {
      try {
        assertConserved(config, ingest(config));
        return true;
      } catch (ForecastException refused) {
        org.junit.jupiter.api.Assertions.assertTrue(
            refused.getMessage().contains("nothing was changed"), refused.getMessage());
        return false;
      }
    }

    /** Every line of every file that was read is counted, and every one set aside is kept. */
    private void assertConserved(ForecastConfig config, IngestJob.Result load) throws IOException {
      if (!load.changed()) {
        return;
      }
      for (IngestJob.FileResult file : load.files()) {
        List<String> lines = Files.readAllLines(folder.resolve("data").resolve(file.file()));
        assertEquals(lines.size() - 1, file.counts().read(), file.file());
      }
      Dataset<Row> loads = warehouse(config).read(Loads.definition());
      assertEquals(
          loads.agg(sum(col(Loads.QUARANTINED))).first().getLong(0),
          warehouse(config).read(Quarantine.definition()).count());
    }

    /** What is known of each item and day, nothing being as good as no row, as of each day. */
    List<List<String>> states(ForecastConfig config) {
      Dataset<Row> rows =
          warehouse(config).read(Observations.definition(config.series().keys())).cache();
      try {
        return IntStream.range(0, DAYS + 2)
            .mapToObj(day -> LocalDate.of(2024, 3, 1).plusDays(day))
            .map(
                day ->
                    rows
                        .where(col(Observations.KNOWN_AT).leq(java.sql.Date.valueOf(day)))
                        .groupBy(Observations.SERIES_ID, Observations.DATE)
                        .agg(
                            max_by(
                                    col(Observations.QUANTITY),
                                    Knowledge.order(Observations.KNOWN_AT, Observations.LOAD_SEQ))
                                .as("quantity"))
                        .where(col("quantity").notEqual(0))
                        .collectAsList()
                        .stream()
                        .map(Row::toString)
                        .sorted()
                        .collect(Collectors.toList()))
            .toList();
      } finally {
        rows.unpersist();
      }
    }
  }
}
