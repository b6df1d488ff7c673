package io.demandforecast.config;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the figures of a command go when it has ended.
 *
 * @param warehouse name of the warehouse in figures
 * @param every time from one night to the next
 * @param textfile folder of files for node_exporter's textfile collector
 * @param pushgateway where figures are pushed to
 * @param traces address that spans are exported to by OTLP over HTTP
 * @param lineage where OpenLineage events are posted to
 * @param timeout that each of them may take
 */
public record MonitoringSettings(
    String warehouse,
    Duration every,
    Optional<String> textfile,
    Optional<Pushgateway> pushgateway,
    Optional<URI> traces,
    Optional<Lineage> lineage,
    Duration timeout)
    implements Serializable {

  /**
   * A Pushgateway.
   *
   * @param url its address: http or https, without credentials
   * @param job label of what is pushed
   * @param user that it asks for; empty: none
   * @param passwordVariable environment variable of the user's password
   */
  public record Pushgateway(URI url, String job, String user, String passwordVariable)
      implements Serializable {}

  /**
   * A receiver of OpenLineage events.
   *
   * @param url that they are posted to: http or https, without credentials
   * @param namespace of the jobs they tell of
   * @param tokenVariable environment variable of the bearer token it asks for; where that is not
   *     set: none
   */
  public record Lineage(URI url, String namespace, String tokenVariable) implements Serializable {}

  /** Whether figures go anywhere. */
  public boolean on() {
    return textfile.isPresent() || pushgateway.isPresent();
  }
}
