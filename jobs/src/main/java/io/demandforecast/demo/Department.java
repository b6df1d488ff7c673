package io.demandforecast.demo;

/**
 * What the items of a department have in common: how much they sell, when, and what moves them. All
 * effects but {@code level}, {@code promotionRate} and {@code shape} add to the logarithm of
 * demand.
 */
enum Department {
  FRESH(
      "FOOD",
      12.0,
      0.08,
      5.5,
      0.70,
      0.05,
      -1.2,
      0.25,
      0.45,
      12.0,
      week(-15, -20, -10, 0, 20, 40, -30)),
  DRINKS(
      "FOOD",
      7.0,
      0.35,
      6.6,
      0.80,
      0.15,
      -2.0,
      0.40,
      0.60,
      6.0,
      week(-20, -20, -10, 0, 35, 45, -30)),
  CLEANING(
      "HOME", 3.5, 0.05, 3.0, 0.15, 0.20, -1.6, 0.30, 0.40, 5.0, week(5, 0, 0, 0, 10, 25, -30)),
  TOOLS(
      "HOME", 0.3, 0.25, 3.5, 0.10, 0.60, -0.8, 0.30, 0.15, 0.6, week(0, -10, -10, 0, 10, 50, -40)),
  GARDEN(
      "LEISURE",
      0.9,
      1.10,
      4.6,
      0.10,
      0.10,
      -1.0,
      0.30,
      0.25,
      1.2,
      week(-20, -15, -10, 0, 20, 60, 10)),
  TOYS(
      "LEISURE",
      0.7,
      0.30,
      11.5,
      1.30,
      1.00,
      -1.4,
      0.40,
      0.30,
      1.5,
      week(-10, -10, 0, 0, 15, 50, 5));

  /** The category it belongs to. */
  final String category;

  /** Median units a day of an item in a middling store. */
  final double level;

  /** Half the distance between the best and the worst time of the year. */
  final double yearly;

  /** Months from the start of the year to the best time. */
  final double peak;

  /** Rise just before a feast, at full strength. */
  final double festive;

  /** Rise on a day of bargains. */
  final double shopping;

  /** Price elasticity: change of log demand a change of log price. */
  final double elasticity;

  /** Rise by the display of a promotion, beside its lower price. */
  final double display;

  /** Share of six-week spans with a promotion. */
  final double promotionRate;

  /** Shape of the negative binomial noise: the smaller, the lumpier. */
  final double shape;

  private final double[] weekday;

  Department(
      String category,
      double level,
      double yearly,
      double peak,
      double festive,
      double shopping,
      double elasticity,
      double display,
      double promotionRate,
      double shape,
      double[] weekday) {
    this.category = category;
    this.level = level;
    this.yearly = yearly;
    this.peak = peak;
    this.festive = festive;
    this.shopping = shopping;
    this.elasticity = elasticity;
    this.display = display;
    this.promotionRate = promotionRate;
    this.shape = shape;
    this.weekday = weekday;
  }

  /** Effect of a weekday, 0 for Monday to 6 for Sunday. */
  double weekday(int day) {
    return weekday[day];
  }

  /** Items take departments in turn, so that a demo of six items has all of them. */
  static Department ofItem(int item) {
    Department[] all = values();
    return all[(item - 1) % all.length];
  }

  private static double[] week(int... percent) {
    double[] effects = new double[percent.length];
    for (int day = 0; day < percent.length; day++) {
      effects[day] = percent[day] / 100.0;
    }
    return effects;
  }
}
