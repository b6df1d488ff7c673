package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.broadcast;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.quality.KeyRules;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.SourceFile;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** All rows that there are of inputs, whether new or not: calendars, and what others refer to. */
final class OtherInputs {
  /** Files of this size, even compressed, hold few enough distinct values to be sent around. */
  private static final long SMALL_BYTES = 4L << 20;

  private final ForecastConfig config;
  private final RawInputs raw;
  private final NewFiles files;
  private final Map<String, TypedRows> read = new HashMap<>();

  OtherInputs(ForecastConfig config, RawInputs raw, NewFiles files) {
    this.config = config;
    this.raw = raw;
    this.files = files;
  }

  /** All rows of an input. */
  TypedRows rows(String name) {
    return read.computeIfAbsent(
        name,
        wanted -> {
          InputSettings input = settings(wanted);
          return TypedRows.of(raw.read(input, files.allOf(input)));
        });
  }

  /** The distinct values that a rule refers to. */
  Dataset<Row> distinct(Check.References references) {
    Dataset<Row> values = KeyRules.distinct(rows(references.input()), references.inputColumns());
    long bytes =
        files.allOf(settings(references.input())).stream().mapToLong(SourceFile::bytes).sum();
    // A table's size is not known before it is read: it counts as 0.
    return bytes > 0 && bytes <= SMALL_BYTES ? broadcast(values) : values;
  }

  private InputSettings settings(String name) {
    return config.inputs().stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ForecastException.configuration(
                    "there is no input '" + name + "'; declare it under inputs."));
  }
}
