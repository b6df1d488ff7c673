package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.demandforecast.table.Loads;
import io.demandforecast.warehouse.Warehouse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the loads table says of earlier loads: only what it names has happened. */
public final class Ledger {
  private Ledger() {}

  /** Number of the last finished load; 0 where there is none. Rows of a higher one do not count. */
  public static long highWater(Warehouse warehouse) {
    return warehouse
        .read(Loads.definition())
        .agg(coalesce(max(col(Loads.LOAD_SEQ)), lit(0L)))
        .first()
        .getLong(0);
  }

  /** Which of some checksums an input has loaded already; the empty one is of no file. */
  static Set<String> loaded(Warehouse warehouse, String input, List<String> checksums) {
    Set<String> loaded = new HashSet<>();
    Dataset<Row> rows =
        ofInput(warehouse, input)
            .where(col(Loads.SHA256).isin(checksums.toArray()))
            .where(col(Loads.SHA256).notEqual(lit("")))
            .select(col(Loads.SHA256))
            .distinct();
    for (Row row : rows.takeAsList(checksums.size())) {
      loaded.add(row.getString(0));
    }
    return loaded;
  }

  /** Number of the last finished load that read an input; 0 where there is none. */
  static long lastLoad(Warehouse warehouse, String input) {
    return ofInput(warehouse, input)
        .agg(coalesce(max(col(Loads.LOAD_SEQ)), lit(0L)))
        .first()
        .getLong(0);
  }

  /** Mean of the rows that an input's earlier loads read; empty where there are none. */
  static OptionalDouble earlierRows(Warehouse warehouse, String input) {
    Row row =
        ofInput(warehouse, input)
            .groupBy(col(Loads.LOAD_SEQ))
            .agg(sum(col(Loads.ROWS_READ)).as("read"))
            .agg(avg(col("read")))
            .first();
    return row.isNullAt(0) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(0));
  }

  private static Dataset<Row> ofInput(Warehouse warehouse, String input) {
    return warehouse.read(Loads.definition()).where(col(Loads.INPUT).equalTo(lit(input)));
  }

  /** The rows of a table that finished loads brought. */
  static Dataset<Row> finished(Dataset<Row> rows, long highWater) {
    if (!Arrays.asList(rows.columns()).contains(Loads.LOAD_SEQ)) {
      throw new IllegalArgumentException("rows without " + Loads.LOAD_SEQ);
    }
    return rows.where(col(Loads.LOAD_SEQ).leq(lit(highWater)));
  }
}
