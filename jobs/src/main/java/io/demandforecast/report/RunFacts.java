package io.demandforecast.report;

import java.util.List;
import java.util.Map;

/**
 * What ran, as the tables runs, publications, audits, models and forecasts say it.
 *
 * @param asOf last day of actuals
 * @param command that forecast it; null where no record tells
 * @param startedAt when its execution began
 * @param endedAt when it ended; null: not yet, or it was killed
 * @param loadSeq the last load that was known
 * @param settings of Spark that a training may depend on
 * @param versions of Java, Spark and libraries
 * @param stageSeconds duration of each stage; empty until the execution has ended
 * @param model that forecast
 * @param publications in every channel, the oldest first
 * @param checks before publication
 * @param sources what made the forecasts, those of most rows first
 */
public record RunFacts(
    String runId,
    String asOf,
    String command,
    String user,
    String startedAt,
    String endedAt,
    String codeVersion,
    String configHash,
    Long loadSeq,
    Long seed,
    Map<String, String> settings,
    Map<String, String> versions,
    Map<String, Double> stageSeconds,
    Model model,
    List<Publication> publications,
    List<Check> checks,
    List<Source> sources) {

  public RunFacts {
    publications = List.copyOf(publications);
    checks = List.copyOf(checks);
    sources = List.copyOf(sources);
  }

  /** A model of the registry. */
  public record Model(
      String version,
      String asOf,
      String champion,
      String engine,
      String engineChoice,
      int features,
      long trainingRows,
      double seconds) {}

  /** A publication of the run. */
  public record Publication(
      String channel, long sequence, String publishedAt, String publishedBy, String reason) {}

  /** A check before publication. */
  public record Check(
      String name, Double value, String bound, boolean passed, String severity, String message) {}

  /**
   * What made forecasts.
   *
   * @param reason why a fallback; null where none was needed
   */
  public record Source(String source, String reason, long rows) {}
}
