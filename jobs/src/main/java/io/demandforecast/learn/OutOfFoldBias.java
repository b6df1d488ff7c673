package io.demandforecast.learn;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.uncertainty.DemandClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * The bias of a champion out of fold, and what a correction of it would do.
 *
 * @param buckets buckets of leads
 * @param origins sums by origin; none where nothing was judged
 */
public record OutOfFoldBias(LeadBuckets buckets, List<BiasSums> origins) {

  public OutOfFoldBias {
    origins = List.copyOf(origins);
  }

  /**
   * What is known of one bucket of leads and demand class.
   *
   * @param leads the bucket, such as 1-7
   * @param demandClass as known at the origins
   * @param rows forecasts with an actual
   * @param actual sum of the actuals
   * @param bias sum of forecast minus actual over sum of actuals; NaN where nothing was sold
   * @param left the same where each origin is corrected by what the others show
   * @param factor that a correction multiplies forecasts by
   */
  public record Cell(
      String leads,
      DemandClass demandClass,
      long rows,
      double actual,
      double bias,
      double left,
      double factor) {}

  /** Factors by all origins. */
  BiasFactors factors() {
    return BiasFactors.of(buckets, origins);
  }

  /**
   * Factors by origin, each by all the others: what an origin's errors are corrected with must not
   * know them.
   */
  List<BiasFactors> leftOut() {
    List<BiasFactors> leftOut = new ArrayList<>();
    for (int origin = 0; origin < origins.size(); origin++) {
      List<BiasSums> others = new ArrayList<>(origins);
      others.remove(origin);
      leftOut.add(BiasFactors.of(buckets, others));
    }
    return leftOut;
  }

  /**
   * Factors by origin that bring the total of its forecasts to that of its actuals. Errors that are
   * measured around such forecasts tell what series do beside each other; what all of them do at
   * once differs from origin to origin, and the few there are do not say what it will be next.
   *
   * @param applied by fold: what forecasts are multiplied by before
   * @param minRows forecasts that an origin needs: the total of a few is off by their own errors
   */
  List<BiasFactors> levelled(List<BiasFactors> applied, int minRows) {
    List<BiasFactors> levelled = new ArrayList<>(applied);
    for (int origin = 0; origin < origins.size(); origin++) {
      double forecast = total(origin, applied.get(origin));
      double actual = origins.get(origin).actual();
      if (origins.get(origin).rows() >= minRows && forecast > 0 && actual > 0) {
        BiasFactors level = BiasFactors.same(buckets, actual / forecast);
        levelled.set(origin, applied.get(origin).times(level));
      }
    }
    return levelled;
  }

  /** All forecasts of an origin, each times its factor. */
  private double total(int origin, BiasFactors factors) {
    double total = 0;
    for (int bucket = 0; bucket < buckets.count(); bucket++) {
      for (DemandClass demandClass : DemandClass.values()) {
        total +=
            origins.get(origin).forecast(bucket, demandClass) * factors.of(bucket, demandClass);
      }
    }
    return total;
  }

  /** All cells that have a forecast. */
  public List<Cell> cells() {
    BiasFactors factors = factors();
    List<BiasFactors> leftOut = leftOut();
    List<Cell> cells = new ArrayList<>();
    for (int b = 0; b < buckets.count(); b++) {
      int bucket = b;
      for (DemandClass demandClass : DemandClass.values()) {
        long rows = origins.stream().mapToLong(one -> one.rows(bucket, demandClass)).sum();
        if (rows > 0) {
          cells.add(
              new Cell(
                  buckets.label(bucket),
                  demandClass,
                  rows,
                  origins.stream().mapToDouble(one -> one.actual(bucket, demandClass)).sum(),
                  bias((sums, origin) -> sums.forecast(bucket, demandClass), bucket, demandClass),
                  bias(
                      (sums, origin) ->
                          sums.forecast(bucket, demandClass)
                              * leftOut.get(origin).of(bucket, demandClass),
                      bucket,
                      demandClass),
                  factors.of(bucket, demandClass)));
        }
      }
    }
    return cells;
  }

  private double bias(
      ToDoubleBiFunction<BiasSums, Integer> forecast, int bucket, DemandClass demandClass) {
    double forecasts = 0;
    double actuals = 0;
    for (int origin = 0; origin < origins.size(); origin++) {
      forecasts += forecast.applyAsDouble(origins.get(origin), origin);
      actuals += origins.get(origin).actual(bucket, demandClass);
    }
    return ratio(forecasts, actuals);
  }

  /** The whole in a line, such as "bias out of fold +0.3 % (by origin +0.4 %, -2.3 %); ...". */
  String line() {
    List<BiasFactors> leftOut = leftOut();
    List<String> byOrigin = new ArrayList<>();
    double forecasts = 0;
    double corrected = 0;
    double actuals = 0;
    for (int origin = 0; origin < origins.size(); origin++) {
      double forecast = total(origin, BiasFactors.none(buckets));
      double actual = origins.get(origin).actual();
      corrected += total(origin, leftOut.get(origin));
      byOrigin.add(percent(ratio(forecast, actual)));
      forecasts += forecast;
      actuals += actual;
    }
    String largest =
        cells().stream()
            .filter(cell -> !Double.isNaN(cell.bias()))
            .max(Comparator.comparingDouble(cell -> Math.abs(cell.bias() * cell.actual())))
            .map(
                cell ->
                    "; largest %s at leads %s of %s demand"
                        .formatted(
                            percent(cell.bias()),
                            cell.leads(),
                            cell.demandClass().name().toLowerCase(Locale.ROOT)))
            .orElse("");
    return "bias out of fold %s (by origin %s)%s; %s if corrected by the other origins"
        .formatted(
            percent(ratio(forecasts, actuals)),
            byOrigin.stream().collect(Collectors.joining(", ")),
            largest,
            percent(ratio(corrected, actuals)));
  }

  private static double ratio(double forecasts, double actuals) {
    return actuals == 0 ? Double.NaN : (forecasts - actuals) / Math.abs(actuals);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "none" : String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }
}
