package io.demandforecast.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTextTest {
  private static final Manifest MANIFEST =
      new Manifest(
          "b-1",
          Instant.parse("2026-01-01T02:15:00Z"),
          "1.0",
          "{\"format\":2,\"dataset\":\"shop\"}\n",
          Map.of("loads", 3L, "series", 1L),
          List.of(
              new KeptFile("loads/a b%3A\"ü.parquet", 12, 1_700_000_000_123L, "00ff"),
              new KeptFile("series/x", 0, 1, "e3b0")));

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(MANIFEST, ManifestText.parse(ManifestText.of(MANIFEST), "m"));
    assertEquals(12, MANIFEST.bytes());
  }

  @Test
  void anyCutOrChangeIsKnown() {
    String text = new String(ManifestText.of(MANIFEST), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    for (String changed :
        List.of(
            "",
            "\n",
            text.substring(0, text.length() / 2),
            text.replace("\"bytes\":12", "\"bytes\":13"),
            lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(3) + "\n",
            lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2) + "\n")) {
      ForecastException refusal =
          assertThrows(
              ForecastException.class,
              () -> ManifestText.parse(changed.getBytes(StandardCharsets.UTF_8), "m"),
              changed);
      assertEquals(ExitCode.DATA_CONTRACT, refusal.exitCode());
    }
  }
}
