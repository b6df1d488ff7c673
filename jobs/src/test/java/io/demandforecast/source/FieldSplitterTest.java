package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.InputSettings.TextFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldSplitterTest {
  private final FieldSplitter lines = new FieldSplitter(format(false), ',', 3);
  private final FieldSplitter records = new FieldSplitter(format(true), ',', 3);

  @Test
  void quotesAreTakenOffAndBlanksStay() {
    assertArrayEquals(new String[] {"a", " b ", "c,\"d"}, lines.parse("a, b ,\"c,\"\"d\""));
    assertArrayEquals(new String[] {"", "", ""}, lines.parse(",\"\","));
    assertArrayEquals(new String[] {"a\nb", "c", "d"}, records.parse("\"a\nb\",c,d"));
  }

  @Test
  void anotherNumberOfFieldsSaysBothNumbers() {
    assertBroken(lines, "a,b", "2 fields where the header has 3");
    assertBroken(records, "a,b,c,d", "4 fields where the header has 3");
  }

  @Test
  void aQuoteLeftOpenIsBroken() {
    assertBroken(lines, "a,\"b,c", "quoted-newlines");
  }

  @Test
  void textAfterAClosingQuoteIsBroken() {
    assertBroken(lines, "a,\"b\"x,c", "closing quote");
    assertBroken(records, "a,\"b\" ,c", "closing quote");
  }

  @Test
  void aSplitterGoesOnAfterABrokenRecord() {
    assertNull(records.parse("\"a\"b,c,d"));
    assertArrayEquals(new String[] {"a", "b", "c"}, records.parse("a,b,c"));
  }

  private static void assertBroken(FieldSplitter splitter, String text, String reason) {
    assertNull(splitter.parse(text));
    assertTrue(splitter.problem().contains(reason), splitter.problem());
  }

  private static TextFormat format(boolean quotedNewlines) {
    return new TextFormat(',', '"', "UTF-8", List.of(), quotedNewlines, 1 << 20);
  }
}
