package io.demandforecast.learn;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.panel.StoredRows;
import io.demandforecast.table.Panel;
import io.demandforecast.testing.SmallConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A panel of a few items with a price and a group of all, made without a warehouse. */
final class HandMadePanel {
  static final int FIRST = 19_000;
  private static final int ITEMS = 8;
  private static final int LOOK_AHEAD = 40;

  private final ForecastConfig config;
  private final PanelPlan plan;

  HandMadePanel(String... settings) {
    String[] lines = new String[settings.length + 1];
    lines[0] =
        """
        name = hand-made
        frequency = daily
        horizon = 7
        series { keys = [item], groups { all = [] }, value = price }
        inputs.sales {
          path = "s.csv"
          columns = [
            { name = day, type = date }, { name = item }
            { name = units, type = integer }, { name = price, type = decimal }
          ]
          time.column = day
          quantity = units
          covariates { price { column = price, known-ahead = true } }
        }
        demand.leading-zeros = keep
        training {
          grid = [{ trees = 3, depth = 2, step = 0.3, bins = 8, min-rows = 5 }]
          buckets = [3, 7]
          baselines = [naive]
          validation.folds = 1
          min-history = 14
        }
        features = [
          last_value_0, rolling_mean_7, ewm_mean_0.1, same_weekday_mean_4, price_vs_origin
          rolling_mean_7_scaled_of_all, weekday, lead
        ]
        uncertainty { quantiles = [0.1, 0.9], min-errors = 10 }
        """;
    System.arraycopy(settings, 0, lines, 1, settings.length);
    config = SmallConfig.of(lines);
    plan = PanelPlan.of(config);
  }

  ForecastConfig config() {
    return config;
  }

  PanelPlan plan() {
    return plan;
  }

  TrainingPlan trainingPlan() {
    return TrainingPlan.of(config, plan);
  }

  static int last(int periods) {
    return FIRST + periods - 1;
  }

  /**
   * The panel's rows.
   *
   * @param periods of history
   * @param poisonFrom period from which on all is as different as can be
   */
  Dataset<Row> rows(SparkSession spark, int periods, int poisonFrom) {
    Random random = new Random(17);
    List<Row> rows = new ArrayList<>();
    double[] mean = new double[periods];
    for (int item = 0; item < ITEMS; item++) {
      double[] target = new double[periods];
      float[] prices = new float[periods + LOOK_AHEAD];
      for (int i = 0; i < prices.length; i++) {
        prices[i] = 2 + item * 0.1f + (random.nextInt(5) == 0 ? -0.5f : 0);
        if (i < periods) {
          double season = 3 + item + 2 * ((i + item) % 7 == 0 ? 1 : 0);
          target[i] = Math.rint(season + 3 * (2.5 - prices[i]) + 1.5 * random.nextGaussian());
          target[i] = FIRST + i >= poisonFrom ? 1000 - 30 * target[i] : Math.max(target[i], 0);
          mean[i] += target[i] / ITEMS;
        }
      }
      rows.add(row(Panel.SERIES, "item" + item, target, new float[][] {prices}));
      int begin = 0;
      while (target[begin] == 0) {
        begin++;
      }
      rows.add(StoredRows.attributes("item" + item, FIRST + begin));
    }
    rows.add(row(Panel.GROUP + "all", "", mean, new float[0][]));
    rows.add(StoredRows.whole(FIRST, last(periods), LOOK_AHEAD));
    return spark.createDataFrame(rows, Panel.definition().schema());
  }

  /** One block of any length. */
  private static Row row(String kind, String key, double[] target, float[][] covariates) {
    return RowFactory.create("p", kind, key, 0, FIRST, target, covariates, new String[0]);
  }
}
