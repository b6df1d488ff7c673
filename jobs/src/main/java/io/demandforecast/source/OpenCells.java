package io.demandforecast.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Chooses the cells of a wide line that have to be judged: those of runs whose digest is not known.
 * Two cells stand for all others, one for those with a text and one for the empty ones, so that
 * whoever counts rows counts them too.
 */
final class OpenCells implements MapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** The cell's text. */
  static final String CELL = "_cell";

  private final int declared;
  private final int[] rank;
  private final Set<String> missing;

  /**
   * @param declared number of declared columns
   * @param rank of each cell's period among those of all cells
   * @param nullTexts texts that mean missing; the empty one always does
   */
  OpenCells(int declared, int[] rank, List<String> nullTexts) {
    this.declared = declared;
    this.rank = rank.clone();
    this.missing = new HashSet<>(nullTexts);
    missing.add("");
  }

  /** Cells of the lines that are made. */
  static final StructType CELL_OF_LINE =
      new StructType()
          .add(RawColumns.POSITION, DataTypes.IntegerType)
          .add(CELL, DataTypes.StringType)
          .add(RawColumns.STANDS_FOR, DataTypes.LongType);

  /**
   * @param line declared columns, cells, digest, digests, the columns of every raw row, and the
   *     digests that are known, null where none are
   * @return the same without the last, the cells as an array of {@link #CELL_OF_LINE}
   */
  @Override
  public Row call(Row line) {
    Object[] values = new Object[line.size() - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = line.get(i);
    }
    if (!line.isNullAt(declared)) {
      List<Long> known = line.isNullAt(values.length) ? List.of() : line.getList(values.length);
      values[declared] = cells(line.getList(declared), line.getList(declared + 2), known);
    }
    return RowFactory.create(values);
  }

  private Row[] cells(List<String> texts, List<Long> digests, List<Long> known) {
    List<Row> cells = new ArrayList<>();
    Others full = new Others();
    Others empty = new Others();
    for (int run = 0; run < digests.size(); run++) {
      boolean asItWas = run < known.size() && known.get(run).equals(digests.get(run));
      int end = Math.min(texts.size(), (run + 1) * CellDigests.RUN);
      for (int i = run * CellDigests.RUN; i < end; i++) {
        String text = texts.get(i);
        if (!asItWas) {
          cells.add(RowFactory.create(i, text, null));
        } else if (text == null || missing.contains(text)) {
          empty.add(i);
        } else {
          full.add(i);
        }
      }
    }
    full.addTo(cells, texts);
    empty.addTo(cells, texts);
    return cells.toArray(Row[]::new);
  }

  /** Cells that are not to be judged; that of the last period stands for all. */
  private final class Others {
    private long count;
    private int last = -1;

    void add(int position) {
      count++;
      last = last < 0 || rank[position] > rank[last] ? position : last;
    }

    void addTo(List<Row> cells, List<String> texts) {
      if (count > 0) {
        cells.add(RowFactory.create(last, texts.get(last), count));
      }
    }
  }
}
