package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import io.demandforecast.config.DemandPolicy.Duplicates;
import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Label;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.job.ingest.InputClassifier.KeyCheck;
import io.demandforecast.job.ingest.InputClassifier.Seen;
import io.demandforecast.job.ingest.LoadedInput.Uniqueness;
import io.demandforecast.job.ingest.RowGroups.Grain;
import io.demandforecast.quality.KeyRules;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.series.Frequency;
import io.demandforecast.source.RawInput;
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
  /** A second row of one series and period in one file. */
  static final String DUPLICATE = "duplicate";

  /** A covariate of a series that was never observed. */
  static final String UNKNOWN_SERIES = "unknown-series";

  private static final KeyCheck NO_CHECK = KeyCheck.none();

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

  /**
   * Loads the target's new files.
   *
   * @param known digests of the lines that earlier loads know: {@link RawInput#knowing}
   */
  LoadedInput target(InputSettings input, List<SourceFile> files, Optional<Dataset<Row>> known) {
    LoadedInput first = first(input, files, NO_CHECK, known);
    Optional<Integer> lastYear =
        input.layout() instanceof Layout.PeriodsAcross
            ? Optional.empty()
            : FutureDates.lastPlausibleYear(first.tally().years());
    Seen seen = new Seen(lastYear);
    boolean repeats = repeats(first);
    if (repeats && known.isPresent()) {
      // What a series' cells come to is known of all of them alone.
      held.release(first.classified().rows());
      held.release(first.groups().rows());
      return target(input, files, Optional.empty());
    }
    boolean quarantines = config.demand().duplicates() == Duplicates.QUARANTINE;
    KeyCheck check = unique(first.classified());
    if (repeats && quarantines) {
      check = check.and(duplicates());
    }
    LoadedInput loaded =
        check == NO_CHECK && lastYear.isEmpty() ? first : again(first, seen, check);
    return new LoadedInput(
        loaded.input(),
        loaded.files(),
        loaded.classified(),
        loaded.groups(),
        loaded.tally(),
        loaded.lines(),
        // Of two files the later one says how it is, as it would in a load of its own.
        repeats && (!quarantines || files.size() > 1) ? Uniqueness.REPEATED : Uniqueness.UNIQUE);
  }

  /**
   * Loads the new files of an input that is not the target.
   *
   * @param series ids of all series observed, in one column
   */
  LoadedInput other(InputSettings input, List<SourceFile> files, Dataset<Row> series) {
    boolean aboutSeries = !input.covariates().isEmpty() && classifier.isAboutSeries(input);
    KeyCheck known = aboutSeries ? known(series) : NO_CHECK;
    LoadedInput first = first(input, files, known, Optional.empty());
    KeyCheck unique = unique(first.classified());
    return unique == NO_CHECK ? first : again(first, Seen.NOTHING, unique.and(known));
  }

  /** Classified rows of all files of an input, new or not; lazily. */
  Classified all(InputSettings input, List<SourceFile> files) {
    return classifier.classify(raw.read(input, files), Seen.NOTHING, KeyRules::unique);
  }

  /**
   * The first look at files. Cells of wide lines are not held: their lines are, and making cells of
   * them again takes less than writing all cells into memory.
   */
  private LoadedInput first(
      InputSettings input, List<SourceFile> files, KeyCheck check, Optional<Dataset<Row>> known) {
    RawInput read = raw.read(input, files);
    read.lines().forEach(lines -> held.hold(lines.rows()));
    boolean few = known.isPresent() && read.haveDigests();
    RawInput rows = few ? read.knowing(known.get()) : read;
    Classified lazy = classifier.classify(rows, Seen.NOTHING, check);
    boolean cells = !few && !read.lines().isEmpty();
    return counted(rows, cells ? lazy.unheld() : held(lazy));
  }

  private LoadedInput again(LoadedInput first, Seen seen, KeyCheck check) {
    held.release(first.classified().rows());
    held.release(first.groups().rows());
    RawInput read = raw.read(first.input(), first.files());
    return counted(read, held(classifier.classify(read, seen, check)));
  }

  private Classified held(Classified lazy) {
    return new Classified(lazy.input(), held.hold(lazy.rows()), lazy.slots());
  }

  private LoadedInput counted(RawInput read, Classified classified) {
    RowGroups groups = RowGroups.of(classified, classifier.periods());
    if (groups.grain() == Grain.SERIES) {
      groups = new RowGroups(held.hold(groups.rows()), Grain.SERIES);
    }
    Tally tally = Tally.of(groups, read.files());
    return new LoadedInput(
        classified.input(),
        read.files(),
        classified,
        groups,
        tally,
        read.lines(),
        Uniqueness.REPEATED);
  }

  /** The input's Unique rules, where a key repeats. */
  private static KeyCheck unique(Classified classified) {
    return KeyRules.repeats(classified.input(), classified.rows()) ? KeyRules::unique : NO_CHECK;
  }

  private KeyCheck duplicates() {
    List<Column> key =
        List.of(
            col(Classified.SERIES),
            col(Classified.TO_PERIOD),
            col(Classified.KNOWN_AT),
            col(TypedRows.FILE_NUMBER));
    return (typed, marked) ->
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
    return (typed, marked) ->
        KeyRules.among(
            marked,
            col(Classified.SERIES),
            series,
            UNKNOWN_SERIES,
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

  /** Whether two accepted rows are about one series and period: an action. */
  private boolean repeats(LoadedInput target) {
    Classified classified = target.classified();
    if (!isUniqueByLine(target.input())) {
      return KeyRules.repeats(
          classified.rows(),
          xxhash64(col(Classified.SERIES), col(Classified.TO_PERIOD), classified.knownAt()));
    }
    boolean seriesOfLines = target.input().layout() instanceof Layout.PeriodsAcross;
    if (seriesOfLines && target.input().knownAt().column().isEmpty()) {
      return onTwoLines(
          target.groups().accepted(),
          col(Classified.SERIES),
          col(RowGroups.FIRST),
          col(RowGroups.LAST));
    }
    Column line = col(seriesOfLines ? Classified.SERIES : Classified.TO_PERIOD);
    return onTwoLines(
        classified.accepted(),
        xxhash64(line, classified.knownAt()),
        col(TypedRows.ORDER),
        col(TypedRows.ORDER));
  }

  /** Whether what should stand on one line begins on one and ends on another. */
  private static boolean onTwoLines(Dataset<Row> rows, Column what, Column first, Column last) {
    return !rows.groupBy(what.as("what"))
        .agg(min(first).as("first"), max(last).as("last"))
        .where(col("first").notEqual(col("last")))
        .isEmpty();
  }
}
