package io.demandforecast.demo;

import java.time.LocalDate;

/**
 * An item: its department, its level, its price, and the weeks it is in the assortment of all
 * stores. Of 24 items one was launched in the last two years, one within the last two months, one
 * was discontinued in the past, and one runs out within the two weeks after the last day of sales.
 */
final class DemoItem {
  private static final double LEVEL_SPREAD = 0.6;
  private static final double TREND = 0.04;
  private static final double TREND_SPREAD = 0.12;

  /** Which of so many items are special, by number. */
  private static final int CYCLE = 24;

  private static final int LAUNCHED = 4;
  private static final int JUST_LAUNCHED = 16;
  private static final int DISCONTINUED = 7;
  private static final int RUNNING_OUT = 19;

  private static final double MEDIAN_PRICE = 4.0;
  private static final double PRICE_SPREAD = 0.6;

  /** Prices rise by this factor and take a step every half year. */
  private static final double INFLATION = 1.015;

  private static final int WEEKS_A_HALF_YEAR = 26;
  private static final double STEP_SPREAD = 0.05;

  /** The week of 2020-01-06, in which an item has its base price. */
  private static final int BASE_WEEK = DemoCalendar.weekOf(18_267);

  /** A span of so many weeks has one promotion or none; it starts early enough to end in it. */
  private static final int WEEKS_A_SPAN = 6;

  private static final int LAST_START = 4;

  private final int number;
  private final Department department;
  private final Draws draws;
  private final Draws steps;
  private final Draws promotions;
  private final double logLevel;
  private final double trend;
  private final double elasticity;
  private final double basePrice;
  private final int stepOffset;
  private final int firstWeek;
  private final int lastWeek;

  DemoItem(int number, LocalDate lastSalesDay, Draws root) {
    this.number = number;
    this.department = Department.ofItem(number);
    this.draws = root.of("item", number);
    this.steps = draws.of("price step");
    this.promotions = draws.of("promotion");
    this.logLevel = StrictMath.log(department.level) + LEVEL_SPREAD * draws.of("level").gaussian();
    this.trend = TREND + TREND_SPREAD * draws.of("trend").gaussian();
    this.elasticity = department.elasticity * draws.of("elasticity").between(0.7, 1.3);
    this.basePrice = MEDIAN_PRICE * StrictMath.exp(PRICE_SPREAD * draws.of("price").gaussian());
    this.stepOffset = draws.of("step offset").whole(0, WEEKS_A_HALF_YEAR - 1);
    int last = DemoCalendar.weekOf(Math.toIntExact(lastSalesDay.toEpochDay()));
    Draws life = draws.of("life");
    this.firstWeek =
        switch (number % CYCLE) {
          case LAUNCHED -> last - life.whole(26, 100);
          case JUST_LAUNCHED -> last - life.whole(2, 7);
          default -> Integer.MIN_VALUE;
        };
    this.lastWeek =
        switch (number % CYCLE) {
          case DISCONTINUED -> last - life.whole(8, 60);
          case RUNNING_OUT -> last + life.whole(0, 1);
          default -> Integer.MAX_VALUE;
        };
  }

  int number() {
    return number;
  }

  Department department() {
    return department;
  }

  /** Its own branch of random numbers. */
  Draws draws() {
    return draws;
  }

  double logLevel() {
    return logLevel;
  }

  /** Change of log demand a year. */
  double trend() {
    return trend;
  }

  double elasticity() {
    return elasticity;
  }

  /** First week in the assortment; {@link Integer#MIN_VALUE}: always was. */
  int firstWeek() {
    return firstWeek;
  }

  /** Last week in the assortment; {@link Integer#MAX_VALUE}: stays. */
  int lastWeek() {
    return lastWeek;
  }

  /** The price that a week's would be without steps and promotions: it rises with the years. */
  double referencePrice(int week) {
    return basePrice * StrictMath.pow(INFLATION, halfYear(week));
  }

  /** The regular price of a week against the reference: a step every half year. */
  double priceStep(int week) {
    return StrictMath.exp(STEP_SPREAD * steps.at(halfYear(week)).gaussian());
  }

  /**
   * The promotion of a week: a span of six weeks has none, or one of a week or two at a discount.
   *
   * @return the discount, 0.1 to 0.3, or 0 where there is no promotion
   */
  double promotionDiscount(int week) {
    Draws span = promotions.at(Math.floorDiv(week, WEEKS_A_SPAN));
    if (!span.of("held").chance(department.promotionRate)) {
      return 0;
    }
    int start = span.of("start").whole(0, LAST_START);
    int length = span.of("length").whole(1, 2);
    int position = Math.floorMod(week, WEEKS_A_SPAN) - start;
    return position >= 0 && position < length ? span.of("discount").whole(2, 6) * 0.05 : 0;
  }

  private int halfYear(int week) {
    return Math.floorDiv(week - BASE_WEEK + stepOffset, WEEKS_A_HALF_YEAR);
  }

  /** Its identifier in the files; grows beyond five digits where it must. */
  static String id(int number) {
    return "I%05d".formatted(number);
  }
}
