package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteLinesTest {
  @Test
  void aLineEndsAtLineFeedCarriageReturnOrBoth() throws IOException {
    assertEquals(
        List.of("1@0 a", "2@2 b", "3@5 ", "4@6 c", "5@8 d"), lines("a\nb\r\n\rc\rd", 1 << 20));
  }

  @Test
  void theLastLineNeedsNoEndAndAnEndBeginsNoLine() throws IOException {
    assertEquals(List.of("1@0 a", "2@2 b"), lines("a\nb", 1 << 20));
    assertEquals(List.of("1@0 a", "2@2 b"), lines("a\nb\n", 1 << 20));
    assertEquals(List.of(), lines("", 1 << 20));
  }

  @Test
  void chunksThatCutLineEndsChangeNothing() throws IOException {
    String text = "alpha\r\nbeta\r\rgamma\n\r\ndelta\r";
    List<String> whole = lines(text, 1 << 20);
    for (int chunk = 1; chunk < text.length(); chunk++) {
      assertEquals(whole, lines(text, chunk), "chunks of " + chunk);
    }
  }

  @Test
  void aLineLongerThanTheBufferIsWhole() throws IOException {
    String wide = "x".repeat(300_000);
    assertEquals(
        List.of("1@0 a", "2@2 " + wide, "3@300004 b"), lines("a\n" + wide + "\r\nb", 1000));
  }

  @Test
  void bytesWithoutAnyLineEndAreNoText() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 'x');
            return length;
          }
        };

    ByteLines lines = new ByteLines(endless, 0);
    assertThrows(ByteLines.LineTooLongException.class, lines::next);
  }

  @Test
  void aLimitLeavesLinesThatStartBehindIt() throws IOException {
    ByteLines lines = new ByteLines(stream("a\nbb\nccc\n", 4), 0);
    lines.limit(3);

    assertEquals(List.of("1@0 a", "2@2 bb"), texts(lines));
  }

  private static List<String> lines(String text, int chunk) throws IOException {
    return texts(new ByteLines(stream(text, chunk), 0));
  }

  private static List<String> texts(ByteLines lines) throws IOException {
    List<String> texts = new ArrayList<>();
    while (lines.next()) {
      texts.add(
          lines.lineNumber()
              + "@"
              + lines.offset()
              + " "
              + new String(
                  lines.buffer(), lines.start(), lines.length(), StandardCharsets.US_ASCII));
    }
    return texts;
  }

  /** A stream that gives at most so many bytes at a time. */
  private static InputStream stream(String text, int chunk) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(chunk, length));
      }
    };
  }
}
