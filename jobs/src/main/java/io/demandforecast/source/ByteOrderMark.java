package io.demandforecast.source;

import java.util.Arrays;
import java.util.Optional;

/** What the first bytes of a file say about its encoding. */
enum ByteOrderMark {
  UTF_8("UTF-8", 0xEF, 0xBB, 0xBF),
  UTF_16_BE("UTF-16", 0xFE, 0xFF),
  UTF_16_LE("UTF-16", 0xFF, 0xFE);

  private final String encoding;
  private final byte[] bytes;

  ByteOrderMark(String encoding, int... bytes) {
    this.encoding = encoding;
    this.bytes = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      this.bytes[i] = (byte) bytes[i];
    }
  }

  /** The mark that the bytes start with. */
  static Optional<ByteOrderMark> of(byte[] head) {
    return Arrays.stream(values())
        .filter(
            mark ->
                head.length >= mark.bytes.length
                    && Arrays.equals(head, 0, mark.bytes.length, mark.bytes, 0, mark.bytes.length))
        .findFirst();
  }

  String encoding() {
    return encoding;
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
