package io.demandforecast.demo;

/**
 * An item in a store: its prices, promotions and sales. Everything is a function of seed, store,
 * item and date: neither the order of generation nor the size of the demo changes a number.
 */
final class DemoSeries {
  private static final double PAIR_SPREAD = 0.25;
  private static final double NOT_CARRIED = 0.06;
  private static final double TAKES_PART = 0.85;
  private static final double DAYS_A_YEAR = 365.0;

  /** Slow changes: a level every four weeks, straight lines between. */
  private static final int DRIFT_DAYS = 28;

  private static final double DRIFT_SPREAD = 0.12;

  /** A span of so many days has one stock-out or none. */
  private static final int STOCK_OUT_SPAN = 60;

  private static final double STOCK_OUT_RATE = 0.2;

  /** An item sells this share of its level when new, and nears it over the months. */
  private static final double NEW = 10;

  private static final double GROWN = 40;

  private static final double CLEARANCE_DISCOUNT = 0.4;
  private static final int CLEARANCE_WEEKS = 4;
  private static final double CENTS = 100;
  private static final int LARGEST_COIN = 10;

  private final DemoCalendar calendar;
  private final DemoStore store;
  private final DemoItem item;
  private final Draws draws;
  private final Draws units;
  private final Draws stockOuts;
  private final boolean carried;
  private final int firstWeek;
  private final int[] cents;
  private final boolean[] promoted;
  private final double[] weekEffect;
  private final double[] drift;
  private final int firstDrift;
  private final double[] departmentEffects;

  DemoSeries(DemoCalendar calendar, DemoStore store, DemoItem item) {
    this.calendar = calendar;
    this.store = store;
    this.item = item;
    this.draws = item.draws().of("store", store.number());
    this.units = draws.of("units");
    this.stockOuts = draws.of("stock-out");
    this.carried = !draws.of("carried").chance(NOT_CARRIED);
    this.departmentEffects = calendar.effects(item.department());
    this.firstWeek = calendar.week(0);
    int weeks = calendar.week(calendar.days() - 1) - firstWeek + 1;
    this.cents = new int[weeks];
    this.promoted = new boolean[weeks];
    this.weekEffect = new double[weeks];
    this.firstDrift = Math.floorDiv(calendar.epochDay(0), DRIFT_DAYS);
    int drifts = Math.floorDiv(calendar.epochDay(calendar.days() - 1), DRIFT_DAYS) - firstDrift + 2;
    this.drift = new double[drifts];
    if (isListed()) {
      plan();
      level();
    }
  }

  /** Whether the store has it in its assortment on any day of sales. */
  boolean isListed() {
    int lastSalesWeek = calendar.week(calendar.salesDays() - 1);
    return carried && item.firstWeek() <= lastSalesWeek && item.lastWeek() >= firstWeek;
  }

  /** Whether the store has it in its assortment in a week. */
  boolean isListedIn(int week) {
    return carried && week >= item.firstWeek() && week <= item.lastWeek();
  }

  /** Price of a week in hundredths. */
  int cents(int week) {
    return cents[week - firstWeek];
  }

  /** Whether a promotion is held in a week. */
  boolean isPromotedIn(int week) {
    return promoted[week - firstWeek];
  }

  /** Whether the shelf was empty on a day: nothing was sold, whatever the demand. */
  boolean isOutOfStock(int day) {
    int epochDay = calendar.epochDay(day);
    Draws span = stockOuts.at(Math.floorDiv(epochDay, STOCK_OUT_SPAN));
    if (!span.chance(STOCK_OUT_RATE)) {
      return false;
    }
    int position = Math.floorMod(epochDay, STOCK_OUT_SPAN) - span.of("start").whole(0, 50);
    return position >= 0 && position < span.of("length").whole(2, 9);
  }

  /** Mean demand of a day on which the store is open and the item listed. */
  double demand(int day) {
    int week = calendar.week(day) - firstWeek;
    return StrictMath.exp(
        weekEffect[week] + departmentEffects[day] + store.effect(day) + driftOn(day));
  }

  /** Units sold on a day on which the store is open and the item listed. */
  int units(int day) {
    if (isOutOfStock(day)) {
      return 0;
    }
    double level = units.uniformAt(calendar.epochDay(day));
    return NegativeBinomial.quantile(level, demand(day), item.department().shape);
  }

  private void plan() {
    Department department = item.department();
    double pair = item.logLevel() + PAIR_SPREAD * draws.of("pair").gaussian();
    int lastSalesDay = calendar.epochDay(calendar.salesDays() - 1);
    Draws takesPart = draws.of("takes part");
    for (int position = 0; position < cents.length; position++) {
      int week = firstWeek + position;
      double discount = item.promotionDiscount(week);
      promoted[position] =
          discount > 0 && takesPart.uniformAt(week) < TAKES_PART && isListedIn(week);
      if (!promoted[position]) {
        discount = inClearance(week) ? CLEARANCE_DISCOUNT : 0;
      }
      double reference = item.referencePrice(week) * store.region().priceFactor;
      cents[position] = rounded(reference * item.priceStep(week) * (1 - discount));
      double years = (DemoCalendar.monday(week) - lastSalesDay) / DAYS_A_YEAR;
      weekEffect[position] =
          pair
              + item.trend() * years
              + item.elasticity() * StrictMath.log(cents[position] / (CENTS * reference))
              + (promoted[position] ? department.display : 0)
              + growth(week);
    }
  }

  private void level() {
    Draws levels = draws.of("drift");
    for (int position = 0; position < drift.length; position++) {
      drift[position] = DRIFT_SPREAD * levels.at(firstDrift + position).gaussian();
    }
  }

  private double driftOn(int day) {
    int epochDay = calendar.epochDay(day);
    int position = Math.floorDiv(epochDay, DRIFT_DAYS) - firstDrift;
    double share = Math.floorMod(epochDay, DRIFT_DAYS) / (double) DRIFT_DAYS;
    return drift[position] * (1 - share) + drift[position + 1] * share;
  }

  private boolean inClearance(int week) {
    return week <= item.lastWeek() && week > item.lastWeek() - CLEARANCE_WEEKS;
  }

  private double growth(int week) {
    if (item.firstWeek() == Integer.MIN_VALUE || week < item.firstWeek()) {
      return 0;
    }
    double age = 7.0 * (week - item.firstWeek());
    return StrictMath.log((age + NEW) / (age + GROWN));
  }

  /** Prices end in 9. */
  private static int rounded(double price) {
    int tens = (int) StrictMath.rint(price * CENTS / LARGEST_COIN);
    return Math.max(1, tens) * LARGEST_COIN - 1;
  }
}
