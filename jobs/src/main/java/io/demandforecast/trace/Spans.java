package io.demandforecast.trace;

import io.demandforecast.log.LogContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Spans of a command: of all of it, of each stage, and of each write of a table within. They follow
 * from what {@link LogContext} is told, and are exported by OTLP over HTTP while the command goes
 * on; it waits for none of them but at its end, and then for a bounded time.
 */
public final class Spans implements LogContext.Listener, AutoCloseable {
  private static final String PREFIX = "forecast.";

  /** The exporter would tell the screen that it failed; {@link #close} tells who asks. */
  private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry");

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Heard exporter;
  private final Duration timeout;
  private final Span command;
  private Optional<Span> stage = Optional.empty();
  private Optional<Span> write = Optional.empty();

  /**
   * Begins the span of a command, and hears of what it does from now on.
   *
   * @param endpoint that spans are exported to
   * @param timeout of an export, and of waiting for the last one
   * @param facts of the command: names of attributes to values
   */
  public Spans(
      URI endpoint, Duration timeout, String name, String version, Map<String, String> facts) {
    EXPORTERS.setLevel(Level.OFF);
    this.timeout = timeout;
    this.exporter =
        new Heard(
            OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setTimeout(timeout)
                .setConnectTimeout(timeout)
                .setRetryPolicy(null)
                .build());
    this.provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                "demand-forecast",
                                AttributeKey.stringKey("service.version"),
                                version))))
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter).setExporterTimeout(timeout).build())
            .build();
    this.tracer = provider.get("io.demandforecast", version);
    this.command = tracer.spanBuilder(name).setNoParent().startSpan();
    facts.forEach((fact, value) -> command.setAttribute(PREFIX + fact, value));
    LogContext.tell(this);
  }

  @Override
  public synchronized void changed(LogContext.Key key, Optional<String> value) {
    switch (key) {
      case STAGE -> {
        end(write);
        end(stage);
        write = Optional.empty();
        stage = value.map(name -> begin(name, command, key, name));
      }
      case TABLE -> {
        end(write);
        write = value.map(name -> begin("write " + name, stage.orElse(command), key, name));
      }
      default -> value.ifPresent(known -> command.setAttribute(PREFIX + key.text(), known));
    }
  }

  /**
   * The command ends with a failure.
   *
   * @param message what a person is told
   */
  public synchronized void failed(int exitCode, String message) {
    command.setAttribute(PREFIX + "exit_code", exitCode);
    command.setStatus(StatusCode.ERROR, message);
    write.or(() -> stage).ifPresent(span -> span.setStatus(StatusCode.ERROR));
  }

  private Span begin(String name, Span parent, LogContext.Key key, String value) {
    return tracer
        .spanBuilder(name)
        .setParent(Context.root().with(parent))
        .setAttribute(PREFIX + key.text(), value)
        .startSpan();
  }

  private static void end(Optional<Span> span) {
    span.ifPresent(Span::end);
  }

  /** Whether some spans could not be exported; known once it is closed. */
  public boolean incomplete() {
    return exporter.failed();
  }

  /** Ends all spans and waits for their export. */
  @Override
  public void close() {
    LogContext.leave(this);
    synchronized (this) {
      end(write);
      end(stage);
      command.end();
    }
    if (!provider.shutdown().join(timeout.toMillis(), TimeUnit.MILLISECONDS).isSuccess()) {
      exporter.fail();
    }
  }
}
