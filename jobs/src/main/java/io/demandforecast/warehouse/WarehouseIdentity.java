package io.demandforecast.warehouse;

import java.util.List;

/**
 * What a warehouse is made for. One warehouse holds one data set: its key columns are columns of
 * the tables.
 *
 * @param dataset name of the data set
 * @param keys its key columns
 * @param attributes its static attributes
 */
public record WarehouseIdentity(String dataset, List<String> keys, List<String> attributes) {
  public WarehouseIdentity {
    keys = List.copyOf(keys);
    attributes = List.copyOf(attributes);
  }
}
