package io.demandforecast.demo;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a demo. A record of what it holds is written last: where it stands, the demo is
 * whole. A folder with anything but a demo in it is never touched.
 */
final class DemoFolder {
  private static final String RECORD = "demo-data.properties";
  private static final String BEGUN = "demo-data.incomplete";
  private static final Pattern DATA_FILE =
      Pattern.compile(
          "(sales|prices|promotions)-\\d+\\.csv\\.gz|(calendar|openings|stores|items)\\.csv");

  private final Path folder;

  DemoFolder(Path folder) {
    this.folder = folder;
  }

  /** What the folder holds, where a demo is whole in it. */
  Optional<DemoSummary> read() throws IOException {
    Path file = folder.resolve(RECORD);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return Optional.of(summary(properties));
  }

  /**
   * Makes the folder ready to be written to: new, empty, or left over from a demo that was never
   * finished, whose files are deleted.
   */
  void begin() throws IOException {
    requireNoFileInTheWay();
    Files.createDirectories(folder);
    List<Path> there;
    try (Stream<Path> files = Files.list(folder)) {
      there = files.toList();
    }
    if (Files.exists(folder.resolve(BEGUN))) {
      for (Path file : there) {
        if (DATA_FILE.matcher(file.getFileName().toString()).matches()) {
          Files.delete(file);
        }
      }
    } else if (!there.isEmpty()) {
      throw ForecastException.usage(
          "demo data: %s holds %s, which is no demo; name a folder that is new or empty"
              .formatted(folder, there.get(0).getFileName()));
    }
    Files.writeString(folder.resolve(BEGUN), "");
  }

  private void requireNoFileInTheWay() {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw ForecastException.usage(
          "demo data: %s is a file; name a folder that is new or empty".formatted(there));
    }
  }

  /** Number and size of the data files. */
  FileTotals totals() throws IOException {
    long files = 0;
    long bytes = 0;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        if (DATA_FILE.matcher(file.getFileName().toString()).matches()) {
          files++;
          bytes += Files.size(file);
        }
      }
    }
    return new FileTotals(files, bytes);
  }

  /** Number and size of files. */
  record FileTotals(long files, long bytes) {}

  /** Records that the demo is whole. */
  void finish(DemoSummary summary) throws IOException {
    Path begun = folder.resolve(BEGUN);
    Files.writeString(begun, text(summary));
    Files.move(begun, folder.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String text(DemoSummary summary) {
    DemoSize size = summary.size();
    return String.join(
        "\n",
        "# What demo-data wrote here; delete the folder to write another.",
        "stores=" + size.stores(),
        "items=" + size.items(),
        "days=" + size.days(),
        "horizon=" + size.horizon(),
        "seed=" + summary.seed(),
        "firstDay=" + summary.firstDay(),
        "lastDay=" + summary.lastDay(),
        "plannedTo=" + summary.plannedTo(),
        "series=" + summary.series(),
        "rows=" + summary.rows(),
        "defectiveRows=" + summary.defectiveRows(),
        "files=" + summary.files(),
        "bytes=" + summary.bytes(),
        "");
  }

  private DemoSummary summary(Properties properties) {
    try {
      return new DemoSummary(
          new DemoSize(
              Integer.parseInt(properties.getProperty("stores")),
              Integer.parseInt(properties.getProperty("items")),
              Integer.parseInt(properties.getProperty("days")),
              Integer.parseInt(properties.getProperty("horizon"))),
          Long.parseLong(properties.getProperty("seed")),
          LocalDate.parse(properties.getProperty("firstDay", "")),
          LocalDate.parse(properties.getProperty("lastDay", "")),
          LocalDate.parse(properties.getProperty("plannedTo", "")),
          Long.parseLong(properties.getProperty("series")),
          Long.parseLong(properties.getProperty("rows")),
          Long.parseLong(properties.getProperty("defectiveRows")),
          Long.parseLong(properties.getProperty("files")),
          Long.parseLong(properties.getProperty("bytes")));
    } catch (NumberFormatException | DateTimeParseException e) {
      throw ForecastException.data(
          "demo data: %s was changed by hand; delete %s and write the demo again"
              .formatted(folder.resolve(RECORD), folder),
          e);
    }
  }
}
