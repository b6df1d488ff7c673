package io.demandforecast.log;

import java.util.Map;
import java.util.OptionalLong;

/**
 * That a command reads or writes rows somewhere.
 *
 * @param place URI of a table's folder or of files; {@code jdbc:...#table} of a database's table
 * @param version of a table that has versions
 * @param kind what it does there
 * @param columns names to types, in their order; empty where they are not known
 */
public record TableUse(String place, OptionalLong version, Kind kind, Map<String, String> columns) {

  /** What is done with the rows. */
  public enum Kind {
    READ,
    WRITTEN
  }

  /** Rows from outside, which are read. */
  public static TableUse raw(String place) {
    return new TableUse(place, OptionalLong.empty(), Kind.READ, Map.of());
  }
}
