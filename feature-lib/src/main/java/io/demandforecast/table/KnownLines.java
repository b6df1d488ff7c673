package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the wide files of an input held when they were loaded last: digests, by which the next load
 * tells the cells that it has to judge from those that are as they were.
 */
public final class KnownLines {
  public static final String NAME = "known_lines";
  public static final String LINE = "line";
  public static final String DIGESTS = "digests";
  public static final String BASIS = "basis";
  public static final String LOAD_SEQ = "load_seq";

  private KnownLines() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a line of the target's wide files of the last load, if all of its cells were"
            + " accepted or empty; others are judged again as a whole",
        new Columns()
            .required(LINE, LongType, "Digest of the line's declared columns")
            .required(
                DIGESTS,
                DataTypes.createArrayType(LongType, true),
                "Digests of its cells and their columns' names, one for 128 columns")
            .required(
                BASIS, StringType, "Configuration and software by which the cells were judged")
            .required(LOAD_SEQ, LongType, "The load that read it")
            .schema(),
        List.of(LINE),
        List.of(),
        List.of());
  }
}
