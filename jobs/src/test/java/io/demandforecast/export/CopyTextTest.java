package io.demandforecast.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.export.TableColumn.Kind;
import org.junit.jupiter.api.Test;

class CopyTextTest {

  @Test
  void whatWouldEndAFieldOrALineIsEscaped() {
    assertEquals("a\\tb\\nc\\rd\\\\e", text("a\tb\nc\rd\\e", Kind.TEXT));
    assertEquals("\\\\N", text("\\N", Kind.TEXT));
    assertEquals("", text("", Kind.TEXT));
  }

  @Test
  void whatIsMissingIsNoText() {
    assertEquals("\\N", text(null, Kind.NUMBER));
  }

  @Test
  void numbersAndTimesAreAsTheServerReadsThem() {
    assertEquals("0.1", text(0.1, Kind.NUMBER));
    assertEquals("1.0E-7", text(1e-7, Kind.NUMBER));
    assertEquals("2026-01-31", text("2026-01-31", Kind.DATE));
    assertEquals("2026-01-31 23:00:00Z", text("2026-01-31 23:00:00", Kind.INSTANT));
  }

  private static String text(Object value, Kind kind) {
    StringBuilder line = new StringBuilder();
    CopyText.append(line, value, kind);
    return line.toString();
  }
}
