package io.demandforecast.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of any encoding as UTF-8. Where they do not fit the encoding a byte stands that UTF-8 never
 * has, so that strict decoding finds the very line.
 */
final class TranscodingStream extends InputStream {
  private static final byte NEVER_UTF_8 = (byte) 0xFF;
  private static final int CHUNK = 16 << 10;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer raw = ByteBuffer.allocate(CHUNK).flip();
  private final CharBuffer chars = CharBuffer.allocate(CHUNK);
  private final ByteBuffer utf8 = ByteBuffer.allocate(CHUNK * 4).flip();
  private boolean inputEnded;
  private boolean decoded;

  TranscodingStream(InputStream in, CharsetDecoder decoder) {
    this.in = in;
    this.decoder =
        decoder
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!utf8.hasRemaining()) {
      if (decoded) {
        return -1;
      }
      transcode();
    }
    int count = Math.min(length, utf8.remaining());
    utf8.get(target, offset, count);
    return count;
  }

  private void transcode() throws IOException {
    if (!inputEnded) {
      raw.compact();
      int read = in.read(raw.array(), raw.position(), raw.remaining());
      inputEnded = read < 0;
      raw.position(raw.position() + Math.max(0, read));
      raw.flip();
    }
    chars.clear();
    CoderResult result = decoder.decode(raw, chars, inputEnded);
    boolean malformed = result.isError();
    if (malformed) {
      raw.position(raw.position() + result.length());
    } else if (result.isUnderflow() && inputEnded) {
      decoder.flush(chars);
      decoded = true;
    }
    utf8.clear();
    encoder.reset();
    encoder.encode(chars.flip(), utf8, true);
    encoder.flush(utf8);
    if (malformed) {
      utf8.put(NEVER_UTF_8);
    }
    utf8.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
