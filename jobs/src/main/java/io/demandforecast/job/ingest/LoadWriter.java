package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.panel.PanelPlan;
import io.demandforecast.quality.Marks;
import io.demandforecast.source.RawColumns;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes the rows of a load, the ledger last. A table that gets no rows gets no version. What an
 * earlier load that died left under the same number is taken away first.
 */
final class LoadWriter {
  private final IngestJob.Input job;
  private final Warehouse warehouse;
  private final long loadSeq;
  private final Map<String, Long> versions = new LinkedHashMap<>();

  LoadWriter(IngestJob.Input job, long loadSeq) {
    this.job = job;
    this.warehouse = job.warehouse();
    this.loadSeq = loadSeq;
  }

  /** Notes for quarantine that are no rows of a file. */
  record Notes(String input, Dataset<Row> rows) {}

  void quarantine(List<LoadedInput> loaded, Optional<Notes> notes) {
    Dataset<Row> rows = null;
    for (LoadedInput input : loaded) {
      if (!input.tally().quarantined().isEmpty()) {
        Dataset<Row> setAside = ofInput(input.input().name(), setAside(input));
        rows = rows == null ? setAside : rows.unionByName(setAside);
      }
    }
    if (notes.isPresent() && !notes.get().rows().isEmpty()) {
      Dataset<Row> noted = ofInput(notes.get().input(), notes.get().rows());
      rows = rows == null ? noted : rows.unionByName(noted);
    }
    if (rows != null) {
      append(Quarantine.definition(), rows);
    } else {
      removeLeftovers(Quarantine.definition());
    }
  }

  private static Dataset<Row> setAside(LoadedInput loaded) {
    return loaded
        .classified()
        .where(Marks.setAside())
        .select(
            loaded.path().as(Quarantine.FILE),
            Marks.field(RawColumns.LINE).as(Quarantine.LINE),
            Marks.field(RawColumns.OFFSET).as(Quarantine.OFFSET),
            Marks.field(Marks.RULE).as(Quarantine.RULE),
            coalesce(Marks.field(Marks.REASON), Marks.field(Marks.RULE)).as(Quarantine.REASON),
            Marks.field(RawColumns.RAW).as(Quarantine.RAW));
  }

  private static Dataset<Row> ofInput(String input, Dataset<Row> rows) {
    return rows.withColumn(Quarantine.INPUT, lit(input));
  }

  /** Writes observations that are news; none where there are none. */
  void observations(Dataset<Row> rows, long news) {
    write(Observations.definition(job.config().series().keys()), rows, news);
  }

  void covariates(Dataset<Row> rows, long news) {
    write(Covariates.definition(), rows, news);
  }

  void series(Dataset<Row> rows, long news) {
    write(seriesTable(job), rows, news);
  }

  /** What the next load may know of the target's lines; what was there is of no use any more. */
  void knownLines(Optional<Dataset<Row>> lines) {
    TableDefinition table = KnownLines.definition();
    if (lines.isPresent()) {
      versions.put(table.name(), warehouse.overwrite(table, stamped(lines.get())));
    } else if (warehouse.exists(table)) {
      versions.put(table.name(), warehouse.overwrite(table, warehouse.read(table).limit(0)));
    }
  }

  private void write(TableDefinition table, Dataset<Row> rows, long news) {
    if (news > 0) {
      append(table, rows);
    } else {
      removeLeftovers(table);
    }
  }

  private void append(TableDefinition table, Dataset<Row> rows) {
    removeLeftovers(table);
    versions.put(table.name(), warehouse.append(table, stamped(rows)));
  }

  /** The load's own columns. */
  private Dataset<Row> stamped(Dataset<Row> rows) {
    return rows.withColumns(
        Map.of(Loads.LOAD_SEQ, lit(loadSeq), Loads.LOADED_AT, lit(job.loadedAt())));
  }

  private void removeLeftovers(TableDefinition table) {
    if (!warehouse.exists(table)) {
      return;
    }
    Column left = col(Loads.LOAD_SEQ).geq(lit(loadSeq));
    Dataset<Row> rows = warehouse.read(table);
    if (!rows.where(left).limit(1).isEmpty()) {
      warehouse.replaceWhere(table, rows.limit(0), Loads.LOAD_SEQ, Long.toString(loadSeq));
    }
  }

  /** Makes the load happen: one row a file. */
  Map<String, Long> commit(List<IngestJob.FileResult> files) {
    List<Row> rows = new ArrayList<>();
    for (IngestJob.FileResult file : files) {
      IngestJob.Counts counts = file.counts();
      rows.add(
          RowFactory.create(
              loadSeq,
              file.input(),
              file.file(),
              file.bytes(),
              file.sha256(),
              counts.read(),
              counts.accepted(),
              counts.merged(),
              counts.quarantined(),
              counts.outOfScope(),
              counts.warned(),
              scala.jdk.javaapi.CollectionConverters.asScala(versions),
              java.sql.Timestamp.from(job.loadedAt()),
              job.codeVersion()));
    }
    TableDefinition table = Loads.definition();
    versions.put(
        table.name(),
        warehouse.append(table, warehouse.spark().createDataFrame(rows, table.schema())));
    return versions;
  }

  /** The series table of a data set. */
  static TableDefinition seriesTable(IngestJob.Input job) {
    List<String> keys = job.config().series().keys();
    return SeriesTable.definition(
        keys,
        PanelPlan.attributesOf(job.config()).stream()
            .filter(name -> !keys.contains(name))
            .toList());
  }
}
