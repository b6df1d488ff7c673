package io.demandforecast.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes rows of comma-separated fields, in UTF-8 with line feeds, without an object a field. */
final class RowWriter implements Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_NUMBER = 11;
  private static final int TEN = 10;
  private static final int HUNDRED = 100;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int used;
  private boolean inRow;

  RowWriter(OutputStream out) {
    this.out = out;
  }

  /** A field of text that needs no quotes. */
  RowWriter field(byte[] text) throws IOException {
    separate(text.length);
    System.arraycopy(text, 0, buffer, used, text.length);
    used += text.length;
    return this;
  }

  /** A field of text that needs no quotes. */
  RowWriter field(String text) throws IOException {
    return field(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole number, at least 0. */
  RowWriter field(int number) throws IOException {
    separate(LONGEST_NUMBER);
    digits(number);
    return this;
  }

  /** An amount of hundredths, at least 0, with two decimals. */
  RowWriter amount(int hundredths) throws IOException {
    separate(LONGEST_NUMBER + 1);
    digits(hundredths / HUNDRED);
    buffer[used++] = '.';
    buffer[used++] = (byte) ('0' + hundredths / TEN % TEN);
    buffer[used++] = (byte) ('0' + hundredths % TEN);
    return this;
  }

  void endRow() throws IOException {
    flushUnless(1);
    buffer[used++] = '\n';
    inRow = false;
  }

  /** A whole line as it is, for headers and for rows that are wrong on purpose. */
  void line(String text) throws IOException {
    field(text);
    endRow();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.write(buffer, 0, used);
      used = 0;
    }
  }

  private void digits(int number) {
    int divisor = 1;
    while (number / divisor >= TEN) {
      divisor *= TEN;
    }
    for (; divisor > 0; divisor /= TEN) {
      buffer[used++] = (byte) ('0' + number / divisor % TEN);
    }
  }

  private void separate(int length) throws IOException {
    flushUnless(length + 1);
    if (inRow) {
      buffer[used++] = ',';
    }
    inRow = true;
  }

  private void flushUnless(int room) throws IOException {
    if (used + room > buffer.length) {
      out.write(buffer, 0, used);
      used = 0;
    }
  }
}
