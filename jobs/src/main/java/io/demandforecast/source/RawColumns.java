package io.demandforecast.source;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Names of the columns that raw rows have beside the declared ones. */
public final class RawColumns {
  /** The source file, as {@link SourceFile#path()} has it; text. */
  public static final String FILE = "_file";

  /** 1-based line where the record starts; bigint, null for formats without lines. */
  public static final String LINE = "_line";

  /** Byte offset where the record starts, in files read in splits; bigint, else null. */
  public static final String OFFSET = "_offset";

  /** The record's exact text; of a wide cell, {@code name=value}; of columnar data, JSON. */
  public static final String RAW = "_raw";

  /** Why the record could not be taken apart; null where it could. */
  public static final String BROKEN = "_broken";

  /** Wide layouts: the period's text from the column name, or the series' key; text. */
  public static final String LABEL = "_label";

  /** Wide layouts: the cell's text, null where it is empty or a null marker. */
  public static final String VALUE = "_value";

  /** The cells of one wide line, before they become rows. */
  static final String CELLS = "_cells";

  /** Digest of a wide line's declared columns; bigint, null where it is broken. */
  public static final String LINE_DIGEST = "_line_digest";

  /** Digests of the cells of one wide line: {@link CellDigests}. */
  static final String RUN_DIGESTS = "_run_digests";

  /**
   * The number of cells that a row stands for, itself among them, which are as they were when their
   * line was loaded before; bigint, null of a row that stands for itself.
   */
  public static final String STANDS_FOR = "_stands_for";

  /** Which header a record is read by. */
  static final String HEADER = "_header";

  /** A cell's place among the cells of its line. */
  static final String POSITION = "_position";

  /** Names that no declared column may have. */
  static final List<String> RESERVED =
      List.of(
          FILE,
          LINE,
          OFFSET,
          RAW,
          BROKEN,
          LABEL,
          VALUE,
          CELLS,
          LINE_DIGEST,
          RUN_DIGESTS,
          STANDS_FOR,
          HEADER,
          POSITION);

  private RawColumns() {}

  /** The column of that exact name, whatever characters it holds. */
  public static Column column(String name) {
    return functions.col(quoted(name));
  }

  static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }
}
