package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextRecordsTest {
  private static final String UNCLOSED = FieldSplitter.NEVER_CLOSED;

  @Test
  void quotedLineEndsBelongToTheRecord() throws IOException {
    assertEquals(
        List.of("1: a,b", "2: \"x\r\ny\n\nz\",1", "6: c,d"),
        records("a,b\n\"x\r\ny\n\nz\",1\nc,d\n", "UTF-8"));
  }

  @Test
  void doubledQuotesStayWithinTheField() throws IOException {
    assertEquals(
        List.of("1: \"say \"\"hi\n\"\"\",1", "3: b,2"),
        records("\"say \"\"hi\n\"\"\",1\nb,2", "UTF-8"));
  }

  @Test
  void aQuoteAmidAnUnquotedFieldIsACharacter() throws IOException {
    assertEquals(List.of("1: 5\" pipe,1", "2: b,2"), records("5\" pipe,1\nb,2", "UTF-8"));
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneLine() throws IOException {
    assertEquals(
        List.of("1: a,1", "2: \"b,2 !" + UNCLOSED, "3: c,3", "4: d,4"),
        records("a,1\n\"b,2\nc,3\nd,4\n", "UTF-8"));
  }

  @Test
  void aStrayQuoteDoesNotSwallowTheNextQuotedField() throws IOException {
    assertEquals(
        List.of("1: \"a,1 !" + UNCLOSED, "2: \"b\",2", "3: c,3"),
        records("\"a,1\n\"b\",2\nc,3\n", "UTF-8"));
  }

  @Test
  void emptyLinesAreNoRecordsAndCount() throws IOException {
    assertEquals(List.of("2: a", "5: b"), records("\na\n\n\r\nb\n\n", "UTF-8"));
  }

  @Test
  void bytesThatAreNotUtf8AreNamedByOffset() throws IOException {
    byte[] latin = "a,1\ncaf\u00e9,2\nc,3\n".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(
        List.of("1: a,1", "2: caf\uFFFD,2 !byte 0xE9 at byte offset 7 is not UTF-8", "3: c,3"),
        records(latin, "UTF-8"));
    assertEquals(List.of("1: a,1", "2: caf\u00e9,2", "3: c,3"), records(latin, "ISO-8859-1"));
  }

  @Test
  void aByteThatOneByteEncodingsLackIsNamed() throws IOException {
    byte[] bytes = {'a', '\n', (byte) 0x81, '\n'};

    assertEquals(
        List.of("1: a", "2: \uFFFD !byte 0x81 at byte offset 2 is not windows-1252"),
        records(bytes, "windows-1252"));
  }

  @Test
  void aByteOrderMarkIsNoText() throws IOException {
    assertEquals(List.of("1: a", "2: b"), records("\uFEFFa\nb", "UTF-8"));
    for (String encoding : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      String mark = encoding.equals("UTF-16") ? "" : "\uFEFF";
      assertEquals(
          List.of("1: a\u20ac", "2: \uD83D\uDE00b"),
          records(
              (mark + "a\u20ac\r\n\uD83D\uDE00b").getBytes(Charset.forName(encoding)), encoding),
          encoding);
    }
  }

  @Test
  void aLoneSurrogateInUtf16BreaksItsLineAlone() throws IOException {
    byte[] bytes = {0, 'a', 0, '\n', (byte) 0xDC, 0, 0, 'x', 0, '\n', 0, 'b'};

    assertEquals(
        List.of("1: a", "2: \uFFFDx !holds bytes that are not UTF-16BE", "3: b"),
        records(bytes, "UTF-16BE"));
  }

  @Test
  void otherMultiByteEncodingsAreRead() throws IOException {
    String text = "\u65e5\u4ed8,\u58f2\u4e0a\n\u8868,1\n";

    assertEquals(
        List.of("1: \u65e5\u4ed8,\u58f2\u4e0a", "2: \u8868,1"),
        records(text.getBytes(Charset.forName("Shift_JIS")), "Shift_JIS"));
  }

  @Test
  void longTextsInOtherEncodingsSurviveTheirChunks() throws IOException {
    String line = "\uD83D\uDE00\u20acx".repeat(20_000);

    assertEquals(
        List.of("1: " + line, "2: " + line),
        records((line + "\n" + line + "\n").getBytes(StandardCharsets.UTF_16LE), "UTF-16LE"));
  }

  private static List<String> records(String text, String encoding) throws IOException {
    return records(text.getBytes(Charset.forName(encoding)), encoding);
  }

  private static List<String> records(byte[] bytes, String encoding) throws IOException {
    TextEncoding declared = TextEncoding.of("sales", encoding);
    List<String> texts = new ArrayList<>();
    try (TextRecords records =
        new TextRecords(
            declared.lines(new ByteArrayInputStream(bytes)),
            new StrictDecoder(declared),
            Optional.of(new Quotes(',', '"')))) {
      for (TextRecord record = records.next(); record != null; record = records.next()) {
        texts.add(
            record.line()
                + ": "
                + record.text()
                + (record.broken() == null ? "" : " !" + record.broken()));
      }
    }
    return texts;
  }
}
