package io.demandforecast.source;

import java.io.Serializable;

/**
 * What one task reads of a file at a time.
 *
 * @param file the file
 * @param start first byte
 * @param end first byte behind the range; {@link #WHOLE} for a whole file
 * @param header index of the file's header among those of the input
 */
record TextSplit(DataFile file, long start, long end, int header) implements Serializable {
  static final long WHOLE = -1;

  boolean isWhole() {
    return end == WHOLE;
  }
}
