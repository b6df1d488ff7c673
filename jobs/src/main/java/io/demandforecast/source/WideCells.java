package io.demandforecast.source;

import static io.demandforecast.source.RawColumns.column;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
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
  private static final String CELL = "_cell";

  private WideCells() {}

  /**
   * One row a cell; one row, without label and value, of a broken record.
   *
   * @param rows declared columns, {@link RawColumns#CELLS} and the columns of every raw row
   * @param nullTexts texts that mean missing; the empty one always does
   */
  static Dataset<Row> explode(
      Dataset<Row> rows, List<String> declared, HeaderMatch match, List<String> nullTexts) {
    List<Column> lines = new ArrayList<>(declared.stream().map(RawColumns::column).toList());
    lines.add(posexplode_outer(col(RawColumns.CELLS)).as(new String[] {RawColumns.POSITION, CELL}));
    Stream.of(
            RawColumns.FILE, RawColumns.LINE, RawColumns.OFFSET, RawColumns.RAW, RawColumns.BROKEN)
        .forEach(name -> lines.add(col(name)));

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
    cells.add(col(RawColumns.FILE));
    cells.add(col(RawColumns.LINE));
    cells.add(col(RawColumns.OFFSET));
    cells.add(
        coalesce(col(RawColumns.RAW), concat(name, lit("="), coalesce(cell, lit(""))))
            .as(RawColumns.RAW));
    cells.add(column(RawColumns.BROKEN));
    return rows.select(lines.toArray(new Column[0])).select(cells.toArray(new Column[0]));
  }
}
