package io.demandforecast.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What the first bytes of a file say about its encoding. */
enum ByteOrderMark {
  UTF_8("UTF-8", "\u00EF\u00BB\u00BF"),
  UTF_16_BE("UTF-16", "\u00FE\u00FF"),
  UTF_16_LE("UTF-16", "\u00FF\u00FE");

  private final String encoding;

  /** The bytes, each a character. */
  private final String start;

  ByteOrderMark(String encoding, String start) {
    this.encoding = encoding;
    this.start = start;
  }

  /** The mark that the bytes start with. */
  static Optional<ByteOrderMark> of(byte[] head) {
    String characters = new String(head, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(mark -> characters.startsWith(mark.start)).findFirst();
  }

  String encoding() {
    return encoding;
  }

  byte[] bytes() {
    return start.getBytes(StandardCharsets.ISO_8859_1);
  }
}
