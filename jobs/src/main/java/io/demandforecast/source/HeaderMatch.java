package io.demandforecast.source;

import java.io.Serializable;
import java.util.List;

/**
 * How the columns found serve the declared ones.
 *
 * @param names columns found, in order: the slots of a record
 * @param declared slot of each declared column
 * @param cells slot of each spread column of a wide layout
 * @param cellNames names of the spread columns
 * @param labels what they say: a period's text or a series' key
 */
record HeaderMatch(
    List<String> names,
    List<Integer> declared,
    List<Integer> cells,
    List<String> cellNames,
    List<String> labels)
    implements Serializable {
  HeaderMatch {
    names = List.copyOf(names);
    declared = List.copyOf(declared);
    cells = List.copyOf(cells);
    cellNames = List.copyOf(cellNames);
    labels = List.copyOf(labels);
  }
}
