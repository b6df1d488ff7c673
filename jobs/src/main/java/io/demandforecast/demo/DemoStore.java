package io.demandforecast.demo;

/** A store: how large it is, when it is open, and what moves all of its items on a day. */
final class DemoStore {
  private static final double SIZE_SPREAD = 0.35;
  private static final double WEEKDAY_SPREAD = 0.05;
  private static final double DAY_SPREAD = 0.07;
  private static final int RENOVATION_DAYS = 14;
  private static final int DAYS_A_WEEK = 7;

  /** Every fourth store closes for renovation once, beginning with the second. */
  private static final int RENOVATED = 2;

  /** Of every fourth store one day's file was lost, beginning with the third. */
  private static final int INCOMPLETE = 3;

  private static final int CYCLE = 4;

  private final int number;
  private final Region region;
  private final boolean[] open;
  private final double[] effect;
  private final int lostDay;

  DemoStore(int number, DemoCalendar calendar, Draws root) {
    this.number = number;
    this.region = Region.ofStore(number);
    Draws draws = root.of("store", number);
    this.open = new boolean[calendar.days()];
    this.effect = new double[calendar.days()];
    int lastSalesDay = calendar.epochDay(calendar.salesDays() - 1);
    int renovation =
        number % CYCLE == RENOVATED
            ? DemoCalendar.monday(
                DemoCalendar.weekOf(lastSalesDay - draws.of("renovation").whole(120, 500)))
            : Integer.MIN_VALUE;
    this.lostDay =
        number % CYCLE == INCOMPLETE
            ? lastSalesDay - draws.of("lost day").whole(30, 300)
            : Integer.MIN_VALUE;
    double size = SIZE_SPREAD * draws.of("size").gaussian();
    double[] weekday = new double[DAYS_A_WEEK];
    for (int day = 0; day < DAYS_A_WEEK; day++) {
      weekday[day] = WEEKDAY_SPREAD * draws.of("weekday", day).gaussian();
    }
    Draws daily = draws.of("day");
    for (int day = 0; day < calendar.days(); day++) {
      int epochDay = calendar.epochDay(day);
      boolean holiday = calendar.occasion(day).filter(o -> o.closes(region)).isPresent();
      boolean renovated = epochDay >= renovation && epochDay < renovation + RENOVATION_DAYS;
      open[day] = !holiday && !renovated;
      effect[day] =
          size + weekday[calendar.weekday(day)] + DAY_SPREAD * daily.at(epochDay).gaussian();
    }
  }

  int number() {
    return number;
  }

  Region region() {
    return region;
  }

  /** Whether it is open on a day of the demo, sold or planned. */
  boolean isOpen(int day) {
    return open[day];
  }

  /** Whether the sales of an epoch day never arrived. */
  boolean lost(int epochDay) {
    return epochDay == lostDay;
  }

  /** What it adds to the log demand of all its items on a day. */
  double effect(int day) {
    return effect[day];
  }

  /** Its identifier in the files; grows beyond three digits where it must. */
  static String id(int number) {
    return "S%03d".formatted(number);
  }
}
