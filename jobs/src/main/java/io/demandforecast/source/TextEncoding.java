package io.demandforecast.source;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * A declared character set. UTF-8 and the one-byte sets that extend ASCII are cut into lines as
 * they are; any other (UTF-16, Shift-JIS, EBCDIC) becomes UTF-8 on the way.
 */
final class TextEncoding {
  private final Charset charset;
  private final boolean extendsAscii;

  private TextEncoding(Charset charset) {
    this.charset = charset;
    this.extendsAscii = charset.equals(StandardCharsets.UTF_8) || isOneByteAscii(charset);
  }

  /**
   * The character set of that name.
   *
   * @throws ForecastException a configuration error if there is none
   */
  static TextEncoding of(String input, String name) {
    try {
      return new TextEncoding(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw ForecastException.configuration(
          "Input '"
              + input
              + "': encoding '"
              + name
              + "' is unknown. Name a character set such as UTF-8, ISO-8859-1, windows-1252 or"
              + " UTF-16.");
    }
  }

  private static boolean isOneByteAscii(Charset charset) {
    if (!charset.canEncode()) {
      return false;
    }
    CharsetEncoder encoder = charset.newEncoder();
    if (encoder.maxBytesPerChar() > 1) {
      return false;
    }
    StringBuilder ascii = new StringBuilder();
    for (char c = 0; c < 128; c++) {
      ascii.append(c);
    }
    ByteBuffer bytes = charset.encode(ascii.toString());
    return bytes.equals(ByteBuffer.wrap(ascii.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  String name() {
    return charset.name();
  }

  /** Whether a file may be cut anywhere and lines still be found. */
  boolean isSplittable() {
    return extendsAscii;
  }

  boolean isTranscoded() {
    return !extendsAscii;
  }

  /** The character set of the bytes that {@link #lines} gives. */
  Charset lineCharset() {
    return extendsAscii ? charset : StandardCharsets.UTF_8;
  }

  /** Lines of a file from its begin, without a byte order mark. */
  ByteLines lines(InputStream in) throws IOException {
    ByteLines lines =
        new ByteLines(extendsAscii ? in : new TranscodingStream(in, charset.newDecoder()), 0);
    if (lineCharset().equals(StandardCharsets.UTF_8)) {
      lines.skip(ByteOrderMark.UTF_8.bytes());
    }
    return lines;
  }
}
