package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.PublicationSettings;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import io.demandforecast.series.TargetView;
import io.demandforecast.table.Audits;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Checks a run's forecasts before anyone may read them.
 *
 * <p>Reads forecasts, forecast_totals, panel. Writes audits. Key: run_id and check. Run again it
 * replaces the run's rows where they have changed. Does not fail: the findings say whether the run
 * may be published.
 */
public final class AuditJob {
  /** Bound of a finding that a person should see and that never stops a publication. */
  private static final String WARNING = "warning only";

  /** Numbers that are summed whatever the covariates. */
  private static final int SUMS = 3;

  private AuditJob() {}

  /**
   * @param opened the panel's rows
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      OpenedPanel opened,
      String runId) {}

  /**
   * One check.
   *
   * @param value what was measured
   * @param bound what it was held to
   */
  public record Finding(String check, double value, String bound, boolean passed, String message) {}

  /**
   * @param rows forecasts of the run
   * @param series series forecast
   * @param fallbacks share of forecasts made by a fallback
   */
  public record Result(List<Finding> findings, long rows, long series, double fallbacks) {
    public Result {
      findings = List.copyOf(findings);
    }

    /** What a person should know although it stops nothing. */
    public List<String> warnings() {
      return findings.stream()
          .filter(finding -> finding.bound().equals(WARNING))
          .map(Finding::message)
          .toList();
    }

    public boolean passed() {
      return findings.stream().allMatch(Finding::passed);
    }
  }

  /** Checks a run and stores the findings. */
  public static Result run(Input input) {
    ForecastConfig config = input.config();
    Measured m = measure(input);
    Expected e = expect(input);
    PublicationSettings bounds = config.publication();
    List<Finding> findings = new ArrayList<>();
    findings.add(
        finding(
            "rows_complete",
            m.rows,
            "= " + e.rows,
            m.rows > 0 && m.rows == e.rows && m.distinct == m.rows,
            e.rows == 0
                ? "no forecast is owed: no series can sell in the horizon. Check that what"
                    + " availability looks at reaches beyond the origin"
                : m.rows
                    + " forecasts, "
                    + m.distinct
                    + " of them distinct; "
                    + e.rows
                    + " are owed"));
    findings.add(
        finding(
            "no_null",
            m.nulls,
            "= 0",
            m.nulls == 0,
            m.nulls + " forecasts or totals have a null or NaN"));
    findings.add(
        finding(
            "no_negative",
            m.negatives,
            config.demand().counts() ? "= 0" : "not asked for",
            !config.demand().counts() || m.negatives == 0,
            m.negatives + " forecasts or totals have a number below zero"));
    findings.add(
        finding(
            "quantiles_ordered",
            m.crossings,
            "= 0",
            m.crossings == 0,
            m.crossings + " forecasts or totals have quantiles that cross"));
    double ratio = e.recentMean > 0 && m.rows > 0 ? m.total / m.rows / e.recentMean : 1;
    findings.add(
        finding(
            "total_in_bounds",
            ratio,
            bounds.minTotalRatio() + " to " + bounds.maxTotalRatio(),
            ratio >= bounds.minTotalRatio() && ratio <= bounds.maxTotalRatio(),
            "mean forecast is %.3f times the mean of the last %d periods"
                .formatted(ratio, config.horizon())));
    double fallbacks = m.rows == 0 ? 0 : (double) m.fallbacks / m.rows;
    findings.add(
        finding(
            "fallback_share",
            fallbacks,
            "<= " + bounds.maxFallbackShare(),
            fallbacks <= bounds.maxFallbackShare(),
            "%.1f %% of the forecasts were made by a fallback".formatted(100 * fallbacks)));
    findings.addAll(notReachingAhead(input.panel().plan().layout(), e));
    store(input, findings);
    return new Result(findings, m.rows, m.series, fallbacks);
  }

  private static Finding finding(
      String check, double value, String bound, boolean passed, String message) {
    return new Finding(check, value, bound, passed, message);
  }

  private record Measured(
      long rows,
      long distinct,
      long series,
      long nulls,
      long negatives,
      long crossings,
      long fallbacks,
      double total) {}

  private static Measured measure(Input input) {
    Faults faults = Faults.of(input.config().uncertainty().quantiles());
    Row totals =
        input
            .warehouse()
            .read(PredictJob.totals(input.config()))
            .where(col(ForecastTotals.RUN_ID).equalTo(lit(input.runId())))
            .agg(
                count(when(faults.nulls(), 1)),
                count(when(faults.negatives(), 1)),
                count(when(faults.crossings(), 1)))
            .first();
    Row row =
        input
            .warehouse()
            .read(PredictJob.table(input.config()))
            .where(col(Forecasts.RUN_ID).equalTo(lit(input.runId())))
            .agg(
                count(lit(1)),
                countDistinct(col(Forecasts.SERIES_ID), col(Forecasts.LEAD)),
                countDistinct(col(Forecasts.SERIES_ID)),
                count(when(faults.nulls(), 1)),
                count(when(faults.negatives(), 1)),
                count(when(faults.crossings(), 1)),
                count(when(col(Forecasts.REASON).isNotNull(), 1)),
                sum(col(Forecasts.MEAN)))
            .first();
    return new Measured(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3) + totals.getLong(0),
        row.getLong(4) + totals.getLong(1),
        row.getLong(5) + totals.getLong(2),
        row.getLong(6),
        row.isNullAt(7) ? 0 : row.getDouble(7));
  }

  /** What must not be found in a row of a forecast table, whether of periods or of totals. */
  private record Faults(Column nulls, Column negatives, Column crossings) {

    static Faults of(List<Double> levels) {
      List<Column> numbers = new ArrayList<>();
      levels.forEach(level -> numbers.add(col(Forecasts.quantileColumn(level))));
      Column crossings = lit(false);
      for (int i = 1; i < numbers.size(); i++) {
        crossings = crossings.or(numbers.get(i).lt(numbers.get(i - 1)));
      }
      numbers.add(col(Forecasts.MEAN));
      Column nulls = lit(false);
      Column negatives = lit(false);
      for (Column number : numbers) {
        nulls = nulls.or(number.isNull()).or(number.isNaN());
        negatives = negatives.or(number.lt(lit(0)));
      }
      return new Faults(nulls, negatives, crossings);
    }
  }

  /**
   * What a whole run holds.
   *
   * @param rows forecasts owed: periods of the horizon that a series can sell in
   * @param recentMean mean actual over as many periods before the origin
   * @param unknownAhead by covariate: forecasts owed without its value, in series that had one at
   *     the origin
   */
  @SuppressWarnings("ArrayRecordComponent") // Made once, read only.
  private record Expected(long rows, double recentMean, long[] unknownAhead) {}

  private static Expected expect(Input input) {
    int origin = input.panel().origin();
    int horizon = input.config().horizon();
    PanelLayout layout = input.panel().plan().layout();
    int covariates = layout.covariates().size();
    double[] sums =
        input
            .opened()
            .withoutGroups()
            .map(series -> sums(series, layout, origin, horizon))
            .fold(new double[SUMS + covariates], AuditJob::plus);
    long[] unknownAhead = new long[covariates];
    for (int i = 0; i < covariates; i++) {
      unknownAhead[i] = (long) sums[SUMS + i];
    }
    return new Expected((long) sums[0], sums[2] == 0 ? 0 : sums[1] / sums[2], unknownAhead);
  }

  /** Rows owed, sum of recent actuals, number of recent actuals, then a number a covariate. */
  private static double[] sums(PanelSeries series, PanelLayout layout, int origin, int horizon) {
    double[] sums = new double[SUMS + layout.covariates().size()];
    SeriesView known = series.history().until(origin);
    for (int lead = 1; lead <= horizon; lead++) {
      if (series.sells(origin + lead)) {
        sums[0]++;
        TargetView target = known.ahead(lead, layout);
        for (int i = 0; i < layout.covariates().size(); i++) {
          PanelLayout.Covariate covariate = layout.covariates().get(i);
          if (covariate.knownAhead()
              && covariate.kind() == PanelLayout.Kind.NUMERIC
              && Float.isNaN(target.covariate(i))
              && !Float.isNaN(known.covariate(i, 0))) {
            sums[SUMS + i]++;
          }
        }
      }
      double actual = series.history().actual(origin - horizon + lead);
      if (!Double.isNaN(actual)) {
        sums[1] += actual;
        sums[2]++;
      }
    }
    return sums;
  }

  /** A finding a covariate that is declared known ahead and is not: it only warns. */
  private static List<Finding> notReachingAhead(PanelLayout layout, Expected expected) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < expected.unknownAhead.length; i++) {
      if (expected.unknownAhead[i] > 0) {
        String name = layout.covariates().get(i).name();
        findings.add(
            finding(
                "known_ahead_" + name,
                expected.unknownAhead[i],
                WARNING,
                true,
                "covariate '%s' is declared known ahead, but %d of %d forecasts lack its value: the model takes it for missing there. Send its values for the whole horizon"
                    .formatted(name, expected.unknownAhead[i], expected.rows)));
      }
    }
    return findings;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sums = new double[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a[i] + b[i];
    }
    return sums;
  }

  private static void store(Input input, List<Finding> findings) {
    List<Row> rows =
        findings.stream()
            .map(
                f ->
                    RowFactory.create(
                        input.runId(), f.check(), f.value(), f.bound(), f.passed(), f.message()))
            .toList();
    Restatement.of(input.warehouse(), Audits.definition(), Audits.RUN_ID, input.runId())
        .write(rows);
  }
}
