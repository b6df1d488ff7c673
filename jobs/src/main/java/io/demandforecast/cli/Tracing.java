package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.MonitoringSettings;
import io.demandforecast.progress.Progress;
import io.demandforecast.trace.Spans;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spans of a command, where the configuration names a receiver; else nothing. */
final class Tracing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

  private final Optional<Spans> spans;
  private final MonitoringSettings settings;
  private final Progress progress;

  private Tracing(Optional<Spans> spans, MonitoringSettings settings, Progress progress) {
    this.spans = spans;
    this.settings = settings;
    this.progress = progress;
  }

  /** Begins the span of a command. */
  static Tracing of(String command, ForecastConfig config, Progress progress) {
    MonitoringSettings settings = config.monitoring();
    return new Tracing(
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
        settings,
        progress);
  }

  void failed(Failure failure) {
    spans.ifPresent(all -> all.failed(failure.code().code(), failure.message()));
  }

  @Override
  public void close() {
    spans.ifPresent(
        all -> {
          all.close();
          if (all.incomplete()) {
            String problem = "spans could not all be told to " + settings.traces().orElseThrow();
            LOG.warn("{}", problem);
            progress.note("warning: " + problem);
          }
        });
  }
}
