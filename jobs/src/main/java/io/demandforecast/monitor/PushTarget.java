package io.demandforecast.monitor;

import io.demandforecast.config.MonitoringSettings.Pushgateway;
import io.prometheus.metrics.exporter.pushgateway.Format;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A Pushgateway: keeps what is pushed, by job and group, for Prometheus to scrape. */
record PushTarget(Pushgateway settings, Duration timeout, Map<String, String> environment)
    implements Target {

  @Override
  public void take(Report report) throws IOException {
    URI url = settings.url();
    PushGateway.Builder builder =
        PushGateway.builder()
            .scheme(Scheme.fromString(url.getScheme()))
            .address(url.getRawAuthority() + url.getRawPath().replaceFirst("/+$", ""))
            .format(Format.PROMETHEUS_TEXT)
            .connectionTimeout(timeout)
            .readTimeout(timeout)
            .job(settings.job())
            .registry(report.registry());
    report.group().forEach(builder::groupingKey);
    if (!settings.user().isEmpty()) {
      builder.basicAuth(settings.user(), environment.getOrDefault(settings.passwordVariable(), ""));
    }
    builder.build().push();
  }

  @Override
  public String name() {
    return "the Pushgateway " + settings.url();
  }
}
