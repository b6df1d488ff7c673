package io.demandforecast.demo;

import io.demandforecast.failure.ForecastException;

/**
 * How large a demo is. There are {@code stores x items} series less those that a store does not
 * carry or that were never listed within the days written.
 *
 * @param stores number of stores, 1 to 10,000
 * @param items number of items, 1 to 10,000,000
 * @param days days of sales up to {@link DemoData#LAST_DAY}, 1 to 7,305 (twenty years)
 * @param horizon days after the last day of sales that plans (prices, promotions, openings, events)
 *     reach, 0 to 731
 */
public record DemoSize(int stores, int items, int days, int horizon) {

  /** Three years of four stores with 25 items each: some 95,000 rows, written within a second. */
  public static final DemoSize DEFAULT = new DemoSize(4, 25, 1096, 28);

  private static final int MAX_STORES = 10_000;
  private static final int MAX_ITEMS = 10_000_000;
  private static final int MAX_DAYS = 7_305;
  private static final int MAX_HORIZON = 731;

  /**
   * @throws ForecastException (usage) where a number is out of bounds
   */
  public DemoSize {
    requireBetween("stores", stores, 1, MAX_STORES);
    requireBetween("items", items, 1, MAX_ITEMS);
    requireBetween("days", days, 1, MAX_DAYS);
    requireBetween("horizon", horizon, 0, MAX_HORIZON);
  }

  private static void requireBetween(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw ForecastException.usage(
          "demo data: %s is %d; give a number from %d to %d".formatted(name, value, min, max));
    }
  }
}
