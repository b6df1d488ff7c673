package io.demandforecast.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes what is not about single series: the calendar, opening days, stores and items. */
final class CommonFiles {
  static final String CALENDAR = "calendar.csv";
  static final String OPENINGS = "openings.csv";
  static final String STORES = "stores.csv";
  static final String ITEMS = "items.csv";

  private final Path folder;
  private final DemoSize size;
  private final DemoCalendar calendar;
  private final Draws draws;

  CommonFiles(Path folder, DemoSize size, DemoCalendar calendar, Draws draws) {
    this.folder = folder;
    this.size = size;
    this.calendar = calendar;
    this.draws = draws;
  }

  void write() throws IOException {
    writeCalendar();
    writeOpenings();
    writeStores();
    writeItems();
  }

  private void writeCalendar() throws IOException {
    try (RowWriter rows = open(CALENDAR, "date,event,event_kind")) {
      for (int day = 0; day < calendar.days(); day++) {
        Optional<Occasion> occasion = calendar.occasion(day);
        rows.field(calendar.text(day))
            .field(occasion.map(o -> o.label).orElse(""))
            .field(occasion.map(o -> o.kind.label).orElse(""))
            .endRow();
      }
    }
  }

  private void writeOpenings() throws IOException {
    try (RowWriter rows = open(OPENINGS, "store_id,date,open")) {
      for (int number = 1; number <= size.stores(); number++) {
        DemoStore store = new DemoStore(number, calendar, draws);
        String id = DemoStore.id(number);
        for (int day = 0; day < calendar.days(); day++) {
          rows.field(id).field(calendar.text(day)).field(store.isOpen(day) ? 1 : 0).endRow();
        }
      }
    }
  }

  private void writeStores() throws IOException {
    try (RowWriter rows = open(STORES, "store_id,region_id")) {
      for (int number = 1; number <= size.stores(); number++) {
        rows.field(DemoStore.id(number)).field(Region.ofStore(number).name()).endRow();
      }
    }
  }

  private void writeItems() throws IOException {
    try (RowWriter rows = open(ITEMS, "item_id,department_id,category_id")) {
      for (int number = 1; number <= size.items(); number++) {
        Department department = Department.ofItem(number);
        rows.field(DemoItem.id(number))
            .field(department.name())
            .field(department.category)
            .endRow();
      }
    }
  }

  private RowWriter open(String name, String header) throws IOException {
    RowWriter rows =
        new RowWriter(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name))));
    rows.line(header);
    return rows;
  }
}
