package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;

/**
 * The series of a data set with their keys and static attributes; a changed attribute is a newer
 * row.
 */
public final class SeriesTable {
  public static final String NAME = "series";
  public static final String SERIES_ID = "series_id";
  public static final String LOAD_SEQ = "load_seq";

  private SeriesTable() {}

  public static TableDefinition definition(List<String> keys, List<String> attributes) {
    return new TableDefinition(
        NAME,
        "One row a series for each state of its attributes; the newest load_seq counts",
        new Columns()
            .required(SERIES_ID, StringType, "Identity of the series: its key values joined by |")
            .texts(keys, "Key of the series")
            .texts(attributes, "Static attribute of the series")
            .required(LOAD_SEQ, LongType, "Order of the load that brought the row")
            .schema(),
        List.of(SERIES_ID, LOAD_SEQ),
        List.of(),
        List.of());
  }
}
