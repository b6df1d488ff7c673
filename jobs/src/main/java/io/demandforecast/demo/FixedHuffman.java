package io.demandforecast.demo;

import java.io.IOException;
import java.io.OutputStream;

/** Writes blocks of DEFLATE in its fixed Huffman codes (RFC 1951, section 3.2.6). */
final class FixedHuffman {
  private static final int BUFFER = 1 << 13;
  private static final int END_OF_BLOCK = 256;
  private static final int SYMBOLS = 288;
  private static final int DISTANCES = 30;
  private static final int DISTANCE_BITS = 5;
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 258;
  private static final int FIXED_CODES = 1;

  /** Whether more blocks come after one. */
  enum Block {
    MORE_FOLLOW(0),
    LAST(1);

    private final int bit;

    Block(int bit) {
      this.bit = bit;
    }
  }

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int used;
  private long bits;
  private int bitCount;

  private final int[] symbolCode = new int[SYMBOLS];
  private final int[] symbolBits = new int[SYMBOLS];
  private final int[] lengthSymbol = new int[MAX_LENGTH + 1];
  private final int[] lengthBase = new int[MAX_LENGTH + 1];
  private final int[] lengthExtra = new int[MAX_LENGTH + 1];
  private final int[] distanceBase = new int[DISTANCES];
  private final int[] distanceExtra = new int[DISTANCES];

  FixedHuffman(OutputStream out) {
    this.out = out;
    fillSymbols(0, 143, 0x30, 8);
    fillSymbols(144, 255, 0x190, 9);
    fillSymbols(256, 279, 0, 7);
    fillSymbols(280, 287, 0xc0, 8);
    fillLengths();
    fillDistances();
  }

  /** Starts a block. */
  void begin(Block block) throws IOException {
    put(block.bit, 1);
    put(FIXED_CODES, 2);
  }

  /** Writes a byte as it is. */
  void literal(int value) throws IOException {
    put(symbolCode[value], symbolBits[value]);
  }

  /** Writes a repetition of what stood {@code distance} bytes before. */
  void match(int length, int distance) throws IOException {
    literal(lengthSymbol[length]);
    put(length - lengthBase[length], lengthExtra[length]);
    int code = distanceCode(distance);
    put(reversed(code, DISTANCE_BITS), DISTANCE_BITS);
    put(distance - distanceBase[code], distanceExtra[code]);
  }

  /** Ends a block. */
  void end() throws IOException {
    literal(END_OF_BLOCK);
  }

  /** Fills the last byte with zeros and hands everything on. */
  void flush() throws IOException {
    if (bitCount > 0) {
      put(0, Byte.SIZE - bitCount);
    }
    out.write(buffer, 0, used);
    used = 0;
  }

  private void put(int value, int count) throws IOException {
    bits |= (long) value << bitCount;
    bitCount += count;
    while (bitCount >= Byte.SIZE) {
      if (used == buffer.length) {
        out.write(buffer, 0, used);
        used = 0;
      }
      buffer[used] = (byte) bits;
      used++;
      bits >>>= Byte.SIZE;
      bitCount -= Byte.SIZE;
    }
  }

  /** Two codes for each power of two: the second leading bit chooses between them. */
  private static int distanceCode(int distance) {
    int steps = distance - 1;
    if (steps < 2) {
      return steps;
    }
    int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(steps);
    return 2 * power + ((steps >>> (power - 1)) & 1);
  }

  private void fillSymbols(int from, int to, int firstCode, int count) {
    for (int symbol = from; symbol <= to; symbol++) {
      symbolCode[symbol] = reversed(firstCode + symbol - from, count);
      symbolBits[symbol] = count;
    }
  }

  private void fillLengths() {
    int symbol = END_OF_BLOCK + 1;
    int length = MIN_LENGTH;
    while (length < MAX_LENGTH) {
      int extra = Math.max(0, (symbol - END_OF_BLOCK - 5) / 4);
      for (int base = length; length < base + (1 << extra) && length < MAX_LENGTH; length++) {
        lengthSymbol[length] = symbol;
        lengthBase[length] = base;
        lengthExtra[length] = extra;
      }
      symbol++;
    }
    // The longest has a code of its own.
    lengthSymbol[MAX_LENGTH] = SYMBOLS - 3;
    lengthBase[MAX_LENGTH] = MAX_LENGTH;
  }

  private void fillDistances() {
    int base = 1;
    for (int code = 0; code < DISTANCES; code++) {
      distanceBase[code] = base;
      distanceExtra[code] = Math.max(0, code / 2 - 1);
      base += 1 << distanceExtra[code];
    }
  }

  /** Codes go out from their highest bit, numbers from their lowest. */
  private static int reversed(int code, int count) {
    return Integer.reverse(code) >>> (Integer.SIZE - count);
  }
}
