package io.demandforecast.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * Writes gzip (RFC 1952) whose bytes depend on the content alone. The JDK's stream depends on the
 * zlib that the JDK was linked with: the same text has other bytes, and so another checksum, on
 * another machine. Here are the plainest means of DEFLATE (RFC 1951), the fixed Huffman codes and
 * the newest match of a hash of four bytes, which are enough for tables that repeat themselves.
 */
final class ReproducibleGzip extends OutputStream {
  private static final int WINDOW = 1 << 15;
  private static final int BLOCK = 1 << 16;
  private static final int HASH_BITS = 15;
  private static final int NONE = -1;
  private static final int MIN_MATCH = 4;
  private static final int MAX_MATCH = 258;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final FixedHuffman codes;
  private final OutputStream out;
  private final CRC32 checksum = new CRC32();
  private final byte[] data = new byte[WINDOW + BLOCK];
  private final int[] newest = new int[1 << HASH_BITS];
  private int start;
  private int end;
  private long length;
  private boolean closed;

  ReproducibleGzip(OutputStream out) throws IOException {
    this.out = out;
    this.codes = new FixedHuffman(out);
    Arrays.fill(newest, NONE);
    out.write(HEADER);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    checksum.update(bytes, offset, count);
    length += count;
    int from = offset;
    int left = count;
    while (left > 0) {
      if (end == data.length) {
        compress(FixedHuffman.Block.MORE_FOLLOW);
        slide();
      }
      int part = Math.min(left, data.length - end);
      System.arraycopy(bytes, from, data, end, part);
      end += part;
      from += part;
      left -= part;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      compress(FixedHuffman.Block.LAST);
      codes.flush();
      writeLittleEndian(checksum.getValue());
      writeLittleEndian(length);
    }
  }

  private void compress(FixedHuffman.Block block) throws IOException {
    codes.begin(block);
    int position = start;
    while (position < end) {
      int candidate = replaceNewest(position);
      int match = candidate == NONE ? 0 : matchLength(candidate, position);
      if (match < MIN_MATCH) {
        codes.literal(data[position] & 0xff);
        position++;
      } else {
        codes.match(match, position - candidate);
        for (int skipped = position + 1; skipped < position + match; skipped++) {
          replaceNewest(skipped);
        }
        position += match;
      }
    }
    codes.end();
    start = end;
  }

  /** Remembers a position under its hash; returns the one remembered before within the window. */
  private int replaceNewest(int position) {
    if (position + MIN_MATCH > end) {
      return NONE;
    }
    int four =
        (data[position] & 0xff)
            | (data[position + 1] & 0xff) << 8
            | (data[position + 2] & 0xff) << 16
            | data[position + 3] << 24;
    int hash = (four * 0x9e3779b1) >>> (Integer.SIZE - HASH_BITS);
    int before = newest[hash];
    newest[hash] = position;
    return before != NONE && position - before <= WINDOW ? before : NONE;
  }

  private int matchLength(int candidate, int position) {
    int limit = Math.min(MAX_MATCH, end - position);
    int mismatch =
        Arrays.mismatch(data, candidate, candidate + limit, data, position, position + limit);
    return mismatch < 0 ? limit : mismatch;
  }

  /** Keeps the last window of what is compressed, for matches of what follows. */
  private void slide() {
    int shift = end - WINDOW;
    System.arraycopy(data, shift, data, 0, WINDOW);
    for (int i = 0; i < newest.length; i++) {
      newest[i] = newest[i] < shift ? NONE : newest[i] - shift;
    }
    start = WINDOW;
    end = WINDOW;
  }

  private void writeLittleEndian(long value) throws IOException {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write((int) (value >>> shift) & 0xff);
    }
  }
}
