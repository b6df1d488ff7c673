package io.demandforecast.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns a line's bytes into text, and says where they are none of the declared encoding. */
final class StrictDecoder {
  private final Charset charset;
  private final String declaredName;
  private final boolean transcoded;
  private final CharsetDecoder decoder;
  private CharBuffer chars = CharBuffer.allocate(1024);
  private String problem;

  /**
   * @param encoding the declared encoding; where it was transcoded on the way, the bytes are UTF-8
   */
  StrictDecoder(TextEncoding encoding) {
    this.charset = encoding.lineCharset();
    this.declaredName = encoding.name();
    this.transcoded = encoding.isTranscoded();
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** The present line's text; where bytes do not fit, with U+FFFD in their place. */
  String decode(ByteLines line) {
    problem = null;
    if (line.ascii()) {
      return new String(line.buffer(), line.start(), line.length(), StandardCharsets.ISO_8859_1);
    }
    ByteBuffer bytes = ByteBuffer.wrap(line.buffer(), line.start(), line.length());
    int needed = (int) Math.ceil(line.length() * (double) decoder.maxCharsPerByte()) + 1;
    if (chars.capacity() < needed) {
      chars = CharBuffer.allocate(needed);
    }
    chars.clear();
    decoder.reset();
    CoderResult result = decoder.decode(bytes, chars, true);
    if (result.isUnderflow()) {
      result = decoder.flush(chars);
    }
    if (result.isError()) {
      problem = describe(line, bytes.position());
      return new String(line.buffer(), line.start(), line.length(), charset);
    }
    return chars.flip().toString();
  }

  private String describe(ByteLines line, int position) {
    if (transcoded) {
      return "holds bytes that are not " + declaredName;
    }
    return String.format(
        "byte 0x%02X at byte offset %d is not %s",
        line.buffer()[position] & 0xFF, line.offset() + position - line.start(), declaredName);
  }

  /** What is wrong with the bytes last decoded, or null. */
  String problem() {
    return problem;
  }
}
