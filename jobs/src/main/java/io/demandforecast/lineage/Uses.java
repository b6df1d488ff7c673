package io.demandforecast.lineage;

import io.demandforecast.log.TableUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the tables that something uses: each once, with the version it was read in first and the
 * one it was written as last.
 */
final class Uses {
  private final Map<String, TableUse> read = new LinkedHashMap<>();
  private final Map<String, TableUse> written = new LinkedHashMap<>();

  void add(TableUse use) {
    switch (use.kind()) {
      case READ -> read.putIfAbsent(use.place(), use);
      case WRITTEN -> written.put(use.place(), use);
    }
  }

  /** What was read so far, in its order. */
  List<TableUse> read() {
    return List.copyOf(read.values());
  }

  /** What was written so far, in its order. */
  List<TableUse> written() {
    return List.copyOf(written.values());
  }
}
