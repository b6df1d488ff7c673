package io.demandforecast.job;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.LoadedConfig;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SmallConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Two shops with three items each: days 0 on, of which day 0 is a Monday; prices and feasts known
 * ahead, visitors not.
 */
final class SmallShop {
  static final int SERIES = 6;
  static final int HORIZON = 5;
  private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);
  private static final int PLANNED = 150;
  private static final String DATA =
      """
      name = small-shop
      frequency = daily
      horizon = 5
      series { keys = [shop, item], hierarchy = [shop], groups { item = [item] }, value = price }
      inputs {
        sales {
          path = "s.csv"
          columns = [
            { name = day, type = date }, { name = shop }, { name = item }
            { name = units, type = integer }, { name = price, type = decimal }
          ]
          time.column = day
          quantity = units
          covariates { price { column = price, known-ahead = true } }
        }
        visits {
          path = "v.csv"
          columns = [{ name = day, type = date }, { name = shop }, { name = visitors, type = integer }]
          keys = [shop]
          time.column = day
          covariates { visitors { column = visitors } }
        }
        calendar {
          path = "c.csv"
          columns = [{ name = day, type = date }, { name = feast }]
          time.column = day
          covariates { feast { column = feast, kind = event, known-ahead = true } }
        }
      }
      training {
        grid = [{ trees = 2, depth = 2, step = 0.3, bins = 8, min-rows = 5 }]
        baselines = [naive]
        validation.folds = 1
        min-history = 14
        retrain-after-days = 30
      }
      uncertainty { quantiles = [0.1, 0.5, 0.9], min-errors = 5 }
      """;

  private SmallShop() {}

  static ForecastConfig config(String... settings) {
    return loaded(settings).config();
  }

  static LoadedConfig loaded(String... settings) {
    String[] lines = new String[settings.length + 1];
    lines[0] = DATA;
    System.arraycopy(settings, 0, lines, 1, settings.length);
    return SmallConfig.loaded(lines);
  }

  static LocalDate day(int number) {
    return MONDAY.plusDays(number);
  }

  /** Loads plans and the days before {@code days}, each known when it is over. */
  static void open(FilledWarehouse filled, int days) {
    Random random = new Random(23);
    for (String shop : List.of("North", "O'Hara|2")) {
      for (String item : List.of("tea", "jam", "ink")) {
        filled.series(shop, item);
        for (int i = 0; i < PLANNED; i++) {
          double price = 2 + (random.nextInt(6) == 0 ? -0.5 : 0);
          filled.covariate(
              "price",
              "series",
              FilledWarehouse.id(shop, item),
              day(i),
              day(i),
              price,
              FilledWarehouse.ALWAYS);
          double level = item.equals("tea") ? 12 : item.equals("jam") ? 7 : 3;
          double sold = level + 4 * (2 - price) + (i % 7 == 5 ? 3 : 0) + 2 * random.nextGaussian();
          if (i < days) {
            filled.sold(day(i), Math.max(0, Math.rint(sold)), shop, item);
          }
        }
      }
      for (int i = 0; i < days; i++) {
        filled.covariate(
            "visitors",
            "shop",
            FilledWarehouse.id(shop),
            day(i),
            day(i),
            50 + random.nextInt(20),
            day(i));
      }
    }
    for (int i = 10; i < PLANNED; i += 20) {
      filled.covariate("feast", "global", "", day(i), day(i), "Feast", FilledWarehouse.ALWAYS);
    }
    filled.load();
  }

  /** Loads one more day. */
  static void oneMoreDay(FilledWarehouse filled, int number) {
    for (String shop : List.of("North", "O'Hara|2")) {
      for (String item : List.of("tea", "jam", "ink")) {
        filled.sold(day(number), 6, shop, item);
      }
    }
    filled.load();
  }

  /** Loads one more day of the shop North alone. */
  static void oneMoreNorthern(FilledWarehouse filled, int number) {
    for (String item : List.of("tea", "jam", "ink")) {
      filled.sold(day(number), 6, "North", item);
    }
    filled.load();
  }

  /**
   * Loads another truth of all that a day does not know: whatever follows it is other than it was,
   * what came before is restated later, a row of long ago is late, and plans have a new vintage.
   */
  static void poison(FilledWarehouse filled, int asOf, int days) {
    LocalDate later = day(asOf + 1);
    for (String shop : List.of("North", "O'Hara|2")) {
      for (String item : List.of("tea", "jam", "ink")) {
        filled.sold(day(-40), 1e6, later, shop, item);
        for (int i = 0; i < days; i++) {
          filled.sold(day(i), 1e6 + i, i > asOf ? day(i) : later, shop, item);
        }
        // A later vintage of the plan of prices, of days gone by and to come.
        for (int i = 0; i < days + 30; i++) {
          filled.covariate(
              "price", "series", FilledWarehouse.id(shop, item), day(i), day(i), 50 + i, later);
        }
      }
      for (int i = 0; i < days + 30; i++) {
        filled.covariate(
            "visitors",
            "shop",
            FilledWarehouse.id(shop),
            day(i),
            day(i),
            -1e6,
            i > asOf ? FilledWarehouse.ALWAYS : later);
      }
    }
    filled.series("New", "tea").sold(day(asOf + 1), 5, "New", "tea").load();
  }
}
