package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Audits;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Drift;
import io.demandforecast.table.Erasures;
import io.demandforecast.table.Features;
import io.demandforecast.table.ForecastCurrent;
import io.demandforecast.table.ForecastTotals;
import io.demandforecast.table.Forecasts;
import io.demandforecast.table.KnownLines;
import io.demandforecast.table.Loads;
import io.demandforecast.table.Models;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.Promotions;
import io.demandforecast.table.Publications;
import io.demandforecast.table.Quarantine;
import io.demandforecast.table.Runs;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

/**
 * docs/table-reference.md says of every table what its definition says, column by column. With the
 * system property {@code write.reference} it is written anew.
 */
class TableReferenceTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "table-reference.md");

  private static final List<String> KEYS = List.of("store_id", "item_id");
  private static final List<Double> QUANTILES = List.of(0.05, 0.5, 0.95);

  private static final String INTRODUCTION =
      """
      # Every column of every table

      Written from the definitions (`feature-lib/src/main/java/io/demandforecast/table`), for a data set with the keys `store_id` and
      `item_id`, an attribute `category_id`, the quantiles 0.05, 0.5 and 0.95 and one feature: others have other columns in their
      place. What the tables mean and how they hang together: [tables](data-model.md). Bold: never null.

      """;

  @Test
  void theReferenceIsThatOfTheDefinitions() throws IOException {
    String reference =
        INTRODUCTION
            + definitions().stream()
                .map(TableReferenceTest::section)
                .collect(Collectors.joining("\n"));
    if (System.getProperty("write.reference") != null) {
      Files.writeString(DOCUMENT, reference);
    }
    assertEquals(reference, Files.readString(DOCUMENT));
  }

  @Test
  void noTableIsMissing() {
    Set<String> defined = new TreeSet<>();
    definitions().forEach(definition -> defined.add(definition.name()));
    Set<String> known = new TreeSet<>(WarehouseViews.NAMES);
    known.add(ForecastCurrent.NAME);
    assertEquals(known, defined);
  }

  @Test
  void everyColumnSaysWhatItHolds() {
    for (TableDefinition table : definitions()) {
      for (StructField column : table.schema().fields()) {
        assertFalse(
            column.getComment().getOrElse(() -> "").isBlank(),
            () -> table.name() + "." + column.name());
      }
    }
  }

  private static List<TableDefinition> definitions() {
    TableDefinition forecasts = Forecasts.definition(KEYS, QUANTILES, Forecasts.Hours.ABSENT);
    return List.of(
        Observations.definition(KEYS),
        Covariates.definition(),
        SeriesTable.definition(KEYS, List.of("category_id")),
        Quarantine.definition(),
        Loads.definition(),
        KnownLines.definition(),
        Panel.definition(),
        Features.definition(List.of("last_value_0")),
        Models.definition(),
        Promotions.definition(),
        forecasts,
        ForecastTotals.definition(KEYS, QUANTILES),
        Audits.definition(),
        Publications.definition(),
        ForecastCurrent.definition(forecasts.schema()),
        Accuracy.definition(),
        Drift.definition(),
        Erasures.definition(),
        Runs.definition());
  }

  private static String section(TableDefinition table) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(table.name()).append("\n\n").append(table.comment()).append(".\n\n");
    text.append("Key: ").append(code(table.key())).append(".");
    if (!table.partitioning().isEmpty()) {
      text.append(" Partitioned by ").append(code(table.partitioning())).append(".");
    }
    table
        .checks()
        .forEach(
            check ->
                text.append(" Check `")
                    .append(check.name())
                    .append("`: `")
                    .append(check.condition())
                    .append("`."));
    text.append("\n\n| column | type | holds |\n|---|---|---|\n");
    for (StructField column : table.schema().fields()) {
      String name = column.nullable() ? column.name() : "**" + column.name() + "**";
      text.append("| ").append(name);
      text.append(" | `").append(column.dataType().simpleString()).append("`");
      text.append(" | ").append(column.getComment().get().replace("|", "\\|")).append(" |\n");
    }
    return text.toString();
  }

  private static String code(List<String> names) {
    return Stream.of(names.toArray(String[]::new))
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }
}
