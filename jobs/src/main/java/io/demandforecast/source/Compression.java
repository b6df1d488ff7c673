package io.demandforecast.source;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a text file is compressed, by its name. */
enum Compression {
  GZIP("gz|gzip"),
  BZIP2("bz2"),
  UNSUPPORTED("zst|zstd|xz|lz4|lzo|snappy|zip|7z|z|br|tar|tgz|rar"),
  NONE("");

  private final Pattern name;

  Compression(String suffixes) {
    this.name =
        Pattern.compile(suffixes.isEmpty() ? ".*" : ".*\\.(" + suffixes + ")", Pattern.DOTALL);
  }

  /** The compression that a file's name tells of. */
  static Compression of(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression.name.matcher(lower).matches()) {
        return compression;
      }
    }
    return NONE;
  }
}
