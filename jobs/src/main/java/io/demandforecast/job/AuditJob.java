package io.demandforecast.job;

import io.demandforecast.config.AuditSettings.Severity;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.panel.OpenedPanel;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.table.Audits;
import io.demandforecast.warehouse.Warehouse;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Checks a run's forecasts before anyone may read them: against what is owed, against history,
 * against the channel's last publication and against how that turned out.
 *
 * <p>Reads forecasts, forecast_totals, panel, publications, accuracy. Writes audits. Key: run_id
 * and check. Run again it replaces the run's rows where they have changed. Does not fail: the
 * findings say whether the run may be published.
 */
public final class AuditJob {
  private AuditJob() {}

  /**
   * @param opened the panel's rows
   * @param channel that the run is to be published in
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      AssembleJob.Result panel,
      OpenedPanel opened,
      String runId,
      String channel) {}

  /**
   * One check.
   *
   * @param value what was measured
   * @param bound what it was held to
   * @param severity whether the run may be published although it did not pass
   */
  public record Finding(
      String check, double value, String bound, Severity severity, boolean passed, String message) {

    /** Whether it keeps the run from being published. */
    public boolean blocks() {
      return !passed && severity == Severity.BLOCK;
    }
  }

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
          .filter(finding -> !finding.passed() && !finding.blocks())
          .map(Finding::message)
          .toList();
    }

    /** Whether the run may be published. */
    public boolean passed() {
      return findings.stream().noneMatch(Finding::blocks);
    }

    /** Checks that held. */
    public long held() {
      return findings.stream().filter(Finding::passed).count();
    }
  }

  /** Checks a run and stores the findings. */
  public static Result run(Input input) {
    ForecastConfig config = input.config();
    PanelLayout layout = input.panel().plan().layout();
    RunFigures figures = RunFigures.of(input.warehouse(), config, input.runId());
    List<Finding> findings =
        AuditChecks.of(
            config,
            layout,
            figures,
            OwedForecasts.of(input.opened(), layout, input.panel().origin(), config.horizon()),
            PublishedBefore.of(
                input.warehouse(),
                config,
                input.panel(),
                new PublishedBefore.Run(input.runId(), input.channel())),
            input.panel().arrivals());
    store(input, findings);
    return new Result(findings, figures.rows(), figures.series(), figures.fallbackShare());
  }

  private static void store(Input input, List<Finding> findings) {
    List<Row> rows =
        findings.stream()
            .map(
                f ->
                    RowFactory.create(
                        input.runId(),
                        f.check(),
                        f.value(),
                        f.bound(),
                        f.passed(),
                        f.message(),
                        f.severity().text()))
            .toList();
    Restatement.of(input.warehouse(), Audits.definition(), Audits.RUN_ID, input.runId())
        .write(rows);
  }
}
