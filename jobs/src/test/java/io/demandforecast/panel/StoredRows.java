package io.demandforecast.panel;

import io.demandforecast.table.Panel;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of a stored panel that are no arrays, for panels made by hand. */
public final class StoredRows {
  private StoredRows() {}

  /** The attributes of a series whose history begins in a period. */
  public static Row attributes(String key, int begin) {
    return head(Panel.SERIES, key, begin, List.of(key));
  }

  /**
   * The row of the panel itself.
   *
   * @param ahead periods of covariates after the origin
   */
  public static Row whole(int first, int origin, int ahead) {
    PanelSpan span = new PanelSpan(first, origin, origin, origin + ahead);
    return head(
        Panel.WHOLE,
        "p",
        first,
        new PanelState("p", LocalDate.ofEpochDay(origin), 1, span).texts());
  }

  private static Row head(String kind, String key, int first, List<String> texts) {
    return RowFactory.create(
        "p",
        kind,
        key,
        Panel.HEAD,
        first,
        new double[0],
        new Object[0],
        texts.toArray(String[]::new));
  }
}
