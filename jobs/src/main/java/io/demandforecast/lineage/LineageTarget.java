package io.demandforecast.lineage;

import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A receiver of OpenLineage events.
 *
 * @param url that they are posted to; without a path OpenLineage's own, {@code /api/v1/lineage}
 * @param token that it asks for
 * @param namespace of the jobs that are told of
 * @param timeout of one event, and of waiting for the last ones
 */
public record LineageTarget(URI url, Optional<String> token, String namespace, Duration timeout) {

  OpenLineageClient client() {
    HttpConfig config = new HttpConfig();
    config.setUrl(url);
    config.setTimeoutInMillis(Math.toIntExact(timeout.toMillis()));
    token.ifPresent(
        text -> {
          ApiKeyTokenProvider bearer = new ApiKeyTokenProvider();
          bearer.setApiKey(text);
          config.setAuth(bearer);
        });
    return OpenLineageClient.builder().transport(new HttpTransport(config)).build();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return url.toString();
  }
}
