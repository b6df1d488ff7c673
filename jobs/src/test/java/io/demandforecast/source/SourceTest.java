package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.InputSettings;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.testing.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;

/** What tests of sources share: a data folder, and reading it. */
abstract class SourceTest extends SparkTest {
  @TempDir Path folder;

  SourceReader reader() {
    return new SourceReader(
        spark(), folder.toString(), Map.of(), new PathDeltaTables(spark()), personalKey());
  }

  /** What personal columns are hashed with: a test of them has one. */
  PersonalKey personalKey() {
    return PersonalKey.none();
  }

  RawInput read(InputBuilder input) {
    InputSettings settings = input.build();
    SourceReader reader = reader();
    return reader.read(settings, reader.stat(settings));
  }

  /** The columns' values of each row, joined by bars, in the order of the rows' places. */
  List<String> rows(InputBuilder input, String... columns) {
    Dataset<Row> rows = read(input).rows();
    Column[] picked = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      picked[i] = RawColumns.column(columns[i]);
    }
    return rows
        .orderBy(
            RawColumns.column(RawColumns.FILE),
            RawColumns.column(RawColumns.OFFSET),
            RawColumns.column(RawColumns.LINE),
            RawColumns.column(RawColumns.RAW))
        .select(picked)
        .collectAsList()
        .stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }

  /** That the input is refused before any row is read, with all of these words. */
  void assertRefused(ExitCode code, InputBuilder input, String... words) {
    ForecastException refusal = assertThrows(ForecastException.class, () -> read(input));
    assertExplains(refusal, code, words);
  }

  static void assertExplains(ForecastException failure, ExitCode code, String... words) {
    assertEquals(code, failure.exitCode(), failure.getMessage());
    for (String word : words) {
      Assertions.assertTrue(
          failure.getMessage().contains(word), () -> word + " is not in: " + failure.getMessage());
    }
  }
}
