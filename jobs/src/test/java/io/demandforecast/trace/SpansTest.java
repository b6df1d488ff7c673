package io.demandforecast.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.log.LogContext;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a receiver gets, read as protobuf. */
class SpansTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @AfterEach
  void forget() {
    LogContext.clear();
  }

  @Test
  void writesLieInStagesAndStagesInTheCommand() throws IOException {
    Map<String, Span> spans = new TreeMap<>();
    try (Collector collector = new Collector(200)) {
      Spans told = begin(collector.endpoint(), LONG);
      LogContext.put(LogContext.Key.EXECUTION_ID, "x-1");
      LogContext.put(LogContext.Key.TABLE, "runs");
      LogContext.remove(LogContext.Key.TABLE);
      LogContext.put(LogContext.Key.STAGE, "predict");
      LogContext.put(LogContext.Key.TABLE, "forecasts");
      LogContext.remove(LogContext.Key.TABLE);
      LogContext.put(LogContext.Key.STAGE, "audit and publish");
      LogContext.put(LogContext.Key.RUN_ID, "r-1");
      LogContext.clear();
      told.close();

      assertFalse(told.incomplete(), "all was received");
      collector.spans().forEach(span -> spans.put(span.getName(), span));
    }

    assertEquals(
        java.util.Set.of("run", "predict", "audit and publish", "write runs", "write forecasts"),
        spans.keySet());
    Span run = spans.get("run");
    assertTrue(run.getParentSpanId().isEmpty(), "the command is the root");
    assertEquals(run.getSpanId(), spans.get("predict").getParentSpanId());
    assertEquals(run.getSpanId(), spans.get("audit and publish").getParentSpanId());
    assertEquals(run.getSpanId(), spans.get("write runs").getParentSpanId());
    assertEquals(spans.get("predict").getSpanId(), spans.get("write forecasts").getParentSpanId());
    assertEquals("shop", attribute(run, "forecast.dataset"));
    assertEquals("x-1", attribute(run, "forecast.execution_id"));
    assertEquals("r-1", attribute(run, "forecast.run_id"));
    assertEquals("forecasts", attribute(spans.get("write forecasts"), "forecast.table"));
    for (Span span : spans.values()) {
      assertEquals(run.getTraceId(), span.getTraceId());
      assertTrue(span.getEndTimeUnixNano() >= span.getStartTimeUnixNano(), span.getName());
    }
  }

  @Test
  void aFailureIsOnTheCommandAndOnWhatFailed() throws IOException {
    try (Collector collector = new Collector(200)) {
      Spans told = begin(collector.endpoint(), LONG);
      LogContext.put(LogContext.Key.STAGE, "predict");
      told.failed(4, "no data");
      told.close();

      for (Span span : collector.spans()) {
        assertEquals(StatusCode.STATUS_CODE_ERROR, span.getStatus().getCode(), span.getName());
        if (span.getName().equals("run")) {
          assertEquals("no data", span.getStatus().getMessage());
        }
      }
      assertEquals(2, collector.spans().size());
    }
  }

  @Test
  void aReceiverThatIsNotThereOrRefusesIsKnownAfterABoundedTime() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Spans unheard = begin(URI.create("http://127.0.0.1:" + port + "/v1/traces"), LONG);
    unheard.close();
    assertTrue(unheard.incomplete(), "nobody was there");
    try (Collector collector = new Collector(500)) {
      Spans refused = begin(collector.endpoint(), LONG);
      refused.close();
      assertTrue(refused.incomplete(), "it refused");
    }
    // One that takes the connection and says nothing.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Spans hanging =
          begin(
              URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/v1/traces"),
              Duration.ofMillis(500));
      long began = System.nanoTime();
      hanging.close();
      assertTrue(hanging.incomplete(), "no answer");
      assertTrue(System.nanoTime() - began < 20e9, "it waited");
    }
  }

  private static Spans begin(URI endpoint, Duration timeout) {
    return new Spans(endpoint, timeout, "run", "1.0", Map.of("dataset", "shop"));
  }

  private static String attribute(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
