package io.demandforecast.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Writes some series of one store: their sales, prices and promotions, each to a file of its own,
 * so that parts are written and read side by side.
 */
final class SeriesPart {
  static final String SALES_HEADER = "date,store_id,item_id,units";
  static final String PRICES_HEADER = "store_id,item_id,week_start,price";
  static final String PROMOTIONS_HEADER = "store_id,item_id,date,promo";

  /** So many good rows stand before each defective one: far less than two in a hundred are bad. */
  private static final int GOOD_ROWS_A_DEFECT = 64;

  private static final byte[] PROMOTED = {'1'};
  private static final int DAYS_A_WEEK = 7;

  private final DemoCalendar calendar;
  private final DemoStore store;
  private final Defect[] defects;
  private final byte[] storeId;
  private long series;
  private long rows;
  private int defective;

  /**
   * @param defects what goes wrong in this part, in order; each is written if the part is long
   *     enough
   */
  SeriesPart(DemoCalendar calendar, DemoStore store, Defect... defects) {
    this.calendar = calendar;
    this.store = store;
    this.defects = defects;
    this.storeId = DemoStore.id(store.number()).getBytes(StandardCharsets.UTF_8);
  }

  /** What was written. */
  record Counts(long series, long rows, long defectiveRows) {
    Counts plus(Counts other) {
      return new Counts(
          series + other.series, rows + other.rows, defectiveRows + other.defectiveRows);
    }
  }

  /**
   * Writes the files of a part by its number, for items {@code from} to {@code to}, both included.
   */
  Counts write(Path folder, int part, ItemRange items) throws IOException {
    try (RowWriter sales = open(folder, "sales", part);
        RowWriter prices = open(folder, "prices", part);
        RowWriter promotions = open(folder, "promotions", part)) {
      sales.line(SALES_HEADER);
      prices.line(PRICES_HEADER);
      promotions.line(PROMOTIONS_HEADER);
      for (int number = items.from(); number <= items.to(); number++) {
        DemoSeries one = new DemoSeries(calendar, store, items.item(number));
        if (one.isListed()) {
          byte[] itemId = DemoItem.id(number).getBytes(StandardCharsets.UTF_8);
          writePlans(prices, promotions, one, itemId);
          writeSales(sales, one, itemId);
        }
      }
    }
    return new Counts(series, rows, defective);
  }

  /** Items by number, both ends included. */
  record ItemRange(int from, int to, LocalDate lastSalesDay, Draws draws) {
    DemoItem item(int number) {
      return new DemoItem(number, lastSalesDay, draws);
    }
  }

  private static RowWriter open(Path folder, String name, int part) throws IOException {
    Path file = folder.resolve("%s-%04d.csv.gz".formatted(name, part));
    return new RowWriter(
        new ReproducibleGzip(new BufferedOutputStream(Files.newOutputStream(file))));
  }

  private void writePlans(RowWriter prices, RowWriter promotions, DemoSeries one, byte[] itemId)
      throws IOException {
    int lastWeek = calendar.week(calendar.days() - 1);
    for (int week = calendar.week(0); week <= lastWeek; week++) {
      if (!one.isListedIn(week)) {
        continue;
      }
      int monday = DemoCalendar.monday(week);
      prices
          .field(storeId)
          .field(itemId)
          .field(LocalDate.ofEpochDay(monday).toString())
          .amount(one.cents(week))
          .endRow();
      if (one.isPromotedIn(week)) {
        int first = monday - calendar.epochDay(0);
        int end = Math.min(first + DAYS_A_WEEK, calendar.days());
        for (int day = Math.max(0, first); day < end; day++) {
          promotions
              .field(storeId)
              .field(itemId)
              .field(calendar.text(day))
              .field(PROMOTED)
              .endRow();
        }
      }
    }
  }

  private void writeSales(RowWriter sales, DemoSeries one, byte[] itemId) throws IOException {
    long before = rows;
    for (int day = 0; day < calendar.salesDays(); day++) {
      if (!store.isOpen(day)
          || store.lost(calendar.epochDay(day))
          || !one.isListedIn(calendar.week(day))) {
        continue;
      }
      int units = one.units(day);
      sales.field(calendar.text(day)).field(storeId).field(itemId).field(units).endRow();
      rows++;
      if (rows % GOOD_ROWS_A_DEFECT == 0 && defective < defects.length) {
        String date = calendar.date(day).toString();
        sales.line(defects[defective].line(date, text(storeId), text(itemId), units));
        defective++;
      }
    }
    series += rows > before ? 1 : 0;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
