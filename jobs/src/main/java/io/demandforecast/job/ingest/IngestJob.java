package io.demandforecast.job.ingest;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.live.LiveFigures;
import io.demandforecast.live.LiveFigures.Count;
import io.demandforecast.panel.Ledger;
import io.demandforecast.warehouse.Warehouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Loads raw files into the tables.
 *
 * <p>Reads the inputs' files, observations, covariates, series, loads.
 *
 * <p>Writes quarantine, observations, covariates, series and, last, loads: a load without rows
 * there did not happen, and the next one removes what it left.
 *
 * <p>Key: load_seq, the order of the load; files are known by their checksums.
 *
 * <p>Run again on the same files it changes nothing. Of a file with some news it adds the news.
 *
 * <p>Fails, and changes nothing, where a rule of severity block is broken or the target's new files
 * hold no row that can be used (data contract).
 *
 * <p>The caller holds the warehouse's lease.
 */
public final class IngestJob {
  private IngestJob() {}

  /**
   * @param asOf day that freshness is judged on; nothing else depends on it
   * @param loadedAt recorded beside each row; decides nothing
   * @param codeVersion recorded with each load
   * @param raw where raw rows come from
   */
  public record Input(
      Warehouse warehouse,
      ForecastConfig config,
      Optional<LocalDate> asOf,
      Instant loadedAt,
      String codeVersion,
      RawInputs raw) {}

  /**
   * @param loadSeq order of the load; empty where no file was new
   * @param files counts of each file loaded
   * @param skipped files that were loaded before, as INPUT: FILE
   * @param rules rows set aside or warned of, by rule
   * @param warnings breaches of rules of the load as a whole that do not refuse it
   * @param versions version of each table that was written
   * @param offenders some of the rows that were set aside
   */
  public record Result(
      OptionalLong loadSeq,
      List<FileResult> files,
      List<String> skipped,
      List<RuleCount> rules,
      List<String> warnings,
      Map<String, Long> versions,
      List<Offender> offenders) {
    public Result {
      files = List.copyOf(files);
      skipped = List.copyOf(skipped);
      rules = List.copyOf(rules);
      warnings = List.copyOf(warnings);
      versions = Map.copyOf(versions);
      offenders = List.copyOf(offenders);
    }

    /** Whether anything was loaded. */
    public boolean changed() {
      return loadSeq.isPresent();
    }

    /** Counts of all files of an input; zeros where none was loaded. */
    public Counts counts(String input) {
      return files.stream()
          .filter(file -> file.input().equals(input))
          .map(FileResult::counts)
          .reduce(Counts.NONE, Counts::plus);
    }

    /** Counts of all files. */
    public Counts counts() {
      return files.stream().map(FileResult::counts).reduce(Counts.NONE, Counts::plus);
    }
  }

  /** What became of one file's rows. */
  public record FileResult(String input, String file, long bytes, String sha256, Counts counts) {}

  /**
   * Rows (of a wide file: cells).
   *
   * @param read rows the file holds
   * @param accepted rows that became a row of a table, or attributes
   * @param merged rows added to another row, or equal to what was known
   * @param quarantined rows set aside
   * @param outOfScope rows outside the declared scope, and empty ones
   * @param warned accepted or merged rows that break a rule of severity warn
   */
  public record Counts(
      long read, long accepted, long merged, long quarantined, long outOfScope, long warned) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** Added up. */
    public Counts plus(Counts other) {
      return new Counts(
          read + other.read,
          accepted + other.accepted,
          merged + other.merged,
          quarantined + other.quarantined,
          outOfScope + other.outOfScope,
          warned + other.warned);
    }
  }

  /** How many rows break a rule. */
  public record RuleCount(String input, String rule, boolean setAside, long rows) {}

  /**
   * A row that was set aside.
   *
   * @param place file, and line or byte where there is one
   */
  public record Offender(String input, String place, String rule, String reason, String raw) {}

  /** Loads what is new. */
  public static Result run(Input input) {
    Ledger ledger = Ledger.of(input.warehouse());
    NewFiles files = NewFiles.find(input, ledger);
    if (files.isEmpty()) {
      return new Result(
          OptionalLong.empty(),
          List.of(),
          files.skipped(),
          List.of(),
          List.of(),
          Map.of(),
          List.of());
    }
    try (Held held = new Held()) {
      Result result = new Load(input, files, ledger, held).run();
      LiveFigures.add(Count.ROWS_READ, result.counts().read());
      LiveFigures.add(Count.ROWS_QUARANTINED, result.counts().quarantined());
      return result;
    }
  }
}
