package io.demandforecast.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final Pattern ADDRESS = Pattern.compile("(?:https?:)?//[a-z0-9.-]+\\.[a-z]{2,}");

  private final String page =
      new String(ReportPage.of(ReportSample.full(8)), StandardCharsets.UTF_8);

  @Test
  void noKeyOfASeriesEndsTheScriptOrIsReadAsAPlace() throws IOException {
    assertEquals(3, occurrences("</script>"), "data, library and script end");
    assertFalse(page.contains("<img"), "a key became an element");
    assertFalse(page.contains("<!--"), "a key began a comment");
    JsonNode data = data();
    assertEquals(ReportSample.HOSTILE, data.at("/series/chosen/3/id").asText());
    assertEquals(ReportSample.HOSTILE, data.at("/accuracy/segments/0/values/1/name").asText());
  }

  @Test
  void nothingIsAskedOfANetwork() {
    List<String> loading = new ArrayList<>();
    // Texts of the data are no markup: an address in a key is not asked for.
    String markup = page.replaceFirst("(?s)id=\"data\">.*?</script>", "></script>");
    Matcher addresses = ADDRESS.matcher(markup);
    while (addresses.find()) {
      loading.add(addresses.group());
    }
    // The library's own banner and the name of SVG: neither is asked for anything.
    loading.removeIf(one -> one.endsWith("//github.com") || one.endsWith("//www.w3.org"));

    assertEquals(List.of(), loading);
    assertFalse(markup.contains(" src="), "something is loaded");
    assertFalse(markup.contains("<link"), "something is loaded");
    assertFalse(markup.contains("@import"), "something is loaded");
    assertTrue(page.contains("default-src 'none'"), "the page's policy");
    assertFalse(page.contains("unsafe"), "the page's policy");
  }

  @Test
  void figuresAreWrittenAsTheyAreAndDrawnNumbersToFiveDigits() throws IOException {
    JsonNode data = data();
    AccuracyFacts accuracy = ReportSample.full(8).accuracy();

    assertEquals(accuracy.overall().wape(), data.at("/accuracy/overall/wape").doubleValue());
    assertEquals(
        accuracy.byOrigin().get(3).bias(), data.at("/accuracy/byOrigin/3/bias").doubleValue());
    assertTrue(data.at("/series/chosen/0/past/0").isNull(), "NaN is null");
    for (JsonNode number : data.at("/series/chosen/0/mean")) {
      assertTrue(number.asText().replaceAll("[^0-9]|^0\\.0*", "").length() <= 5, number.asText());
    }
  }

  @Test
  void theLibrarysLicenceGoesWithIt() {
    assertTrue(page.contains("MIT License"), "the licence of uPlot");
    assertTrue(page.contains("Copyright (c) 2022 Leon Sorokin"), "the licence of uPlot");
  }

  @Test
  void theSamePageIsWrittenOfTheSameData() {
    assertEquals(page, new String(ReportPage.of(ReportSample.full(8)), StandardCharsets.UTF_8));
  }

  private JsonNode data() throws IOException {
    Matcher data = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertTrue(data.find(), "there are data");
    return new ObjectMapper().readTree(data.group(1));
  }

  private int occurrences(String text) {
    return page.split(Pattern.quote(text), -1).length - 1;
  }
}
