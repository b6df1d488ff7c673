package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.DemandPolicy.Duplicates;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Label;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.RuleSettings.Severity;
import io.demandforecast.job.ingest.InputClassifier.KeyCheck;
import io.demandforecast.job.ingest.InputClassifier.Seen;
import io.demandforecast.job.ingest.LoadedInput.Uniqueness;
import io.demandforecast.quality.KeyRules;
import io.demandforecast.quality.Marks;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.series.Frequency;
import io.demandforecast.source.RawColumns;
import io.demandforecast.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads and classifies the new files of an input. Rows are classified again where the first look
 * showed what can only be seen of all of them: dates in the future, lines of a wide file that
 * repeat a key.
 */
final class InputLoader {
  /** A second row of one series and period. */
  static final String DUPLICATE = "duplicate";

  /** A covariate of a series that was never observed. */
  static final String UNKNOWN_SERIES = "unknown-series";

  private final ForecastConfig config;
  private final RawInputs raw;
  private final InputClassifier classifier;
  private final Held held;

  InputLoader(ForecastConfig config, RawInputs raw, InputClassifier classifier, Held held) {
    this.config = config;
    this.raw = raw;
    this.classifier = classifier;
    this.held = held;
  }

  /** Loads the target's new files. */
  LoadedInput target(InputSettings input, List<SourceFile> files) {
    boolean wide = isUniqueByLine(input);
    boolean quarantines = config.demand().duplicates() == Duplicates.QUARANTINE;
    KeyCheck duplicates = quarantines ? duplicates() : KeyCheck.none();
    KeyCheck check = wide ? KeyCheck.none() : duplicates;
    LoadedInput loaded = load(input, files, Seen.NOTHING, check);
    Optional<Integer> lastYear =
        input.layout() instanceof Layout.PeriodsAcross
            ? Optional.empty()
            : FutureDates.lastPlausibleYear(loaded.tally().years());
    Seen seen = new Seen(lastYear);
    if (lastYear.isPresent()) {
      loaded = again(loaded, seen, check);
    }
    boolean repeated = wide ? repeatsLines(loaded.classified()) : !quarantines;
    if (wide && repeated && quarantines) {
      loaded = again(loaded, seen, duplicates);
      repeated = false;
    }
    return new LoadedInput(
        loaded.input(),
        loaded.files(),
        loaded.classified(),
        loaded.tally(),
        repeated ? Uniqueness.REPEATED : Uniqueness.UNIQUE);
  }

  /**
   * Loads the new files of an input that is not the target.
   *
   * @param series ids of all series observed, in one column
   */
  LoadedInput other(InputSettings input, List<SourceFile> files, Dataset<Row> series) {
    boolean aboutSeries = !input.covariates().isEmpty() && classifier.isAboutSeries(input);
    return load(input, files, Seen.NOTHING, aboutSeries ? known(series) : KeyCheck.none());
  }

  /** Classified rows of all files of an input, new or not; lazily. */
  Classified all(InputSettings input, List<SourceFile> files) {
    Dataset<Row> rows = raw.read(input, files).rows();
    return classifier.classify(input, rows, Seen.NOTHING, KeyCheck.none());
  }

  private LoadedInput load(InputSettings input, List<SourceFile> files, Seen seen, KeyCheck check) {
    Classified lazy = classifier.classify(input, raw.read(input, files).rows(), seen, check);
    Classified classified = new Classified(input, held.hold(lazy.rows()), lazy.slots());
    return new LoadedInput(
        input, files, classified, Tally.of(classified.rows()), Uniqueness.REPEATED);
  }

  private LoadedInput again(LoadedInput first, Seen seen, KeyCheck check) {
    held.release(first.classified().rows());
    return load(first.input(), first.files(), seen, check);
  }

  private KeyCheck duplicates() {
    List<Column> key =
        List.of(col(Classified.SERIES), col(Classified.TO_PERIOD), col(Classified.KNOWN_AT));
    return marked ->
        KeyRules.firstOnly(
            marked,
            key,
            DUPLICATE,
            concat(
                lit("series '"),
                col(Classified.SERIES),
                lit("' has another row for "),
                col(Classified.TO_DATE).cast("string")));
  }

  private static KeyCheck known(Dataset<Row> series) {
    return marked ->
        KeyRules.references(
            marked,
            List.of(col(Classified.SERIES)),
            series,
            UNKNOWN_SERIES,
            Severity.QUARANTINE,
            concat(
                lit("series '"),
                col(Classified.SERIES),
                lit("' was never observed: the target has no row of it")));
  }

  /**
   * Whether cells are distinct as soon as lines are: column names are distinct, so their periods
   * are, unless several days make a period.
   */
  private boolean isUniqueByLine(InputSettings input) {
    if (input.layout() instanceof Layout.PeriodsAcross across) {
      return across.label() == Label.INDEX || config.frequency().unit() == Frequency.Unit.DAILY;
    }
    return input.layout() instanceof Layout.SeriesAcross;
  }

  /** Whether two lines of a wide input are about the same series (or period, across series). */
  private boolean repeatsLines(Classified wide) {
    Column line =
        wide.input().layout() instanceof Layout.PeriodsAcross
            ? col(Classified.SERIES)
            : col(Classified.TO_PERIOD);
    return !wide.rows()
        .where(Marks.accepted())
        .select(
            line.as("line"),
            col(Classified.KNOWN_AT),
            col(RawColumns.FILE),
            col(TypedRows.POSITION))
        .distinct()
        .groupBy(col("line"), col(Classified.KNOWN_AT))
        .count()
        .where(col("count").gt(lit(1)))
        .isEmpty();
  }
}
