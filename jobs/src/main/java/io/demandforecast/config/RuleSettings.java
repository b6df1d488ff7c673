package io.demandforecast.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * One rule of an input.
 *
 * @param id its name in quarantine and messages
 * @param severity what a breach does
 * @param message what a person is told; a default names column and bounds where it is empty
 * @param check what is checked
 */
public record RuleSettings(String id, Severity severity, String message, Check check)
    implements Serializable {

  /** What a breach does. */
  public enum Severity {
    /** The row is accepted and counted. */
    WARN,
    /** The row is set aside. */
    QUARANTINE,
    /** The whole load is refused: no table changes. */
    BLOCK
  }

  /** What is checked: of a row, of a key, or of the load as a whole. */
  public sealed interface Check extends Serializable {
    /** The column has a value. */
    record Required(String column) implements Check {}

    /** The number lies within bounds, both included. */
    record Range(String column, Optional<Double> min, Optional<Double> max) implements Check {}

    /** The text is one of a list. */
    record Allowed(String column, List<String> values) implements Check {
      public Allowed {
        values = List.copyOf(values);
      }
    }

    /** The whole text matches a regular expression. */
    record Matches(String column, String pattern) implements Check {}

    /** The date lies within bounds, both included. */
    record DateRange(
        String column, Optional<java.time.LocalDate> from, Optional<java.time.LocalDate> to)
        implements Check {}

    /** No two rows share the columns' values: the later ones are set aside. */
    record Unique(List<String> columns) implements Check {
      public Unique {
        columns = List.copyOf(columns);
      }
    }

    /** The columns' values stand in another input's columns of the same number. */
    record References(List<String> columns, String input, List<String> inputColumns)
        implements Check {
      public References {
        columns = List.copyOf(columns);
        inputColumns = List.copyOf(inputColumns);
      }
    }

    /** The newest date of the load is at most so many days before the as-of day. */
    record Freshness(int maxAgeDays) implements Check {}

    /** Rows read are at least and at most these shares of the mean of earlier loads. */
    record RowCount(double minShare, double maxShare) implements Check {}

    /** At most this share of the rows read is set aside. */
    record RejectedShare(double max) implements Check {}

    /** At most this share of the periods between a series' first and last row has none. */
    record Gaps(double maxShare) implements Check {}
  }
}
