package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.Panel;
import io.demandforecast.testing.FilledWarehouse;
import io.demandforecast.testing.SmallConfig;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Night after night in one warehouse, where each panel carries the one before on; beside it the
 * same loads in another one, where each panel is made anew. All that follows is made of the panel's
 * rows alone. Blocks begin on days 21, 277, 533 and 789 of the data.
 */
@Tag("slow")
class NightsIT extends SparkTest {
  private static final String DATA =
      """
      name = nights
      frequency = daily
      horizon = 5
      series {
        keys = [shop, item], hierarchy = [shop]
        groups { item = [item], region = [region], all = [] }
      }
      availability {
        closed-weekdays = [sunday]
        not-listed = [{ covariate = price, when = missing }]
      }
      inputs {
        sales {
          path = "s.csv"
          columns = [
            { name = day, type = date }, { name = shop }, { name = item }, { name = region }
            { name = units, type = integer }, { name = price, type = decimal }
          ]
          time.column = day
          quantity = units
          attributes = [region]
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
      """;
  private static final LocalDate FIRST = LocalDate.ofEpochDay(75 * 256 - 21);
  private static final LocalDate ALWAYS = FilledWarehouse.ALWAYS;
  private static final int OPEN = 560;

  @TempDir static Path folder;

  private final ForecastConfig config = SmallConfig.of(DATA);

  private FilledWarehouse carriedOn;
  private FilledWarehouse madeAnew;

  @Test
  void panelsOfNightsAreThoseMadeAnewToTheBit() {
    carriedOn = new FilledWarehouse(spark(), folder.resolve("carried-on"), config);
    madeAnew = new FilledWarehouse(spark(), folder.resolve("made-anew"), config);
    load(this::open);
    assertEquals(blocks(0, 1, 2, 3), written(assemble(carriedOn.warehouse(), OPEN - 1)));

    load(
        filled -> {
          day(filled, OPEN);
          // Late: known to no one before. Corrected, and corrected again for tomorrow.
          filled.sold(date(120), 9, date(OPEN), "North", "jam");
          filled.sold(date(50), 77, date(OPEN), "North", "tea");
          filled.sold(date(300), 66, date(OPEN + 1), "North", "tea");
        });
    assertEquals(blocks(1, 3), night(OPEN));

    load(
        filled -> {
          day(filled, OPEN + 1);
          filled.series("East", "tea", "new");
          filled.sold(date(OPEN + 1), 3, "East", "tea");
          prices(filled, "East", "tea", OPEN - 10, OPEN + 60);
          // Another group for all of a history.
          filled.series("South", "jam", "other");
          filled.covariate(
              "price", "series", "South|tea", date(OPEN + 7), date(OPEN + 20), 9.5, ALWAYS);
          filled.covariate("feast", "global", "", date(OPEN + 9), date(OPEN + 9), "Fair", ALWAYS);
          // Taken back.
          filled.covariate("feast", "global", "", date(40), date(40), null, ALWAYS);
          filled.covariate("visitors", "shop", "South", date(280), date(281), 7, date(OPEN + 1));
        });
    assertEquals(blocks(1, 2, 3), night(OPEN + 1));

    // Over the end of a block, after days without sales.
    load(
        filled -> {
          day(filled, OPEN + 236);
          // A first sale before all others of the series, and one before all there is.
          filled.sold(date(30), 4, date(OPEN + 236), "South", "late");
          filled.sold(date(-300), 4, date(OPEN + 236), "South", "tea");
        });
    assertEquals(blocks(-1, 0, 1, 3, 4), night(OPEN + 236));

    // A day that is long past.
    Warehouse warehouse = carriedOn.warehouse();
    assertEquals(blocks(0, 1, 2, 3), written(assemble(warehouse, OPEN + 1)));
    long version = warehouse.version(Panel.definition()).orElseThrow();
    assemble(warehouse, OPEN + 1);
    assertEquals(version, warehouse.version(Panel.definition()).orElseThrow());

    // What was the first sale is none, and the next one lies in a block that nothing falls in.
    load(filled -> filled.sold(date(276), 0, date(OPEN + 2), "South", "edge"));
    assertEquals(blocks(0, 1, 2, 3), night(OPEN + 2));
  }

  private void load(Consumer<FilledWarehouse> what) {
    for (FilledWarehouse filled : List.of(carriedOn, madeAnew)) {
      what.accept(filled);
      filled.load();
    }
  }

  /** Compares all that is stored; gives the blocks of series and scopes that the night wrote. */
  private Set<Integer> night(int asOf) {
    AssembleJob.Result panel = assemble(carriedOn.warehouse(), asOf);
    madeAnew.warehouse().overwrite(Panel.definition(), nothing(madeAnew));
    AssembleJob.Result anew = assemble(madeAnew.warehouse(), asOf);
    assertEquals(anew.panelId(), panel.panelId());

    List<String> expected = stored(madeAnew);
    Assertions.assertTrue(expected.size() > 30, expected::toString);
    assertEquals(expected, stored(carriedOn));
    return written(panel);
  }

  /** The blocks of series and scopes that were written for a panel. */
  private Set<Integer> written(AssembleJob.Result panel) {
    Set<Integer> written = new TreeSet<>();
    carriedOn
        .warehouse()
        .read(Panel.definition())
        .where(
            col(Panel.PANEL_ID)
                .equalTo(panel.panelId())
                .and(col(Panel.BLOCK).notEqual(Panel.HEAD))
                .and(not(col(Panel.KIND).startsWith(Panel.GROUP))))
        .select(Panel.BLOCK)
        .distinct()
        .collectAsList()
        .forEach(row -> written.add(row.getInt(0)));
    return written;
  }

  private static Dataset<Row> nothing(FilledWarehouse filled) {
    return filled.warehouse().read(Panel.definition()).limit(0);
  }

  /** All stored rows but for the panel they were written for. */
  private static List<String> stored(FilledWarehouse filled) {
    Dataset<Row> rows = filled.warehouse().read(Panel.definition());
    return rows
        .drop(Panel.PANEL_ID)
        .orderBy(Panel.KIND, Panel.KEY, Panel.BLOCK)
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private AssembleJob.Result assemble(Warehouse warehouse, int asOf) {
    return AssembleJob.run(new AssembleJob.Input(warehouse, config, Optional.of(date(asOf))));
  }

  private void open(FilledWarehouse filled) {
    Random random = new Random(5);
    for (String shop : List.of("North", "South")) {
      for (String item : List.of("tea", "jam", "late")) {
        filled.series(shop, item, shop.equals("North") ? "N" : "S");
        prices(filled, shop, item, 0, OPEN + 300);
        int from = item.equals("late") ? 400 : item.equals("jam") ? 5 : 0;
        for (int i = from; i < OPEN; i++) {
          if (random.nextInt(9) > 0 && i != 120) {
            filled.sold(date(i), random.nextInt(6), shop, item);
          }
        }
      }
      filled.covariate("visitors", "shop", shop, date(0), date(700), 50.5, ALWAYS);
    }
    filled.series("South", "edge", "S");
    filled.sold(date(276), 2, "South", "edge").sold(date(300), 1, "South", "edge");
    filled.series("West", "never", "N");
    prices(filled, "West", "never", 200, OPEN + 300);
    for (int i = 10; i < OPEN + 300; i += 30) {
      filled.covariate("feast", "global", "", date(i), date(i), "Feast", ALWAYS);
    }
  }

  private static void prices(FilledWarehouse filled, String shop, String item, int from, int to) {
    for (int i = from; i < to; i += 7) {
      if (i % 77 != 0) {
        filled.covariate(
            "price",
            "series",
            FilledWarehouse.id(shop, item),
            date(i),
            date(i + 6),
            2 + i % 3,
            ALWAYS);
      }
    }
  }

  private static void day(FilledWarehouse filled, int number) {
    for (String shop : List.of("North", "South")) {
      for (String item : List.of("tea", "jam", "late")) {
        filled.sold(date(number), number % 5, shop, item);
      }
    }
  }

  /** Blocks by their number from the data's first day. */
  private static Set<Integer> blocks(int... numbers) {
    Set<Integer> blocks = new TreeSet<>();
    for (int number : numbers) {
      blocks.add(blockOf(number));
    }
    return blocks;
  }

  private static int blockOf(int number) {
    return Math.floorDiv((int) FIRST.toEpochDay(), 256) + number;
  }

  private static LocalDate date(int number) {
    return FIRST.plusDays(number);
  }
}
