package io.demandforecast.source;

import java.util.Arrays;
import java.util.Optional;

/** What the first bytes of a file say it is. */
enum FileSignature {
  GZIP("a gzip file", 0x1F, 0x8B),
  BZIP2("a bzip2 file", 'B', 'Z', 'h'),
  ZSTANDARD("a Zstandard file", 0x28, 0xB5, 0x2F, 0xFD),
  XZ("an xz file", 0xFD, '7', 'z', 'X', 'Z'),
  ZIP("a zip archive or an Excel workbook", 'P', 'K', 3, 4),
  EXCEL("an old Excel workbook", 0xD0, 0xCF, 0x11, 0xE0),
  PARQUET("a Parquet file", 'P', 'A', 'R', '1'),
  ORC("an ORC file", 'O', 'R', 'C'),
  AVRO("an Avro file", 'O', 'b', 'j', 1),
  PDF("a PDF document", '%', 'P', 'D', 'F', '-'),
  SQLITE("an SQLite database", 'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f');

  /** Bytes that are enough to tell. */
  static final int LENGTH = 8;

  private final String what;
  private final byte[] bytes;

  FileSignature(String what, int... bytes) {
    this.what = what;
    this.bytes = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      this.bytes[i] = (byte) bytes[i];
    }
  }

  /** The kind of file that starts so; empty for text and what is not known. */
  static Optional<FileSignature> of(byte[] head) {
    return Arrays.stream(values())
        .filter(
            kind ->
                head.length >= kind.bytes.length
                    && Arrays.equals(head, 0, kind.bytes.length, kind.bytes, 0, kind.bytes.length))
        .findFirst();
  }

  /** With its article, as in "a gzip file". */
  String what() {
    return what;
  }
}
