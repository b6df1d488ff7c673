package io.demandforecast.source;

import java.io.Serializable;
import java.util.Locale;

/**
 * A file that was found.
 *
 * @param uri where it is, for Hadoop's file systems
 * @param name how messages and rows call it: relative to the data folder where it lies below it
 * @param bytes its size as stored
 */
record DataFile(String uri, String name, long bytes) implements Serializable {
  Compression compression() {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : Compression.values()) {
      for (String suffix : compression.suffixes()) {
        if (lower.endsWith(suffix)) {
          return compression;
        }
      }
    }
    return Compression.NONE;
  }
}
