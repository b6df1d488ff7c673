package io.demandforecast.source;

import java.util.List;

/** How a text file is compressed, by its name. */
enum Compression {
  NONE(),
  GZIP(".gz", ".gzip"),
  BZIP2(".bz2"),
  UNSUPPORTED(
      ".zst", ".zstd", ".xz", ".lz4", ".lzo", ".snappy", ".zip", ".7z", ".z", ".br", ".tar", ".tgz",
      ".rar");

  private final List<String> suffixes;

  Compression(String... suffixes) {
    this.suffixes = List.of(suffixes);
  }

  List<String> suffixes() {
    return suffixes;
  }
}
