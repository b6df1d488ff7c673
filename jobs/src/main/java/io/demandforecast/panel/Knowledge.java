package io.demandforecast.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sort_array;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Loads;
import io.demandforecast.warehouse.Warehouse;
import org.apache.spark.sql.Row;

/**
 * Which loads a warehouse has finished: rows of a load that died have a higher number than these
 * and are not read.
 *
 * @param highWater number of the last finished load
 * @param digest of what all of them read: equal for equal raw data loaded in equal order
 */
public record Knowledge(long highWater, String digest) {

  /**
   * What a warehouse knows now.
   *
   * @throws ForecastException where nothing has been loaded
   */
  public static Knowledge of(Warehouse warehouse) {
    return upTo(warehouse, Long.MAX_VALUE);
  }

  /** What a warehouse knew when a load was the last. */
  static Knowledge upTo(Warehouse warehouse, long loadSeq) {
    Row row =
        warehouse
            .read(Loads.definition())
            .where(col(Loads.LOAD_SEQ).leq(lit(loadSeq)))
            .agg(
                coalesce(max(col(Loads.LOAD_SEQ)), lit(0L)),
                sha2(
                    concat_ws(
                            "\n",
                            sort_array(
                                collect_list(
                                    concat_ws(
                                        " ",
                                        col(Loads.LOAD_SEQ),
                                        col(Loads.INPUT),
                                        col(Loads.SHA256),
                                        col(Loads.ACCEPTED)))))
                        .cast("binary"),
                    256))
            .first();
    if (row.getLong(0) == 0) {
      throw ForecastException.data(
          "warehouse "
              + warehouse.location()
              + " holds no data yet. Load raw data first: forecast ingest");
    }
    return new Knowledge(row.getLong(0), row.getString(1));
  }
}
