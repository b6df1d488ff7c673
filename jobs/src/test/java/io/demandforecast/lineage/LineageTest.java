package io.demandforecast.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.demandforecast.log.LogContext;
import io.demandforecast.log.TableUse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a receiver gets, read as JSON. */
class LineageTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String TASK = "0191f5d0-0000-7000-8000-00000000000a";

  @AfterEach
  void forget() {
    LogContext.clear();
  }

  @Test
  void aCommandNamesAllThatItReadAndWroteAndEachStageItsPart() throws IOException {
    try (Receiver receiver = new Receiver(201)) {
      Lineage told = begin(receiver.url(), Optional.of("t0ken"), "shop/nightly.run/" + TASK);
      LogContext.put(LogContext.Key.AS_OF, "2025-12-31");
      LogContext.put(LogContext.Key.EXECUTION_ID, "x-1");
      LogContext.used(() -> TableUse.raw("file:/data/sales/*.csv"));
      LogContext.put(LogContext.Key.STAGE, "load and validate");
      LogContext.used(() -> table("observations", 7, TableUse.Kind.WRITTEN));
      LogContext.put(LogContext.Key.STAGE, "predict");
      LogContext.used(() -> table("observations", 7, TableUse.Kind.READ));
      LogContext.used(() -> table("observations", 8, TableUse.Kind.READ));
      LogContext.used(() -> table("forecasts", 3, TableUse.Kind.WRITTEN));
      LogContext.used(() -> table("forecasts", 4, TableUse.Kind.WRITTEN));
      LogContext.remove(LogContext.Key.STAGE);
      told.close();

      assertFalse(told.incomplete(), "all was received");
      assertEquals(6, receiver.events().size());
      assertEquals("START", receiver.events().get(0).path("eventType").asText());
      JsonNode run = receiver.event("COMPLETE", "run");
      assertEquals("[/data/sales/*.csv, /w/observations]", names(run.path("inputs")).toString());
      assertEquals("[/w/observations, /w/forecasts]", names(run.path("outputs")).toString());
      assertEquals(TASK, parent(run).path("run").path("runId").asText());
      assertEquals("nightly.run", parent(run).path("job").path("name").asText());
      assertEquals(
          "x-1", run.at("/run/facets/demandForecast/execution_id").asText(), run.toString());
      assertTrue(
          run.at("/run/facets/nominalTime/nominalStartTime").asText().startsWith("2025-12-31"));

      JsonNode predict = receiver.event("COMPLETE", "run.predict");
      assertEquals(run.at("/run/runId"), parent(predict).at("/run/runId"));
      assertEquals("[/w/observations]", names(predict.path("inputs")).toString());
      assertEquals("7", predict.at("/inputs/0/facets/version/datasetVersion").asText());
      assertEquals("4", predict.at("/outputs/0/facets/version/datasetVersion").asText());
      assertEquals("day", predict.at("/outputs/0/facets/schema/fields/0/name").asText());
      assertEquals("file", predict.at("/outputs/0/namespace").asText());
      JsonNode load = receiver.event("COMPLETE", "run.load-and-validate");
      assertEquals("[/w/observations]", names(load.path("outputs")).toString());
      assertEquals("[]", names(load.path("inputs")).toString());
      assertEquals("Bearer t0ken", receiver.authorizations().get(0));
    }
  }

  @Test
  void aFailureIsToldOfTheCommandAndOfItsStage() throws IOException {
    try (Receiver receiver = new Receiver(200)) {
      Lineage told = begin(receiver.url(), Optional.empty(), "");
      LogContext.put(LogContext.Key.STAGE, "predict");
      told.failed(4, "no data");
      told.close();

      assertEquals(
          "exit code 4: no data",
          receiver.event("FAIL", "run").at("/run/facets/errorMessage/message").asText());
      assertEquals("nights", receiver.event("FAIL", "run.predict").at("/job/namespace").asText());
      assertTrue(parent(receiver.event("FAIL", "run")).isMissingNode(), "no scheduler's task");
      assertEquals(0, receiver.authorizations().size());
    }
  }

  @Test
  void aReceiverThatIsNotThereOrRefusesIsKnownAndCostsOneAttempt() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Lineage unheard =
        begin(URI.create("http://127.0.0.1:" + port + "/api/v1/lineage"), Optional.empty(), "");
    unheard.close();
    assertTrue(unheard.incomplete(), "nobody heard");

    try (Receiver receiver = new Receiver(400)) {
      Lineage refused = begin(receiver.url(), Optional.empty(), "");
      LogContext.put(LogContext.Key.STAGE, "predict");
      refused.close();
      assertTrue(refused.incomplete(), "it was refused");
      assertEquals(1, receiver.events().size(), "it is not asked again");
    }
  }

  @Test
  void datasetsHaveTheNamesThatOtherToolsGiveThem() {
    assertEquals("s3://bucket", Datasets.name("s3a://bucket/w/forecasts").getNamespace());
    assertEquals("w/forecasts", Datasets.name("s3a://bucket/w/forecasts").getName());
    assertEquals(
        "postgres://db:5432",
        Datasets.name("jdbc:postgresql://db:5432/shop#public.sales").getNamespace());
    assertEquals(
        "shop.public.sales",
        Datasets.name("jdbc:postgresql://db:5432/shop#public.sales").getName());
    assertEquals("/a b/forecasts", Datasets.name("file:/a b/forecasts").getName());
  }

  @Test
  void aPatternHasAName() throws IOException {
    try (Receiver receiver = new Receiver(200)) {
      Lineage told = begin(receiver.url(), Optional.empty(), "");
      LogContext.used(() -> TableUse.raw("file:/data/{2024,2025}/sales [a-c] 100%|*.csv"));
      told.close();
      assertFalse(told.incomplete(), "all was received");
      assertEquals(
          "/data/{2024,2025}/sales [a-c] 100%|*.csv",
          receiver.event("COMPLETE", "run").at("/inputs/0/name").asText());
    }
  }

  @Test
  void whatHasNoNameFailsNoCommand() throws IOException {
    try (Receiver receiver = new Receiver(200)) {
      Lineage told = begin(receiver.url(), Optional.empty(), "");
      LogContext.used(() -> TableUse.raw("jdbc:without-a-table"));
      told.close();
      assertTrue(told.incomplete(), "it is known");
    }
  }

  @Test
  void whatIsNoRunOfATaskIsNone() {
    assertEquals(
        Optional.of(new ParentRun("shop/eu", "nightly.run", java.util.UUID.fromString(TASK))),
        ParentRun.of("shop/eu/nightly.run/" + TASK));
    for (String none : new String[] {"", "nightly", "shop/nightly/7", "/" + TASK}) {
      assertEquals(Optional.empty(), ParentRun.of(none), none);
    }
  }

  private static Lineage begin(URI url, Optional<String> token, String parent) {
    return new Lineage(
        new LineageTarget(url, token, "nights", LONG),
        new Lineage.Command("run", "1.2.3", "4.1.0", ParentRun.of(parent)),
        Instant::now);
  }

  private static TableUse table(String name, long version, TableUse.Kind kind) {
    return new TableUse("file:/w/" + name, OptionalLong.of(version), kind, Map.of("day", "date"));
  }

  private static JsonNode parent(JsonNode event) {
    return event.at("/run/facets/parent");
  }

  private static java.util.List<String> names(JsonNode datasets) {
    java.util.List<String> names = new java.util.ArrayList<>();
    datasets.forEach(dataset -> names.add(dataset.path("name").asText()));
    return names;
  }
}
