package io.demandforecast.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts bytes into lines. A line ends at LF, CRLF or a bare CR, whichever comes, or at the end of
 * the bytes; the encoding must write these two characters, and nothing else, as their ASCII bytes.
 */
final class ByteLines implements Closeable {
  /** Longest line that is still taken for text. */
  static final int MAX_LINE_BYTES = 32 << 20;

  private static final int INITIAL_BUFFER = 64 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[INITIAL_BUFFER];
  private int filled;
  private boolean ended;

  private int start;
  private int end;
  private int next;
  private int bits;
  private String terminator = "";
  private long bufferOffset;
  private long limit = Long.MAX_VALUE;
  private long lineNumber;

  /**
   * Reads from the stream's present place.
   *
   * @param offset the byte offset of that place in its file
   */
  ByteLines(InputStream in, long offset) {
    this.in = in;
    this.bufferOffset = offset;
  }

  /** Passes over the bytes if the stream goes on with them: a byte order mark. */
  void skip(byte[] mark) throws IOException {
    while (filled - next < mark.length && fill()) {
      // fill() is told to stop by the end of the stream
    }
    if (filled - next >= mark.length
        && Arrays.equals(buffer, next, next + mark.length, mark, 0, mark.length)) {
      next += mark.length;
    }
  }

  /** Lines that start at this byte offset or behind it are left to another reader. */
  void limit(long offset) {
    limit = offset;
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end
   * @throws LineTooLongException if no line end comes within {@link #MAX_LINE_BYTES}
   */
  boolean next() throws IOException {
    if (nextOffset() >= limit) {
      return false;
    }
    start = next;
    bits = 0;
    int at = start;
    while (true) {
      while (at < filled) {
        byte b = buffer[at];
        if (b == '\n' || b == '\r') {
          return finish(at, b);
        }
        bits |= b;
        at++;
      }
      int length = at - start;
      if (length > MAX_LINE_BYTES) {
        throw new LineTooLongException(lineNumber + 1);
      }
      if (!fill()) {
        if (length == 0) {
          return false;
        }
        end = start + length;
        next = end;
        terminator = "";
        lineNumber++;
        return true;
      }
      at = start + length;
    }
  }

  private boolean finish(int at, byte lineEnd) throws IOException {
    int length = at - start;
    boolean pair = false;
    if (lineEnd == '\r') {
      boolean more = at + 1 < filled || fill();
      pair = more && buffer[start + length + 1] == '\n';
    }
    end = start + length;
    next = end + (pair ? 2 : 1);
    terminator = pair ? "\r\n" : lineEnd == '\r' ? "\r" : "\n";
    lineNumber++;
    return true;
  }

  /** Reads more bytes behind the present line, which moves to the buffer's begin. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      bufferOffset += start;
      filled -= start;
      next -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      ended = true;
      return false;
    }
    filled += read;
    return true;
  }

  /** The buffer that holds the present line, valid until {@link #next()}. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  /** Whether every byte of the present line is ASCII. */
  boolean ascii() {
    return bits >= 0;
  }

  /** What ended the present line; empty at the end of the bytes. */
  String terminator() {
    return terminator;
  }

  /** Byte offset of the present line's begin. */
  long offset() {
    return bufferOffset + start;
  }

  /** Byte offset of the line after the present one. */
  long nextOffset() {
    return bufferOffset + next;
  }

  /** 1-based number of the present line; before the first, 0. */
  long lineNumber() {
    return lineNumber;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The bytes are no text of lines. */
  static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    LineTooLongException(long line) {
      super(
          "line "
              + line
              + " has no end within "
              + (MAX_LINE_BYTES >> 20)
              + " MiB: the file is not text of lines");
    }
  }
}
