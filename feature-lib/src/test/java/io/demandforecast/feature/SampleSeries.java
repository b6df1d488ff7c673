package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Kind;
import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What a series is made of, in parts that a test can change: gaps, zeros, and all that its layout
 * names.
 */
final class SampleSeries {
  private static final int FIRST_PERIOD = 15_000;
  private static final int GROUPS_BEGIN_EARLIER = 40;
  private static final int COVARIATES_BEGIN_EARLIER = 20;
  private static final int COVARIATES_REACH_FURTHER = 120;

  private final PanelLayout layout;
  private final SeriesHistory target;
  private final List<PeriodValues> covariates;
  private final List<SeriesHistory> groups;

  private SampleSeries(
      PanelLayout layout,
      SeriesHistory target,
      List<PeriodValues> covariates,
      List<SeriesHistory> groups) {
    this.layout = layout;
    this.target = target;
    this.covariates = covariates;
    this.groups = groups;
  }

  /** A random series, long enough for every feature to have a value at its end. */
  static SampleSeries random(PanelLayout layout, long seed) {
    Random random = new Random(seed);
    int year = layout.frequency().year();
    int length = year + Math.max(300, year / 6);
    List<SeriesHistory> groups =
        layout.groups().stream()
            .map(
                name ->
                    SeriesHistory.of(
                        name,
                        FIRST_PERIOD - GROUPS_BEGIN_EARLIER,
                        demand(random, length + GROUPS_BEGIN_EARLIER)))
            .toList();
    int span = COVARIATES_BEGIN_EARLIER + length + COVARIATES_REACH_FURTHER;
    List<PeriodValues> covariates =
        layout.covariates().stream()
            .map(
                covariate ->
                    new PeriodValues(
                        FIRST_PERIOD - COVARIATES_BEGIN_EARLIER,
                        values(covariate.kind(), random, span)))
            .toList();
    SeriesHistory target = SeriesHistory.of("series " + seed, FIRST_PERIOD, demand(random, length));
    return new SampleSeries(layout, target, covariates, groups);
  }

  SeriesHistory history() {
    return withTarget(actuals(target, target.firstPeriod()));
  }

  /** The same series with another target from its first period on. */
  SeriesHistory withTarget(double... values) {
    return new SeriesHistory(
        target.id(),
        target.firstPeriod(),
        values,
        covariates.toArray(PeriodValues[]::new),
        new String[] {"12.5"},
        groups);
  }

  /**
   * The series with another future: every target after the origin, of the groups too, every
   * covariate after the origin that is not known ahead, and every one that is after {@code ahead}.
   */
  SampleSeries withOtherFuture(int origin, int ahead) {
    List<PeriodValues> changed = new ArrayList<>();
    for (int i = 0; i < covariates.size(); i++) {
      boolean knownAhead = layout.covariates().get(i).knownAhead();
      changed.add(otherFuture(covariates.get(i), knownAhead ? ahead : origin));
    }
    return new SampleSeries(
        layout,
        otherFuture(target, origin),
        changed,
        groups.stream().map(group -> otherFuture(group, origin)).toList());
  }

  /** The series as if it had begun at a period. */
  SampleSeries from(int period) {
    return new SampleSeries(
        layout,
        from(target, period),
        covariates.stream().map(values -> from(values, period)).toList(),
        groups.stream().map(group -> from(group, period)).toList());
  }

  int lastPeriod() {
    return target.lastPeriod();
  }

  int firstPeriod() {
    return target.firstPeriod();
  }

  private static SeriesHistory from(SeriesHistory history, int period) {
    return SeriesHistory.of(history.id(), period, actuals(history, period));
  }

  private static PeriodValues from(PeriodValues values, int period) {
    return new PeriodValues(
        period,
        Arrays.copyOfRange(values.values(), period - values.firstPeriod(), values.values().length));
  }

  private static double[] actuals(SeriesHistory history, int first) {
    double[] values = new double[history.lastPeriod() - first + 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = history.actual(first + i);
    }
    return values;
  }

  private static SeriesHistory otherFuture(SeriesHistory history, int last) {
    double[] values = actuals(history, history.firstPeriod());
    for (int i = Math.max(0, last + 1 - history.firstPeriod()); i < values.length; i++) {
      values[i] = other(values[i], i);
    }
    return SeriesHistory.of(history.id(), history.firstPeriod(), values);
  }

  private static PeriodValues otherFuture(PeriodValues covariate, int last) {
    float[] values = covariate.values().clone();
    for (int i = Math.max(0, last + 1 - covariate.firstPeriod()); i < values.length; i++) {
      values[i] = (float) other(values[i], i);
    }
    return new PeriodValues(covariate.firstPeriod(), values);
  }

  /** Always another value: a gap becomes a number, a number becomes a gap or a larger number. */
  private static double other(double value, int slot) {
    if (Double.isNaN(value)) {
      return 7 + slot % 3;
    }
    return slot % 5 == 0 ? Double.NaN : 3 * value + 11 + slot % 7;
  }

  private static double[] demand(Random random, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      double draw = random.nextDouble();
      values[i] = draw < 0.05 ? Double.NaN : draw < 0.4 ? 0 : Math.floor(draw * 20) / 2;
    }
    return values;
  }

  private static float[] values(Kind kind, Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          switch (kind) {
            case NUMERIC -> random.nextInt(20) == 0 ? Float.NaN : 1 + random.nextInt(800) / 100f;
            case FLAG -> random.nextInt(5) == 0 ? 1 : 0;
            case EVENT -> random.nextInt(12) == 0 ? random.nextInt(5) : Float.NaN;
          };
    }
    return values;
  }
}
