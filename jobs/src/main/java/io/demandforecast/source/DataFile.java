package io.demandforecast.source;

import java.io.Serializable;

/**
 * A file that was found.
 *
 * @param uri where it is, for Hadoop's file systems
 * @param name how messages and rows call it: relative to the data folder where it lies below it
 * @param bytes its size as stored
 */
record DataFile(String uri, String name, long bytes) implements Serializable {
  Compression compression() {
    return Compression.of(name);
  }
}
