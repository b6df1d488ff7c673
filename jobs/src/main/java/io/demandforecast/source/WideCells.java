package io.demandforecast.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.inline_outer;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes a row of each cell of wide rows. It stays within Spark's own expressions: millions of cells
 * never become Java objects.
 */
final class WideCells {
  private static final String CELL = OpenCells.CELL;

  private WideCells() {}

  /**
   * One row a cell; one row, without label and value, of a broken record.
   *
   * @param rows declared columns, {@link RawColumns#CELLS} and the columns of every raw row
   * @param nullTexts texts that mean missing; the empty one always does
   */
  static Dataset<Row> explode(
      Dataset<Row> rows, List<String> declared, HeaderMatch match, List<String> nullTexts) {
    Column position =
        posexplode_outer(col(RawColumns.CELLS)).as(new String[] {RawColumns.POSITION, CELL});
    return named(lines(rows, declared, position), declared, match, nullTexts);
  }

  /** {@link #explode} of lines whose cells are {@link OpenCells#CELL_OF_LINE}. */
  static Dataset<Row> inline(
      Dataset<Row> rows, List<String> declared, HeaderMatch match, List<String> nullTexts) {
    return named(
        lines(rows, declared, inline_outer(col(RawColumns.CELLS))), declared, match, nullTexts);
  }

  /** The columns that say where a row comes from, those of them that there are. */
  private static List<String> places(Dataset<Row> rows) {
    List<String> there = List.of(rows.columns());
    return Stream.of(
            RawColumns.FILE,
            RawColumns.LINE,
            RawColumns.OFFSET,
            RawColumns.RAW,
            RawColumns.BROKEN,
            RawColumns.LINE_DIGEST)
        .filter(there::contains)
        .toList();
  }

  private static Dataset<Row> lines(Dataset<Row> rows, List<String> declared, Column cells) {
    List<Column> lines = new ArrayList<>(declared.stream().map(RawColumns::column).toList());
    lines.add(cells);
    places(rows).forEach(name -> lines.add(col(name)));
    return rows.select(lines.toArray(new Column[0]));
  }

  private static Dataset<Row> named(
      Dataset<Row> lines, List<String> declared, HeaderMatch match, List<String> nullTexts) {
    Column position = col(RawColumns.POSITION);
    Column cell = col(CELL);
    Column missing = cell.equalTo("");
    if (!nullTexts.isEmpty()) {
      missing = missing.or(cell.isin(nullTexts.toArray()));
    }
    Column name = get(lit(match.cellNames().toArray(new String[0])), position);
    Column label = get(lit(match.labels().toArray(new String[0])), position);
    List<Column> cells = new ArrayList<>(declared.stream().map(RawColumns::column).toList());
    cells.add(label.as(RawColumns.LABEL));
    cells.add(when(missing, lit(null)).otherwise(cell).as(RawColumns.VALUE));
    for (String place : places(lines)) {
      cells.add(
          place.equals(RawColumns.RAW)
              ? coalesce(col(place), concat(name, lit("="), coalesce(cell, lit("")))).as(place)
              : col(place));
    }
    if (List.of(lines.columns()).contains(RawColumns.STANDS_FOR)) {
      cells.add(col(RawColumns.STANDS_FOR));
    }
    return lines.select(cells.toArray(new Column[0]));
  }
}
