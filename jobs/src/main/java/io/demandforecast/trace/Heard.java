package io.demandforecast.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/** An exporter of which is known whether it failed. */
final class Heard implements SpanExporter {
  private final SpanExporter exporter;
  private final AtomicBoolean failed = new AtomicBoolean();

  Heard(SpanExporter exporter) {
    this.exporter = exporter;
  }

  boolean failed() {
    return failed.get();
  }

  void fail() {
    failed.set(true);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(
        () -> {
          if (!result.isSuccess()) {
            fail();
          }
        });
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
