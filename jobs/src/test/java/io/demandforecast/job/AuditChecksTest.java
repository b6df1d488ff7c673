package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.AuditSettings.Severity;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.job.AuditJob.Finding;
import io.demandforecast.panel.Arrivals;
import io.demandforecast.panel.LateFeeds;
import io.demandforecast.panel.PanelPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditChecksTest {
  private static final OwedForecasts OWED = new OwedForecasts(30, 10, new long[] {0, 0, 0});
  private static final Arrivals ARRIVED = new Arrivals(LateFeeds.NONE, 0);
  private static final PublishedBefore BEFORE =
      new PublishedBefore(Optional.of("r-before"), 4, 1.1, 500, 0.75);

  @Test
  void aGoodRunPassesEveryCheck() {
    AuditJob.Result result = result(run(30, 30, 0, 0, 0, 1, 300), OWED, BEFORE);
    assertEquals(8, result.held());
    assertTrue(result.passed());
    assertEquals(List.of(), result.warnings());
  }

  @Test
  void eachFaultIsFoundByItsCheckAlone() {
    assertEquals(List.of("rows_complete"), failed(run(29, 29, 0, 0, 0, 0, 290), BEFORE));
    assertEquals(List.of("rows_complete"), failed(run(30, 29, 0, 0, 0, 0, 300), BEFORE));
    assertEquals(List.of("rows_complete"), failed(run(31, 31, 0, 0, 0, 0, 310), BEFORE));
    assertEquals(List.of("no_null"), failed(run(30, 30, 1, 0, 0, 0, 300), BEFORE));
    assertEquals(List.of("no_negative"), failed(run(30, 30, 0, 1, 0, 0, 300), BEFORE));
    assertEquals(List.of("quantiles_ordered"), failed(run(30, 30, 0, 0, 1, 0, 300), BEFORE));
    assertEquals(List.of("total_in_bounds"), failed(run(30, 30, 0, 0, 0, 0, 89), BEFORE));
    assertEquals(List.of("total_in_bounds"), failed(run(30, 30, 0, 0, 0, 0, 901), BEFORE));
    assertEquals(List.of("fallback_share"), failed(run(30, 30, 0, 0, 0, 16, 300), BEFORE));
    RunFigures good = run(30, 30, 0, 0, 0, 0, 300);
    assertEquals(List.of("total_near_last"), failed(good, before(4, 2.01, 500, 0.8)));
    assertEquals(List.of("total_near_last"), failed(good, before(4, 0.49, 500, 0.8)));
    assertEquals(List.of("coverage"), failed(good, before(4, 1, 500, 0.64)));
  }

  @Test
  void whatCannotBeComparedIsNotHeldAgainstTheRun() {
    RunFigures good = run(30, 30, 0, 0, 0, 0, 300);
    assertEquals(List.of(), failed(good, before(0, 9, 500, 0.8)));
    assertEquals(List.of(), failed(good, before(4, 1, 99, 0.1)));
    PublishedBefore none = new PublishedBefore(Optional.empty(), 0, 1, 0, Double.NaN);
    assertEquals(List.of(), failed(good, none));
    Finding coverage = result(good, OWED, none).findings().get(7);
    assertEquals(0.8, coverage.value(), 1e-12);
  }

  @Test
  void aCheckThatWarnsIsToldAndStopsNothing() {
    RunFigures late = run(27, 27, 0, 0, 0, 0, 270);
    AuditJob.Result result =
        result(late, OWED, BEFORE, "publication.severity.rows-complete = warn");
    assertTrue(result.passed());
    assertEquals(List.of("27 forecasts, 27 of them distinct; 30 are owed"), result.warnings());
    assertFalse(result.findings().get(0).passed());
    assertEquals(Severity.WARN, result.findings().get(0).severity());
  }

  @Test
  void aCheckThatWarnsByDefaultCanBlock() {
    RunFigures good = run(30, 30, 0, 0, 0, 0, 300);
    OwedForecasts unknown = new OwedForecasts(30, 10, new long[] {5, 0, 0});
    PublishedBefore bad = before(4, 1, 500, 0.5);
    assertTrue(result(good, unknown, bad).passed());
    assertEquals(2, result(good, unknown, bad).warnings().size());
    assertFalse(result(good, unknown, bad, "publication.severity.coverage = block").passed());
    assertFalse(result(good, unknown, bad, "publication.severity.known-ahead = block").passed());
  }

  @Test
  void thresholdsAreSettings() {
    RunFigures nearly = run(28, 28, 0, 0, 3, 0, 280);
    assertTrue(
        result(
                nearly,
                OWED,
                before(4, 2.5, 500, 0.8),
                "publication { min-complete-share = 0.9, max-crossing-share = 0.2, max-ratio-to-last = 3 }")
            .passed());
    assertFalse(
        result(
                run(30, 30, 0, 0, 0, 0, 300),
                OWED,
                before(4, 1, 500, 0.74),
                "publication { max-coverage-shortfall = 0.05, severity.coverage = block }")
            .passed());
  }

  private static PublishedBefore before(int dates, double ratio, long covered, double coverage) {
    return new PublishedBefore(Optional.of("r-before"), dates, ratio, covered, coverage);
  }

  private static RunFigures run(
      long rows,
      long distinct,
      long nulls,
      long negatives,
      long crossings,
      long fallbacks,
      double total) {
    return new RunFigures(rows, distinct, 6, 6, nulls, negatives, crossings, fallbacks, total);
  }

  private static List<String> failed(RunFigures run, PublishedBefore before) {
    return result(run, OWED, before).findings().stream()
        .filter(finding -> !finding.passed())
        .map(Finding::check)
        .toList();
  }

  private static AuditJob.Result result(
      RunFigures run, OwedForecasts owed, PublishedBefore before, String... settings) {
    ForecastConfig config = SmallShop.config(settings);
    return new AuditJob.Result(
        AuditChecks.of(config, PanelPlan.of(config).layout(), run, owed, before, ARRIVED),
        run.rows(),
        run.series(),
        run.fallbackShare());
  }
}
