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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report as a browser shows it. Pictures stay in target/report-pictures. */
class ReportInBrowserIT {
  private static final int SERIES = 60;

  /** Lines of the canvases that are not of one colour all over. */
  private static final String DRAWN =
      """
      [...document.querySelectorAll('.chart canvas')].map(canvas => {
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let drawn = 0;
        for (let i = 3; i < pixels.length; i += 4) drawn += pixels[i] > 0 ? 1 : 0;
        return drawn;
      })
      """;

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

    List<Integer> drawn = numbers(chromium.evaluate(DRAWN));
    assertEquals(8, drawn.size(), "all, one series, by origin, calibration, bias, three of drift");
    drawn.forEach(pixels -> assertTrue(pixels > 500, "a chart with " + pixels + " pixels"));
    assertEquals(
        0,
        chromium
            .evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            .asInt(),
        "the page is wider than the window");
    String words = text("main");
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
    assertTrue(text("#calibration").contains("forecast evaluate"), text("#calibration"));
    assertTrue(text("#errors").contains("no panel"), text("#errors"));
    assertEquals(List.of(), chromium.problems());
    chromium.picture(pictures.resolve("first.png"));
  }

  @Test
  void theSearchFindsSeriesByAnyPartOfTheirNames() {
    chromium.open(full, 1200, 1500, "light");
    assertTrue(text(".found").startsWith("60 of the 60"), text(".found"));

    search("s002 i0004");
    assertEquals(
        new TreeSet<>(List.of("S002|I00041", "S002|I00046")),
        new TreeSet<>(
            texts("[...document.querySelectorAll('.list .id')].map(e => e.textContent)")));
    assertTrue(text(".found").startsWith("2 of the 60"), text(".found"));

    chromium.evaluate("document.querySelectorAll('.list button')[1].click()");
    assertEquals("S002|I00046", text(".shown h3"));
    assertEquals(
        "true",
        chromium
            .evaluate("document.querySelectorAll('.list button')[1].getAttribute('aria-current')")
            .asText());

    search("nothing like this");
    assertTrue(text(".found").startsWith("0 of the 60"), text(".found"));
    assertEquals(List.of(), chromium.problems());
  }

  @Test
  void aHostileKeyIsATextLikeAnyOther() {
    chromium.open(full, 1200, 1500, "light");
    search("onerror");

    chromium.evaluate("document.querySelector('.list button').click()");
    assertEquals(ReportSample.HOSTILE, text(".shown h3"));
    assertEquals(0, chromium.evaluate("document.images.length").asInt());
    assertEquals(List.of(), chromium.problems());
  }

  @Test
  void aSeriesWithALargeErrorIsShownFromTheTable() {
    chromium.open(full, 1200, 1500, "light");

    chromium.evaluate("document.querySelectorAll('#errors button.link')[5].click()");
    assertEquals(text("#errors tbody tr:nth-child(6) .id"), text(".shown h3"));
    assertTrue(
        numbers(chromium.evaluate(DRAWN.replace(".chart canvas", ".shown .chart canvas"))).get(0)
            > 500,
        "its chart");
  }

  @Test
  void figuresOnThePageAreThoseOfTheData() {
    chromium.open(full, 1200, 1500, "light");

    assertEquals(
        List.of("52.1\u202f%", "+26.9\u202f%", "+1.2\u202f%"),
        texts(
            "[...document.querySelectorAll('.figures .number')].slice(1, 4).map(e => e.textContent)"));
    assertTrue(text("#accuracy").contains("S003"), "segments");
    assertTrue(text("#data").contains("124,984"), "loads");
  }

  private static void search(String words) {
    chromium.evaluate(
        "(() => { const search = document.querySelector('.search'); search.value = '"
            + words
            + "'; search.dispatchEvent(new Event('input')); })()");
  }

  private static String text(String selector) {
    return chromium.evaluate("document.querySelector('" + selector + "').textContent").asText();
  }

  private static List<String> texts(String expression) {
    return StreamSupport.stream(chromium.evaluate(expression).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static List<Integer> numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }
}
