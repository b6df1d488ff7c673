package io.demandforecast.source;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Lines of wide text files with the same cells: few rows, of which many cells are made. */
public final class WideLines {
  /** The columns of {@link #known}: the line's digest, bigint. */
  public static final String LINE = "_known_line";

  /** The digests of its cells; array of bigint. */
  public static final String DIGESTS = "_known_digests";

  private final Dataset<Row> rows;
  private final List<String> declared;
  private final HeaderMatch match;
  private final List<String> nullTexts;
  private final Optional<int[]> rank;

  /**
   * @param rank of each cell's period; empty where cells are of no periods
   */
  WideLines(
      Dataset<Row> rows,
      List<String> declared,
      HeaderMatch match,
      List<String> nullTexts,
      Optional<int[]> rank) {
    this.rows = rows;
    this.declared = List.copyOf(declared);
    this.match = match;
    this.nullTexts = List.copyOf(nullTexts);
    this.rank = rank;
  }

  /** The lines: whoever goes through their cells several times may hold these. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** Whether cells can be known again: {@link #digests} and {@link #cells(Dataset)}. */
  public boolean haveDigests() {
    return rank.isPresent();
  }

  /** All cells. */
  Dataset<Row> cells() {
    return WideCells.explode(rows, declared, match, nullTexts);
  }

  /** Digests of all lines that are not broken: {@link #LINE}, {@link #DIGESTS}. */
  public Dataset<Row> digests() {
    return rows.where(col(RawColumns.BROKEN).isNull())
        .select(col(RawColumns.LINE_DIGEST).as(LINE), col(RawColumns.RUN_DIGESTS).as(DIGESTS));
  }

  /**
   * The cells that are not known, and those that stand for the known ones: see {@link
   * RawColumns#STANDS_FOR}.
   *
   * @param known as {@link #digests}, no line twice
   */
  Dataset<Row> cells(Dataset<Row> known) {
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      columns.add(RawColumns.column(name));
    }
    columns.add(col(DIGESTS));
    StructType schema = new StructType();
    for (StructField field : rows.schema().fields()) {
      schema =
          field.name().equals(RawColumns.CELLS)
              ? schema.add(field.name(), DataTypes.createArrayType(OpenCells.CELL_OF_LINE))
              : schema.add(field);
    }
    Dataset<Row> open =
        rows.join(known, col(RawColumns.LINE_DIGEST).equalTo(col(LINE)), "left")
            .select(columns.toArray(Column[]::new))
            .map(
                new OpenCells(declared.size(), rank.orElseThrow(), nullTexts),
                Encoders.row(schema));
    return WideCells.inline(open, declared, match, nullTexts);
  }
}
