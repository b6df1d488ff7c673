package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.MonitoringSettings;
import io.demandforecast.lineage.Lineage;
import io.demandforecast.lineage.LineageTarget;
import io.demandforecast.lineage.ParentRun;
import io.demandforecast.progress.Progress;
import io.demandforecast.trace.Spans;
import java.util.Map;
import java.util.Optional;

/**
 * Who is told of a command while it goes on: receivers of spans and of lineage, where there are.
 */
final class Onlookers implements AutoCloseable {
  private final Optional<Spans> spans;
  private final Optional<Lineage> lineage;
  private final MonitoringSettings settings;
  private final Progress progress;

  private Onlookers(
      Optional<Spans> spans,
      Optional<Lineage> lineage,
      MonitoringSettings settings,
      Progress progress) {
    this.spans = spans;
    this.lineage = lineage;
    this.settings = settings;
    this.progress = progress;
  }

  /** Tells that a command begins. */
  static Onlookers of(String command, ForecastConfig config, Progress progress) {
    MonitoringSettings settings = config.monitoring();
    return new Onlookers(
        settings
            .traces()
            .map(
                endpoint ->
                    new Spans(
                        endpoint,
                        settings.timeout(),
                        command,
                        Version.ofCode(),
                        Map.of("dataset", config.name(), "warehouse", settings.warehouse()))),
        settings.lineage().map(receiver -> lineage(command, receiver, settings)),
        settings,
        progress);
  }

  private static Lineage lineage(
      String command, MonitoringSettings.Lineage receiver, MonitoringSettings settings) {
    return new Lineage(
        new LineageTarget(
            receiver.url(),
            Optional.ofNullable(System.getenv(receiver.tokenVariable())),
            receiver.namespace(),
            settings.timeout()),
        new Lineage.Command(
            command,
            Version.ofCode(),
            org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            Optional.ofNullable(System.getenv(ParentRun.VARIABLE)).flatMap(ParentRun::of)),
        Opened::now);
  }

  void failed(Failure failure) {
    spans.ifPresent(all -> all.failed(failure.code().code(), failure.message()));
    lineage.ifPresent(all -> all.failed(failure.code().code(), failure.message()));
  }

  @Override
  public void close() {
    spans.ifPresent(
        all -> {
          all.close();
          warnIf(all.incomplete(), "spans", settings.traces().orElseThrow());
        });
    lineage.ifPresent(
        all -> {
          all.close();
          warnIf(all.incomplete(), "lineage", settings.lineage().orElseThrow().url());
        });
  }

  private void warnIf(boolean incomplete, String what, Object receiver) {
    if (incomplete) {
      Warning.tell(what + " could not all be told to " + receiver, progress);
    }
  }
}
