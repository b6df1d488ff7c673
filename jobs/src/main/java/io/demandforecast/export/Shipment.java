package io.demandforecast.export;

import io.demandforecast.config.ExportSettings.Mode;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of a publication on their way.
 *
 * @param rows with the publication's columns
 * @param key columns that name one row of what is there
 * @param mode what becomes of what was handed over before
 * @param promised how many rows there must be; empty where nobody says
 */
public record Shipment(
    Publication publication,
    Dataset<Row> rows,
    List<String> key,
    Mode mode,
    OptionalLong promised) {
  public Shipment {
    key = List.copyOf(key);
  }
}
