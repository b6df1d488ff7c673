package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;

import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.job.ingest.LoadedInput.Uniqueness;
import io.demandforecast.panel.Ledger;
import io.demandforecast.quality.Marks;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Observations;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One load: reads and judges all new files, and only then writes. */
final class Load {
  private final IngestJob.Input job;
  private final ForecastConfig config;
  private final Warehouse warehouse;
  private final NewFiles files;
  private final Ledger ledger;
  private final long highWater;
  private final Held held;
  private final InputClassifier classifier;
  private final InputLoader loader;
  private final KnownCells known;

  Load(IngestJob.Input job, NewFiles files, Ledger ledger, Held held) {
    this.job = job;
    this.config = job.config();
    this.warehouse = job.warehouse();
    this.files = files;
    this.ledger = ledger;
    this.highWater = ledger.highWater();
    this.held = held;
    this.classifier = new InputClassifier(config, new OtherInputs(config, job.raw(), files));
    this.loader = new InputLoader(config, job.raw(), classifier, held);
    this.known = new KnownCells(job);
  }

  IngestJob.Result run() {
    Optional<LoadedInput> target = target();
    SeriesLoad series = new SeriesLoad(config.series().keys(), attributes());
    Optional<Dataset<Row>> observed = target.map(t -> held.hold(series.observed(t)));
    List<LoadedInput> loaded = new ArrayList<>();
    target.ifPresent(loaded::add);
    for (InputSettings input : config.inputs()) {
      if (input.quantity().isEmpty() && !files.of(input).isEmpty()) {
        loaded.add(loader.other(input, files.of(input), seriesIds(observed)));
      }
    }
    List<String> warnings = new Refusal(ledger, config.frequency(), job.asOf()).check(loaded);

    return write(
        loaded, target, series.changes(observed, known(), attributeSources(loaded)), warnings);
  }

  private IngestJob.Result write(
      List<LoadedInput> loaded,
      Optional<LoadedInput> target,
      Dataset<Row> series,
      List<String> warnings) {
    Map<String, RowUse> uses = new HashMap<>();
    Optional<Dataset<Row>> observations = target.map(t -> observations(t, uses));
    Optional<Dataset<Row>> covariates =
        loaded.stream()
            .filter(input -> !input.input().covariates().isEmpty())
            .map(input -> covariates(input, uses))
            .reduce(Dataset::unionByName);
    Dataset<Row> changedSeries = held.hold(series);
    List<IngestJob.FileResult> results =
        loaded.stream()
            .flatMap(
                input ->
                    Conservation.results(
                        input, uses.computeIfAbsent(input.input().name(), name -> otherUse(input)))
                        .stream())
            .toList();

    LoadWriter writer = new LoadWriter(job, highWater + 1);
    writer.quarantine(loaded, target.flatMap(t -> gaps(t, observations.orElseThrow())));
    if (target.isPresent()) {
      long news = sum(uses.get(target.get().input().name()).news());
      if (news == 0) {
        // Of rows that were taken back no file tells.
        news = observations.orElseThrow().limit(1).isEmpty() ? 0 : 1;
      }
      writer.observations(
          new TargetLoad(config, classifier.periods()).observations(observations.orElseThrow()),
          news);
    }
    if (covariates.isPresent()) {
      writer.covariates(covariates.get(), covariates.get().limit(1).isEmpty() ? 0 : 1);
    }
    writer.series(changedSeries, changedSeries.limit(1).isEmpty() ? 0 : 1);
    if (target.isPresent()) {
      writer.knownLines(known.next(target.get()));
    }
    Map<String, Long> versions = writer.commit(results);
    return new IngestJob.Result(
        OptionalLong.of(highWater + 1),
        results,
        files.skipped(),
        ruleCounts(loaded),
        warnings,
        versions,
        offenders(loaded));
  }

  private Optional<LoadWriter.Notes> gaps(LoadedInput target, Dataset<Row> observations) {
    return config.demand().gaps() == Gaps.QUARANTINE
        ? Optional.of(
            new LoadWriter.Notes(
                target.input().name(),
                held.hold(
                    GapNotes.of(
                        target, observations, current(observationsTable()), classifier.periods()))))
        : Optional.empty();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static RowUse otherUse(LoadedInput input) {
    return input.input().attributes().isEmpty() ? RowUse.all(input) : RowUse.ofAttributes(input);
  }

  private Optional<LoadedInput> target() {
    for (InputSettings input : config.inputs()) {
      if (input.quantity().isPresent() && !files.of(input).isEmpty()) {
        return Optional.of(loader.target(input, files.of(input), known.of(input, ledger)));
      }
    }
    return Optional.empty();
  }

  private Dataset<Row> observations(LoadedInput target, Map<String, RowUse> uses) {
    Optional<Dataset<Row>> current = current(observationsTable());
    Dataset<Row> changes =
        new TargetLoad(config, classifier.periods()).changes(target, current, allFiles(target));
    if (target.uniqueness() == Uniqueness.UNIQUE && current.isEmpty()) {
      // Every accepted row is news: there is nothing to count again.
      uses.put(target.input().name(), RowUse.all(target));
      return changes;
    }
    Dataset<Row> kept = held.hold(changes);
    uses.put(target.input().name(), RowUse.of(target, kept));
    return kept;
  }

  /** What else is summed, where sums are to be made of all files again. */
  private Optional<AllFiles> allFiles(LoadedInput target) {
    InputSettings input = target.input();
    return Transactions.are(config, input)
            && Transactions.takesAllFiles(input, target.files(), files.allOf(input), ledger)
        ? Optional.of(
            AllFiles.beside(
                target.files(), files.allOf(input), others -> loader.all(input, others)))
        : Optional.empty();
  }

  private Dataset<Row> covariates(LoadedInput input, Map<String, RowUse> uses) {
    Dataset<Row> changes =
        held.hold(CovariateLoad.changes(input, current(Covariates.definition())));
    if (!input.isTarget()) {
      RowUse use = RowUse.ofCovariates(input, changes);
      boolean usedOtherwise = isCalendar(input.input()) || !input.input().attributes().isEmpty();
      uses.put(input.input().name(), usedOtherwise ? use.withoutEmpty() : use);
    }
    return changes;
  }

  private List<Classified> attributeSources(List<LoadedInput> loaded) {
    List<Classified> sources = new ArrayList<>();
    for (InputSettings input : config.inputs()) {
      if (input.quantity().isPresent() || input.attributes().isEmpty()) {
        continue;
      }
      boolean allNew = files.of(input).size() == files.allOf(input).size();
      sources.add(
          loaded.stream()
              .filter(l -> allNew && l.input().name().equals(input.name()))
              .findFirst()
              .map(LoadedInput::classified)
              .orElseGet(() -> loader.all(input, files.allOf(input))));
    }
    return sources;
  }

  private Dataset<Row> seriesIds(Optional<Dataset<Row>> observed) {
    Dataset<Row> known = finished(seriesTable()).select(col(SeriesTable.SERIES_ID));
    return observed
        .map(rows -> rows.select(col(SeriesTable.SERIES_ID)).union(known).distinct())
        .orElseGet(known::distinct);
  }

  private boolean isCalendar(InputSettings input) {
    return config.inputs().stream()
        .flatMap(i -> i.time().stream())
        .flatMap(time -> time.calendar().stream())
        .anyMatch(calendar -> calendar.input().equals(input.name()));
  }

  private TableDefinition observationsTable() {
    return Observations.definition(config.series().keys());
  }

  private TableDefinition seriesTable() {
    return LoadWriter.seriesTable(job);
  }

  private Dataset<Row> known() {
    return SeriesLoad.newest(finished(seriesTable()));
  }

  private List<String> attributes() {
    return List.of(seriesTable().schema().fieldNames()).stream()
        .filter(name -> !name.equals(SeriesTable.SERIES_ID) && !name.equals(SeriesTable.LOAD_SEQ))
        .filter(name -> !config.series().keys().contains(name))
        .toList();
  }

  private Optional<Dataset<Row>> current(TableDefinition table) {
    return highWater > 0 && warehouse.exists(table)
        ? Optional.of(finished(table))
        : Optional.empty();
  }

  private Dataset<Row> finished(TableDefinition table) {
    return Ledger.finished(warehouse.read(table), highWater);
  }

  private static List<IngestJob.RuleCount> ruleCounts(List<LoadedInput> loaded) {
    List<IngestJob.RuleCount> counts = new ArrayList<>();
    for (LoadedInput input : loaded) {
      String name = input.input().name();
      input
          .tally()
          .quarantined()
          .forEach((rule, rows) -> counts.add(new IngestJob.RuleCount(name, rule, true, rows)));
      input
          .tally()
          .warned()
          .forEach((rule, rows) -> counts.add(new IngestJob.RuleCount(name, rule, false, rows)));
    }
    return counts;
  }

  private static List<IngestJob.Offender> offenders(List<LoadedInput> loaded) {
    return loaded.stream()
        .filter(input -> !input.tally().quarantined().isEmpty())
        .flatMap(input -> Offenders.of(input, Marks.setAside()).stream())
        .toList();
  }
}
