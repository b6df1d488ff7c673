package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.quality.TypeRules;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.RawColumns;
import io.demandforecast.table.Covariates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes rows of covariates of an input's accepted rows, at their own granularity. Of several values
 * for one span the last one read counts; what the table already says is left out. A value that is
 * taken back becomes a row with neither number nor text.
 */
final class CovariateLoad {
  /** Whether the raw row that a covariate's row comes from holds any value. */
  static final String HAS_VALUE = "_has_value";

  private static final String SLOT = "_slot";

  /** Ascends as order does, rows with a value after those without. */
  private static final String RANK = "_rank";

  private static final long PRESENT = 1L << 62;

  /** What names a covariate's row. */
  private static final List<String> IDENTITY =
      List.of(
          Covariates.SCOPE_KEY,
          Covariates.FROM_PERIOD,
          Covariates.TO_PERIOD,
          Covariates.COVARIATE,
          Covariates.SCOPE,
          Covariates.KNOWN_AT);

  private CovariateLoad() {}

  /**
   * Rows that are news: columns of the table but those of the load, and file, order and {@link
   * #HAS_VALUE} of the raw row that each comes from.
   *
   * @param current covariates of earlier loads; empty for the first
   */
  static Dataset<Row> changes(LoadedInput loaded, Optional<Dataset<Row>> current) {
    Dataset<Row> all = exploded(loaded);
    // The first load has nothing that could be taken back.
    Dataset<Row> single =
        lastRead(loaded, current.isPresent() ? all : all.where(col(RANK).geq(lit(PRESENT))));
    return current.map(known -> news(loaded, single, known)).orElse(single);
  }

  /** Whether a raw row holds a value of any covariate. */
  static Column hasValue(List<CovariateSlot> slots) {
    return slots.stream().map(CovariateLoad::isPresent).reduce(lit(false), Column::or);
  }

  private static Column isPresent(CovariateSlot slot) {
    Column value = RawColumns.column(slot.name());
    return slot.isEvent() ? coalesce(trim(value).notEqual(lit("")), lit(false)) : value.isNotNull();
  }

  /** One row a covariate of a raw row. */
  private static Dataset<Row> exploded(LoadedInput loaded) {
    List<CovariateSlot> slots = loaded.classified().slots();
    Column[] structs = slots.stream().map(CovariateLoad::values).toArray(Column[]::new);
    Dataset<Row> exploded =
        loaded
            .classified()
            .accepted()
            .withColumn(HAS_VALUE, hasValue(slots))
            .withColumn(SLOT, slots.size() == 1 ? structs[0] : explode(array(structs)));
    Column slot = col(SLOT);
    Column knownAt =
        coalesce(
            loaded.classified().knownAt(),
            when(slot.getField("known_ahead"), lit(TypeRules.FIRST_DATE))
                .otherwise(
                    date_add(col(Classified.TO_DATE), loaded.input().knownAt().delayDays())));
    Column present =
        slot.getField(Covariates.VALUE).isNotNull().or(slot.getField(Covariates.TEXT).isNotNull());
    return exploded.select(
        slot.getField(Covariates.COVARIATE).as(Covariates.COVARIATE),
        slot.getField(Covariates.SCOPE).as(Covariates.SCOPE),
        slot.getField(Covariates.SCOPE_KEY).as(Covariates.SCOPE_KEY),
        col(Classified.FROM_DATE).as(Covariates.FROM_DATE),
        col(Classified.TO_DATE).as(Covariates.TO_DATE),
        col(Classified.FROM_PERIOD).as(Covariates.FROM_PERIOD),
        col(Classified.TO_PERIOD).as(Covariates.TO_PERIOD),
        knownAt.as(Covariates.KNOWN_AT),
        slot.getField(Covariates.VALUE).as(Covariates.VALUE),
        slot.getField(Covariates.TEXT).as(Covariates.TEXT),
        col(TypedRows.FILE_NUMBER),
        col(TypedRows.ORDER),
        col(HAS_VALUE),
        when(present, col(TypedRows.ORDER).plus(lit(PRESENT)))
            .otherwise(col(TypedRows.ORDER))
            .as(RANK));
  }

  private static Column values(CovariateSlot slot) {
    Column value = RawColumns.column(slot.name());
    Column key =
        slot.spreadValue()
            .map(spread -> SeriesIds.of(List.of(lit(spread))))
            .orElseGet(
                () -> SeriesIds.of(slot.scopeColumns().stream().map(Classified::key).toList()));
    return struct(
        lit(slot.covariate().name()).as(Covariates.COVARIATE),
        lit(slot.scope()).as(Covariates.SCOPE),
        key.as(Covariates.SCOPE_KEY),
        (slot.isEvent() ? lit(null).cast("double") : value).as(Covariates.VALUE),
        (slot.isEvent() ? when(isPresent(slot), trim(value)) : lit(null).cast("string"))
            .as(Covariates.TEXT),
        lit(slot.covariate().knownAhead()).as("known_ahead"));
  }

  /** The last row read of each covariate, key, span and day of knowledge. */
  private static Dataset<Row> lastRead(LoadedInput loaded, Dataset<Row> exploded) {
    List<Column> values = new ArrayList<>();
    for (String name :
        List.of(
            Covariates.FROM_DATE,
            Covariates.TO_DATE,
            TypedRows.FILE_NUMBER,
            TypedRows.ORDER,
            HAS_VALUE)) {
      values.add(max_by(col(name), col(RANK)).as(name));
    }
    values.add(text(loaded, max_by(col(Covariates.TEXT), col(RANK))).as(Covariates.TEXT));
    return exploded
        .groupBy(columns(IDENTITY))
        .agg(
            max_by(col(Covariates.VALUE), col(RANK)).as(Covariates.VALUE),
            values.toArray(Column[]::new));
  }

  /** Texts are aggregated by sorting, numbers by hashing: only inputs with events pay for it. */
  private static Column text(LoadedInput loaded, Column aggregate) {
    return loaded.classified().slots().stream().anyMatch(CovariateSlot::isEvent)
        ? aggregate
        : lit(null).cast("string");
  }

  /** Rows that say something else than what was known on their own day of knowledge. */
  private static Dataset<Row> news(LoadedInput loaded, Dataset<Row> single, Dataset<Row> known) {
    Dataset<Row> earlier =
        known.select(
            col(Covariates.SCOPE_KEY).as("_scope_key"),
            col(Covariates.FROM_PERIOD).as("_from"),
            col(Covariates.TO_PERIOD).as("_to"),
            col(Covariates.COVARIATE).as("_covariate"),
            col(Covariates.SCOPE).as("_scope"),
            col(Covariates.KNOWN_AT).as("_known_on"),
            col(Covariates.VALUE).as("_value"),
            col(Covariates.TEXT).as("_text"),
            Knowledge.order(Covariates.KNOWN_AT, Covariates.LOAD_SEQ).as("_knowledge"));
    Column same =
        col(Covariates.VALUE)
            .eqNullSafe(col("_value_before"))
            .and(col(Covariates.TEXT).eqNullSafe(col("_text_before")));
    List<String> carried = new ArrayList<>(IDENTITY);
    carried.addAll(
        List.of(
            Covariates.VALUE,
            Covariates.TEXT,
            Covariates.FROM_DATE,
            Covariates.TO_DATE,
            TypedRows.FILE_NUMBER,
            TypedRows.ORDER,
            HAS_VALUE));
    return single
        .join(
            earlier,
            col(Covariates.SCOPE_KEY)
                .equalTo(col("_scope_key"))
                .and(col(Covariates.FROM_PERIOD).equalTo(col("_from")))
                .and(col(Covariates.TO_PERIOD).equalTo(col("_to")))
                .and(col(Covariates.COVARIATE).equalTo(col("_covariate")))
                .and(col(Covariates.SCOPE).equalTo(col("_scope")))
                .and(col("_known_on").leq(col(Covariates.KNOWN_AT))),
            "left")
        .groupBy(columns(carried))
        .agg(
            max_by(col("_value"), col("_knowledge")).as("_value_before"),
            text(loaded, max_by(col("_text"), col("_knowledge"))).as("_text_before"))
        .where(not(same))
        .drop("_value_before", "_text_before");
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }

  /** Distinct raw rows among changes. */
  static Dataset<Row> rawRows(LoadedInput loaded, Dataset<Row> changes) {
    Dataset<Row> rows =
        changes.select(col(TypedRows.FILE_NUMBER), col(TypedRows.ORDER), col(HAS_VALUE));
    // A row of several covariates is one raw row; a cell of a wide line is one of its own.
    return loaded.classified().slots().size() > 1 ? rows.distinct() : rows;
  }
}
