package io.demandforecast.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * A table for a person: columns as wide as their widest value, numbers to the right and shown with
 * six significant digits. It is kept in memory until the end, so its rows have to be few.
 */
final class TablePrinter implements RowPrinter {
  private static final int WIDEST = 80;
  private static final MathContext SHOWN = new MathContext(6);
  private final StructType schema;
  private final PrintWriter out;
  private final List<String[]> rows = new ArrayList<>();

  TablePrinter(StructType schema, PrintWriter out) {
    this.schema = schema;
    this.out = out;
  }

  @Override
  public void row(Row row) {
    String[] cells = new String[row.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(row.get(i));
    }
    rows.add(cells);
  }

  @Override
  public void end() {
    String[] names = schema.fieldNames();
    int[] widths = new int[names.length];
    for (int i = 0; i < names.length; i++) {
      widths[i] = length(names[i]);
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], length(row[i]));
      }
    }
    print(names, widths);
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
    }
    out.println(rule);
    rows.forEach(row -> print(row, widths));
    out.println(rows.size() == 1 ? "(1 row)" : "(" + rows.size() + " rows)");
  }

  private void print(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String gap = " ".repeat(widths[i] - length(cells[i]));
      boolean right = schema.fields()[i].dataType() instanceof NumericType;
      line.append(i == 0 ? " " : " | ").append(right ? gap + cells[i] : cells[i] + gap);
    }
    out.println(line.toString().stripTrailing());
  }

  private static String cell(Object value) {
    String text;
    if (value == null) {
      return "";
    } else if (value instanceof Double || value instanceof Float) {
      text = shown(((Number) value).doubleValue());
    } else {
      text = ValueText.of(value);
    }
    // What a terminal would obey, and what would break a line, is shown as a blank.
    String safe = text.replaceAll("\\p{Cntrl}", " ");
    return length(safe) <= WIDEST
        ? safe
        : safe.substring(0, safe.offsetByCodePoints(0, WIDEST - 3)) + "...";
  }

  private static String shown(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
    int digits = rounded.precision() - rounded.scale();
    return digits > 15 || digits < -4 ? rounded.toString() : rounded.toPlainString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
