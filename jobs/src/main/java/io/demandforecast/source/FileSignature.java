package io.demandforecast.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What the first bytes of a file say it is. */
enum FileSignature {
  GZIP("a gzip file", "\u001F\u008B"),
  BZIP2("a bzip2 file", "BZh"),
  ZSTANDARD("a Zstandard file", "(\u00B5/\u00FD"),
  XZ("an xz file", "\u00FD7zXZ"),
  ZIP("a zip archive or an Excel workbook", "PK\u0003\u0004"),
  EXCEL("an old Excel workbook", "\u00D0\u00CF\u0011\u00E0"),
  PARQUET("a Parquet file", "PAR1"),
  ORC("an ORC file", "ORC"),
  AVRO("an Avro file", "Obj\u0001"),
  PDF("a PDF document", "%PDF-"),
  SQLITE("an SQLite database", "SQLite f");

  /** Bytes that are enough to tell. */
  static final int LENGTH = 8;

  private final String what;

  /** The bytes, each a character. */
  private final String start;

  FileSignature(String what, String start) {
    this.what = what;
    this.start = start;
  }

  /** The kind of file that starts so; empty for text and what is not known. */
  static Optional<FileSignature> of(byte[] head) {
    String characters = new String(head, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(kind -> characters.startsWith(kind.start)).findFirst();
  }

  /** With its article, as in "a gzip file". */
  String what() {
    return what;
  }
}
