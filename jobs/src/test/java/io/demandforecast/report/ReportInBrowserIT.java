package io.demandforecast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report of made-up facts as a browser shows it. Pictures stay in target/report-pictures. */
class ReportInBrowserIT {
  private static final int SERIES = 60;

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static Path full;
  private static Path first;
  private static Path pictures;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = Chromium.program();
    Assumptions.assumeTrue(
        program.isPresent(),
        "there is no Chromium: scripts/browser-env installs one, or CHROMIUM names it");
    full = Files.write(folder.resolve("full.html"), ReportPage.of(ReportSample.full(SERIES)));
    first = Files.write(folder.resolve("first.html"), ReportPage.of(ReportSample.first()));
    pictures = Files.createDirectories(Path.of("target", "report-pictures"));
    chromium = Chromium.start(program.get(), Files.createDirectories(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1200, 1500, light", "1200, 1500, dark", "360, 1400, light", "360, 1400, dark"})
  void everyChartIsDrawnWithoutAComplaintOrARequest(int width, int height, String scheme) {
    chromium.open(full, width, height, scheme);

    List<Integer> drawn = chromium.drawn(".chart canvas");
    assertEquals(8, drawn.size(), "all, one series, by origin, calibration, bias, three of drift");
    drawn.forEach(pixels -> assertTrue(pixels > 500, "a chart with " + pixels + " pixels"));
    assertEquals(
        0,
        chromium
            .evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .asInt(),
        "the page is wider than the window");
    String words = chromium.text("main");
    for (String slip : List.of("[object", "undefined", "NaN", "null")) {
      assertFalse(words.contains(slip), slip);
    }
    assertEquals(List.of(), chromium.problems());
    assertEquals(List.of(), chromium.requests());
    chromium.picture(pictures.resolve(width + "-" + scheme + ".png"));
  }

  @Test
  void darkAndLightDiffer() {
    String background = "getComputedStyle(document.body).backgroundColor";
    chromium.open(full, 1200, 900, "light");
    String light = chromium.evaluate(background).asText();
    chromium.open(full, 1200, 900, "dark");

    assertEquals("rgb(255, 255, 255)", light);
    assertEquals("rgb(20, 23, 27)", chromium.evaluate(background).asText());
  }

  @Test
  void aNightOfWhichNothingIsKnownYetSaysWhatWillFillIt() {
    chromium.open(first, 1200, 1500, "light");

    JsonNode filled =
        chromium.evaluate(
            "[...document.querySelectorAll('section')]"
                + ".filter(s => !s.querySelector('.empty')).map(s => s.id)");
    assertEquals(0, filled.size(), filled.toString());
    assertTrue(
        chromium.text("#calibration").contains("forecast evaluate"), chromium.text("#calibration"));
    assertTrue(chromium.text("#errors").contains("no panel"), chromium.text("#errors"));
    assertEquals(List.of(), chromium.problems());
    chromium.picture(pictures.resolve("first.png"));
  }

  @Test
  void theSearchFindsSeriesByAnyPartOfTheirNames() {
    chromium.open(full, 1200, 1500, "light");
    assertTrue(chromium.text(".found").startsWith("60 of the 60"), chromium.text(".found"));

    chromium.search("s002 i0004");
    assertEquals(
        new TreeSet<>(List.of("S002|I00041", "S002|I00046")),
        new TreeSet<>(
            chromium.texts("[...document.querySelectorAll('.list .id')].map(e => e.textContent)")));
    assertTrue(chromium.text(".found").startsWith("2 of the 60"), chromium.text(".found"));

    chromium.evaluate("document.querySelectorAll('.list button')[1].click()");
    assertEquals("S002|I00046", chromium.text(".shown h3"));
    assertEquals(
        "true",
        chromium
            .evaluate("document.querySelectorAll('.list button')[1].getAttribute('aria-current')")
            .asText());

    chromium.search("nothing like this");
    assertTrue(chromium.text(".found").startsWith("0 of the 60"), chromium.text(".found"));
    assertEquals(List.of(), chromium.problems());
  }

  @Test
  void aHostileKeyIsATextLikeAnyOther() {
    chromium.open(full, 1200, 1500, "light");
    chromium.search("onerror");

    chromium.evaluate("document.querySelector('.list button').click()");
    assertEquals(ReportSample.HOSTILE, chromium.text(".shown h3"));
    assertEquals(0, chromium.evaluate("document.images.length").asInt());
    assertEquals(List.of(), chromium.problems());
  }

  @Test
  void aSeriesWithALargeErrorIsShownFromTheTable() {
    chromium.open(full, 1200, 1500, "light");

    chromium.evaluate("document.querySelectorAll('#errors button.link')[5].click()");
    assertEquals(chromium.text("#errors tbody tr:nth-child(6) .id"), chromium.text(".shown h3"));
    assertTrue(chromium.drawn(".shown .chart canvas").get(0) > 500, "its chart");
  }

  @Test
  void figuresOnThePageAreThoseOfTheData() {
    chromium.open(full, 1200, 1500, "light");

    assertEquals(
        List.of("52.1\u202f%", "+26.9\u202f%", "+1.2\u202f%"),
        chromium.texts(
            "[...document.querySelectorAll('.figures .number')].slice(1, 4).map(e => e.textContent)"));
    assertTrue(chromium.text("#accuracy").contains("S003"), "segments");
    assertTrue(chromium.text("#data").contains("124,984"), "loads");
  }
}
