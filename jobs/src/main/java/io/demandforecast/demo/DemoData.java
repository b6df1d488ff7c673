package io.demandforecast.demo;

import io.demandforecast.demo.SeriesPart.Counts;
import io.demandforecast.demo.SeriesPart.ItemRange;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Made-up sales of stores and items, with all that forecasting has to cope with: trends, weekly and
 * yearly seasons, feasts and the days before them, prices and promotions known ahead, items that
 * sell once a month, empty shelves, launches and discontinuations, closed stores, a lost delivery,
 * and a few rows that are wrong.
 *
 * <p>The same seed and size give the same bytes on any machine. A series' numbers depend on seed,
 * store, item and date alone: a larger demo holds a smaller one's series unchanged. Files are
 * written row by row; memory does not grow with the number of series.
 */
public final class DemoData {

  /** Sales end here, whenever they are generated. */
  public static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 31);

  /** The seed where none is asked for. */
  public static final long DEFAULT_SEED = 42;

  private static final int ITEMS_A_PART = 1_000;

  private final DemoSize size;
  private final long seed;

  public DemoData(DemoSize size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /**
   * What a folder holds, where a whole demo of any seed and size is in it.
   *
   * @throws ForecastException where the folder cannot be read
   */
  public static Optional<DemoSummary> in(Path folder) {
    try {
      return new DemoFolder(folder).read();
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** {@link #write(Path, DemoProgress)} that tells nobody. */
  public DemoSummary write(Path folder) {
    return write(folder, DemoProgress.silent());
  }

  /**
   * Writes the demo. Where the folder holds this very demo nothing is done; what an interrupted
   * writing left is written anew.
   *
   * @param folder new or empty
   * @throws ForecastException (usage) where the folder is a file, may not be written, or holds
   *     anything else; (transient) where writing fails
   */
  public DemoSummary write(Path folder, DemoProgress progress) {
    try {
      DemoFolder target = new DemoFolder(folder);
      Optional<DemoSummary> there = target.read();
      if (there.isPresent()) {
        return requireSame(there.get(), folder);
      }
      target.begin();
      DemoSummary summary = generate(folder, target, progress);
      target.finish(summary);
      return summary;
    } catch (IOException e) {
      throw failure(folder, e);
    } catch (UncheckedIOException e) {
      throw failure(folder, e.getCause());
    }
  }

  private DemoSummary generate(Path folder, DemoFolder target, DemoProgress progress)
      throws IOException {
    DemoCalendar calendar = new DemoCalendar(LAST_DAY, size.days(), size.horizon());
    Draws draws = Draws.seeded(seed);
    new CommonFiles(folder, size, calendar, draws).write();
    int partsAStore = (size.items() + ITEMS_A_PART - 1) / ITEMS_A_PART;
    int parts = Math.multiplyExact(size.stores(), partsAStore);
    AtomicInteger done = new AtomicInteger();
    Counts counts =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  Counts written = writePart(folder, calendar, draws, part, partsAStore);
                  synchronized (done) {
                    progress.written(done.incrementAndGet(), parts);
                  }
                  return written;
                })
            .reduce(new Counts(0, 0, 0), Counts::plus);
    DemoFolder.FileTotals totals = target.totals();
    return new DemoSummary(
        size,
        seed,
        calendar.date(0),
        LAST_DAY,
        LAST_DAY.plusDays(size.horizon()),
        counts.series(),
        counts.rows(),
        counts.defectiveRows(),
        totals.files(),
        totals.bytes());
  }

  private Counts writePart(
      Path folder, DemoCalendar calendar, Draws draws, int part, int partsAStore) {
    DemoStore store = new DemoStore(part / partsAStore + 1, calendar, draws);
    int first = part % partsAStore * ITEMS_A_PART + 1;
    int last = Math.min(first + ITEMS_A_PART - 1, size.items());
    Defect[] defects = part == 0 ? Defect.values() : new Defect[0];
    try {
      return new SeriesPart(calendar, store, defects)
          .write(folder, part + 1, new ItemRange(first, last, LAST_DAY, draws));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DemoSummary requireSame(DemoSummary there, Path folder) {
    if (there.size().equals(size) && there.seed() == seed) {
      return there;
    }
    throw ForecastException.usage(
        "demo data: %s already holds a demo of %s and seed %d, not of %s and seed %d; name another folder or delete it"
            .formatted(folder, there.size(), there.seed(), size, seed));
  }

  private static ForecastException failure(Path folder, IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return ForecastException.usage(
          "demo data: no permission for %s; name a folder that you may write"
              .formatted(cause.getMessage()));
    }
    return ForecastException.transientFailure(
        "demo data: %s could not be read or written: %s; see that the disk is there and has room, then try again"
            .formatted(folder, cause),
        cause);
  }
}
