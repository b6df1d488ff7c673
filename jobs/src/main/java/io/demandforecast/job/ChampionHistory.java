package io.demandforecast.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.table.Promotions;
import io.demandforecast.warehouse.Warehouse;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What was decided about the models of a configuration; one row more is the next decision. */
final class ChampionHistory {
  private static final Comparator<Row> IN_ORDER =
      Comparator.comparing((Row row) -> row.<Date>getAs(Promotions.AS_OF))
          .thenComparing(row -> row.<Long>getAs(Promotions.SEQ));

  private final Warehouse warehouse;
  private final String configHash;
  private final List<Row> rows;

  private ChampionHistory(Warehouse warehouse, String configHash, List<Row> rows) {
    this.warehouse = warehouse;
    this.configHash = configHash;
    this.rows = rows;
  }

  static ChampionHistory of(Warehouse warehouse, String configHash) {
    return new ChampionHistory(
        warehouse,
        configHash,
        warehouse
            .read(Promotions.definition())
            .where(col(Promotions.CONFIG_HASH).equalTo(lit(configHash)))
            .collectAsList()
            .stream()
            .sorted(IN_ORDER)
            .toList());
  }

  /**
   * A decision to come.
   *
   * @param champion the model before; empty for none
   * @param panelId where actuals were looked at
   */
  record Entry(
      String model,
      Optional<String> champion,
      boolean promoted,
      String reason,
      Map<String, Double> figures,
      Map<String, Double> thresholds,
      LocalDate asOf,
      Optional<String> panelId) {}

  /** The model promoted last of a day no later. */
  Optional<String> champion(LocalDate asOf) {
    return rows.stream()
        .filter(row -> row.getAs(Promotions.DECISION).equals(Promotions.PROMOTED))
        .filter(row -> !row.<Date>getAs(Promotions.AS_OF).toLocalDate().isAfter(asOf))
        .reduce((older, newer) -> newer)
        .map(row -> row.getAs(Promotions.MODEL_VERSION));
  }

  /** Whether anything was decided about a model. */
  boolean isDecided(String model) {
    return rows.stream().anyMatch(row -> row.getAs(Promotions.MODEL_VERSION).equals(model));
  }

  /** The day of the newest decision. */
  Optional<LocalDate> lastDay() {
    return rows.stream()
        .reduce((older, newer) -> newer)
        .map(row -> row.<Date>getAs(Promotions.AS_OF).toLocalDate());
  }

  /**
   * Adds a decision: one row, one commit.
   *
   * @param now for the record
   * @return the history with it
   */
  ChampionHistory append(Entry entry, Instant now) {
    // Numbers go over all configurations.
    long sequence =
        1
            + warehouse
                .read(Promotions.definition())
                .select(Promotions.SEQ)
                .collectAsList()
                .stream()
                .mapToLong(row -> row.getLong(0))
                .max()
                .orElse(0);
    Row row =
        RowFactory.create(
            sequence,
            entry.model(),
            entry.champion().orElse(null),
            entry.promoted() ? Promotions.PROMOTED : Promotions.REFUSED,
            entry.reason(),
            entry.figures(),
            entry.thresholds(),
            Date.valueOf(entry.asOf()),
            entry.panelId().orElse(null),
            configHash,
            Timestamp.from(now),
            warehouse.spark().sparkContext().sparkUser());
    warehouse.append(
        Promotions.definition(),
        warehouse.spark().createDataFrame(List.of(row), Promotions.definition().schema()));
    return of(warehouse, configHash);
  }
}
