package io.demandforecast.backup;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one backup holds. A backup is there once its manifest is.
 *
 * @param id name of the backup; ids in the order of their letters are in the order of time
 * @param takenAt when; for the record
 * @param codeVersion of the software that took it
 * @param marker text of the warehouse's own marker file: which data, which format
 * @param tables version of each table
 * @param files every file, data, logs and models
 */
public record Manifest(
    String id,
    Instant takenAt,
    String codeVersion,
    String marker,
    Map<String, Long> tables,
    List<KeptFile> files) {
  public Manifest {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    files = List.copyOf(files);
  }

  public long bytes() {
    return files.stream().mapToLong(KeptFile::bytes).sum();
  }
}
