package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.demo.DemoTables.Sale;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoDataTest {
  private static final DemoSize TINY = new DemoSize(2, 6, 60, 14);

  private Path folder;
  private DemoSummary summary;
  private DemoTables demo;
  private List<Sale> sales;
  private Map<String, List<Sale>> series;

  @BeforeAll
  void writeTheDefaultDemo(@TempDir Path temporary) throws IOException {
    folder = temporary;
    Path target = folder.resolve("default");
    summary = new DemoData(DemoSize.DEFAULT, DemoData.DEFAULT_SEED).write(target);
    demo = new DemoTables(target);
    sales = demo.sales();
    series = demo.series();
  }

  @Test
  void theSameSeedAndSizeGiveTheSameBytes() throws IOException {
    Path again = folder.resolve("again");
    new DemoData(DemoSize.DEFAULT, DemoData.DEFAULT_SEED).write(again);
    assertEquals(demo.checksums(), new DemoTables(again).checksums());
  }

  /** Bytes are a promise to every machine: where this changes, say so in the change log. */
  @Test
  void aTinyDemoHasTheChecksumItAlwaysHad() throws IOException {
    Path tiny = folder.resolve("tiny");
    new DemoData(TINY, 7).write(tiny);
    assertEquals(
        "f7eb2f107380d017786bed0795792e1ef02683fb25485da004677d88b17514c1",
        new DemoTables(tiny).checksum());
  }

  @Test
  void anotherSeedGivesOtherSales() throws IOException {
    Path one = folder.resolve("seed-7");
    Path other = folder.resolve("seed-8");
    new DemoData(TINY, 7).write(one);
    new DemoData(TINY, 8).write(other);
    assertNotEquals(new DemoTables(one).sales(), new DemoTables(other).sales());
  }

  @Test
  void aLargerDemoHoldsTheSmallerOnesSeriesUnchanged() throws IOException {
    Path target = folder.resolve("larger");
    new DemoData(new DemoSize(5, 31, 1300, 60), DemoData.DEFAULT_SEED).write(target);
    DemoTables larger = new DemoTables(target);
    assertTrue(new HashSet<>(larger.sales()).containsAll(sales));
    assertTrue(new HashSet<>(larger.lines("prices-")).containsAll(demo.lines("prices-")));
    assertTrue(new HashSet<>(larger.lines("promotions-")).containsAll(demo.lines("promotions-")));
    assertTrue(new HashSet<>(larger.lines("openings")).containsAll(demo.lines("openings")));
  }

  @Test
  void theSummaryCountsWhatTheFilesHold() throws IOException {
    assertAll(
        () -> assertEquals(sales.size(), summary.rows()),
        () -> assertEquals(series.size(), summary.series()),
        () -> assertEquals(Defect.values().length, summary.defectiveRows()),
        () -> assertEquals(summary.rows() + summary.defectiveRows(), demo.lines("sales-").size()),
        () -> assertEquals(LocalDate.of(2023, 1, 1), summary.firstDay()),
        () -> assertEquals(LocalDate.of(2025, 12, 31), summary.lastDay()),
        () -> assertEquals(LocalDate.of(2026, 1, 28), summary.plannedTo()));
  }

  @Test
  void everyDefectIsThere() throws IOException {
    List<String> lines = demo.lines("sales-");
    assertAll(
        () -> assertOne(lines, line -> line.startsWith("2024-02-30,")),
        () -> assertOne(lines, line -> line.endsWith(",three")),
        () -> assertOne(lines, line -> line.endsWith(",-4")),
        () -> assertOne(lines, line -> line.endsWith(",\"2,5\"")),
        () -> assertOne(lines, line -> line.contains(",X00001,")),
        () -> assertOne(lines, line -> line.contains(",,")),
        () -> assertOne(lines, line -> line.endsWith(",1,0.00")),
        () -> assertOne(lines, line -> line.split(",", -1).length == 2),
        () -> assertOne(lines, line -> line.endsWith(",NaN")),
        () -> assertOne(lines, line -> line.endsWith(",99999999999999999999")),
        () -> assertOne(lines, line -> line.startsWith("2031-")),
        () -> assertOne(lines, line -> line.startsWith("1899-")),
        () -> assertOne(lines, line -> line.startsWith("31.12.2024,")),
        () -> assertEquals(1, rowsWithTheKeyOfAnother(lines)));
  }

  @Test
  void aSaturdaySellsMoreThanATuesday() {
    assertTrue(
        mean(sale -> weekday(sale) == DayOfWeek.SATURDAY)
            > 1.4 * mean(sale -> weekday(sale) == DayOfWeek.TUESDAY));
  }

  @Test
  void gardensAreBoughtForInSpring() throws IOException {
    Predicate<Sale> garden = isIn(Department.GARDEN);
    assertTrue(
        mean(garden.and(sale -> sale.date().contains("-05-")))
            > 3 * mean(garden.and(sale -> sale.date().contains("-11-"))));
  }

  @Test
  void theDaysBeforeChristmasAreBusy() throws IOException {
    Predicate<Sale> toys = isIn(Department.TOYS);
    assertTrue(
        mean(toys.and(sale -> sale.date().matches(".*-12-(19|2\\d)")))
            > 1.8 * mean(toys.and(sale -> sale.date().matches(".*-(03|09|10)-.*"))));
  }

  @Test
  void promotionsSellMore() throws IOException {
    Set<String> promoted = new HashSet<>();
    for (String line : demo.lines("promotions-")) {
      String[] fields = line.split(",", -1);
      promoted.add(fields[0] + "," + fields[1] + fields[2]);
    }
    Predicate<Sale> inPromotion = sale -> promoted.contains(sale.series() + sale.date());
    Predicate<Sale> drinks = isIn(Department.DRINKS);
    assertTrue(mean(drinks.and(inPromotion)) > 1.5 * mean(drinks.and(inPromotion.negate())));
  }

  @Test
  void someItemsSellEveryDayAndOthersSeldom() throws IOException {
    Map<Department, Double> zeros = new EnumMap<>(Department.class);
    for (Department department : Department.values()) {
      Predicate<Sale> in = isIn(department);
      double rows = sales.stream().filter(in).count();
      zeros.put(department, sales.stream().filter(in.and(s -> s.units() == 0)).count() / rows);
    }
    assertTrue(zeros.get(Department.FRESH) < 0.1, zeros::toString);
    assertTrue(zeros.get(Department.TOOLS) > 0.6, zeros::toString);
  }

  @Test
  void emptyShelvesShowAsRunsOfZerosOfAnItemThatSellsDaily() throws IOException {
    Predicate<Sale> fresh = isIn(Department.FRESH);
    int longest = 0;
    for (List<Sale> one : series.values()) {
      if (fresh.test(one.get(0)) && one.stream().mapToInt(Sale::units).average().orElse(0) > 8) {
        longest = Math.max(longest, longestRunOfZeros(one));
      }
    }
    assertTrue(longest >= 4 && longest <= 18, "longest run of zeros: " + longest);
  }

  @Test
  void aClosedStoreSellsNothing() throws IOException {
    Set<String> closed = new HashSet<>();
    for (String line : demo.lines("openings")) {
      if (line.endsWith(",0")) {
        closed.add(line);
      }
    }
    assertTrue(closed.contains("S001,2025-12-25,0"));
    assertFalse(closed.contains("S001,2026-01-06,0"), "a northern store");
    assertTrue(closed.contains("S002,2026-01-06,0"), "a southern store");
    assertTrue(sales.stream().noneMatch(s -> closed.contains(s.store() + "," + s.date() + ",0")));
  }

  @Test
  void oneStoreIsRenovatedForTwoWeeks() throws IOException {
    Map<String, Long> closedDays =
        demo.lines("openings").stream()
            .filter(line -> line.endsWith(",0"))
            .collect(Collectors.groupingBy(line -> line.substring(0, 4), Collectors.counting()));
    // The south has Epiphany on top: four of them in the days planned.
    assertEquals(closedDays.get("S004") + 14, closedDays.get("S002"));
    assertEquals(closedDays.get("S001"), closedDays.get("S003"));
  }

  @Test
  void itemsSellExactlyInTheWeeksThatHaveAPrice() throws IOException {
    Set<String> listed = new HashSet<>();
    for (String line : demo.lines("prices-")) {
      listed.add(line.substring(0, line.lastIndexOf(',')));
    }
    for (Sale sale : sales) {
      LocalDate day = LocalDate.parse(sale.date());
      LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
      assertTrue(listed.contains(sale.series() + "," + monday), sale::toString);
    }
  }

  @Test
  void itemsAreLaunchedDiscontinuedAndRunOut() throws IOException {
    assertTrue(first("I00004").compareTo("2024-01-01") > 0, "launched");
    assertTrue(first("I00016").compareTo("2025-11-01") > 0, "just launched");
    assertTrue(last("I00007").compareTo("2025-12-01") < 0, "discontinued");
    assertEquals("2025-12-31", last("I00019"), "still sold");
    List<String> weeks = new ArrayList<>();
    for (String line : demo.lines("prices-")) {
      if (line.contains(",I00019,")) {
        weeks.add(line.split(",", -1)[2]);
      }
    }
    assertTrue(weeks.stream().noneMatch(w -> w.compareTo("2026-01-05") > 0), "runs out");
  }

  @Test
  void plansReachTheHorizon() throws IOException {
    assertTrue(demo.map("calendar").containsKey("2026-01-28"));
    assertTrue(demo.lines("openings").contains("S001,2026-01-28,1"));
    assertTrue(demo.lines("prices-").stream().anyMatch(l -> l.contains(",2026-01-26,")));
    assertTrue(demo.lines("promotions-").stream().anyMatch(l -> l.contains(",2026-01-")));
  }

  @Test
  void oneDayOfOneStoreIsMissing() {
    Map<String, Set<String>> days =
        sales.stream()
            .collect(
                Collectors.groupingBy(
                    Sale::store, Collectors.mapping(Sale::date, Collectors.toSet())));
    assertEquals(days.get("S001").size() - 1, days.get("S003").size());
  }

  @Test
  void thousandsOfSeriesAreWrittenInParts() throws IOException {
    Path target = folder.resolve("wide");
    List<Integer> told = new ArrayList<>();
    DemoSummary wide =
        new DemoData(new DemoSize(1, 2_100, 100, 7), 1)
            .write(target, (parts, of) -> told.add(parts * 10 + of));
    assertEquals(List.of(13, 23, 33), told);
    assertEquals(4 + 3 * 3, wide.files());
    assertTrue(wide.series() > 1_800 && wide.series() < 2_000, wide::toString);
    assertEquals(wide.rows() + wide.defectiveRows(), new DemoTables(target).lines("sales").size());
  }

  @Test
  void oneSeriesOfOneDayIsPossible() throws IOException {
    Path target = folder.resolve("smallest");
    new DemoData(new DemoSize(1, 1, 1, 0), 1).write(target);
    assertEquals(List.of("2025-12-31,,"), new DemoTables(target).lines("calendar"));
  }

  private static void assertOne(List<String> lines, Predicate<String> defect) {
    assertEquals(1, lines.stream().filter(defect).count());
  }

  private static long rowsWithTheKeyOfAnother(List<String> lines) {
    Set<String> keys = new HashSet<>();
    return lines.stream()
        .filter(line -> DemoTables.isGood(line.split(",", -1)))
        .filter(line -> !keys.add(line.substring(0, line.lastIndexOf(','))))
        .count();
  }

  private static int longestRunOfZeros(List<Sale> one) {
    int longest = 0;
    int run = 0;
    for (Sale sale : one) {
      run = sale.units() == 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private double mean(Predicate<Sale> which) {
    return sales.stream().filter(which).mapToInt(Sale::units).average().orElseThrow();
  }

  private Predicate<Sale> isIn(Department department) throws IOException {
    Map<String, String> items = demo.map("items");
    return sale -> items.get(sale.item()).startsWith(department.name());
  }

  private String first(String item) {
    return dates(item).get(0);
  }

  private String last(String item) {
    List<String> dates = dates(item);
    return dates.get(dates.size() - 1);
  }

  private List<String> dates(String item) {
    return sales.stream().filter(s -> s.item().equals(item)).map(Sale::date).sorted().toList();
  }

  private static DayOfWeek weekday(Sale sale) {
    return LocalDate.parse(sale.date()).getDayOfWeek();
  }
}
