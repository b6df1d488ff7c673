package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.quality.Marks;
import io.demandforecast.quality.TypeRules;
import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.RawColumns;
import io.demandforecast.table.Covariates;
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
  private static final String VALUES = "_values";

  private CovariateLoad() {}

  /**
   * Rows that are news: columns of the table but those of the load, and file, place and {@link
   * #HAS_VALUE} of the raw row that each comes from.
   *
   * @param current covariates of earlier loads; empty for the first
   */
  static Dataset<Row> changes(LoadedInput loaded, Optional<Dataset<Row>> current) {
    Dataset<Row> single = single(exploded(loaded, current));
    return current.map(known -> news(single, known)).orElse(single);
  }

  /** Whether a raw row holds a value of any covariate. */
  static Column hasValue(List<CovariateSlot> slots) {
    return slots.stream().map(CovariateLoad::isPresent).reduce(lit(false), Column::or);
  }

  private static Column isPresent(CovariateSlot slot) {
    Column value = RawColumns.column(slot.name());
    return slot.isEvent() ? coalesce(trim(value).notEqual(lit("")), lit(false)) : value.isNotNull();
  }

  private static Dataset<Row> exploded(LoadedInput loaded, Optional<Dataset<Row>> current) {
    List<CovariateSlot> slots = loaded.classified().slots();
    Column[] structs = slots.stream().map(CovariateLoad::values).toArray(Column[]::new);
    Column slot = col(SLOT);
    Dataset<Row> exploded =
        loaded
            .classified()
            .rows()
            .where(Marks.accepted())
            .select(
                col(Classified.FROM_DATE).as(Covariates.FROM_DATE),
                col(Classified.TO_DATE).as(Covariates.TO_DATE),
                col(Classified.FROM_PERIOD).as(Covariates.FROM_PERIOD),
                col(Classified.TO_PERIOD).as(Covariates.TO_PERIOD),
                col(Classified.KNOWN_AT),
                col(RawColumns.FILE),
                col(TypedRows.POSITION),
                hasValue(slots).as(HAS_VALUE),
                explode(array(structs)).as(SLOT));
    Column knownAt =
        coalesce(
            col(Classified.KNOWN_AT),
            when(slot.getField("known_ahead"), lit(TypeRules.FIRST_DATE))
                .otherwise(
                    date_add(col(Covariates.TO_DATE), loaded.input().knownAt().delayDays())));
    Column present =
        slot.getField(Covariates.VALUE).isNotNull().or(slot.getField(Covariates.TEXT).isNotNull());
    // The first load has nothing that could be taken back.
    return (current.isPresent() ? exploded : exploded.where(present))
        .select(
            slot.getField(Covariates.COVARIATE).as(Covariates.COVARIATE),
            slot.getField(Covariates.SCOPE).as(Covariates.SCOPE),
            slot.getField(Covariates.SCOPE_KEY).as(Covariates.SCOPE_KEY),
            col(Covariates.FROM_DATE),
            col(Covariates.TO_DATE),
            col(Covariates.FROM_PERIOD),
            col(Covariates.TO_PERIOD),
            knownAt.as(Covariates.KNOWN_AT),
            struct(
                    slot.getField(Covariates.VALUE).as(Covariates.VALUE),
                    slot.getField(Covariates.TEXT).as(Covariates.TEXT),
                    col(Covariates.FROM_DATE),
                    col(Covariates.TO_DATE),
                    col(RawColumns.FILE),
                    col(TypedRows.POSITION),
                    col(HAS_VALUE))
                .as(VALUES),
            struct(present, col(RawColumns.FILE), col(TypedRows.POSITION)).as("_order"));
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
  private static Dataset<Row> single(Dataset<Row> exploded) {
    return exploded
        .groupBy(
            col(Covariates.SCOPE_KEY),
            col(Covariates.FROM_PERIOD),
            col(Covariates.TO_PERIOD),
            col(Covariates.COVARIATE),
            col(Covariates.SCOPE),
            col(Covariates.KNOWN_AT))
        .agg(max_by(col(VALUES), col("_order")).as(VALUES))
        .select(
            col(Covariates.SCOPE_KEY),
            col(Covariates.FROM_PERIOD),
            col(Covariates.TO_PERIOD),
            col(Covariates.COVARIATE),
            col(Covariates.SCOPE),
            col(Covariates.KNOWN_AT),
            col(VALUES + ".*"));
  }

  /** Rows that say something else than what was known on their own day of knowledge. */
  private static Dataset<Row> news(Dataset<Row> single, Dataset<Row> known) {
    Dataset<Row> earlier =
        known.select(
            col(Covariates.SCOPE_KEY).as("_scope_key"),
            col(Covariates.FROM_PERIOD).as("_from"),
            col(Covariates.TO_PERIOD).as("_to"),
            col(Covariates.COVARIATE).as("_covariate"),
            col(Covariates.SCOPE).as("_scope"),
            col(Covariates.KNOWN_AT).as("_known_on"),
            struct(col(Covariates.VALUE), col(Covariates.TEXT)).as("_said"),
            col(Covariates.LOAD_SEQ).as("_load"));
    Column said = col("_before");
    Column value = col(VALUES).getField(Covariates.VALUE);
    Column text = col(VALUES).getField(Covariates.TEXT);
    Column same =
        value
            .eqNullSafe(said.getField(Covariates.VALUE))
            .and(text.eqNullSafe(said.getField(Covariates.TEXT)));
    Column nothing = said.isNull().and(value.isNull()).and(text.isNull());
    Column[] rest =
        List.of(
                Covariates.VALUE,
                Covariates.TEXT,
                Covariates.FROM_DATE,
                Covariates.TO_DATE,
                RawColumns.FILE,
                TypedRows.POSITION,
                HAS_VALUE)
            .stream()
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return single
        .withColumn(VALUES, struct(rest))
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
        .groupBy(
            col(Covariates.SCOPE_KEY),
            col(Covariates.FROM_PERIOD),
            col(Covariates.TO_PERIOD),
            col(Covariates.COVARIATE),
            col(Covariates.SCOPE),
            col(Covariates.KNOWN_AT))
        .agg(
            first(col(VALUES)).as(VALUES),
            max_by(
                    col("_said"),
                    when(col("_load").isNotNull(), struct(col("_known_on"), col("_load"))))
                .as("_before"))
        .where(same.or(nothing).equalTo(lit(false)))
        .select(
            col(Covariates.SCOPE_KEY),
            col(Covariates.FROM_PERIOD),
            col(Covariates.TO_PERIOD),
            col(Covariates.COVARIATE),
            col(Covariates.SCOPE),
            col(Covariates.KNOWN_AT),
            col(VALUES + ".*"));
  }

  /** Distinct raw rows among changes. */
  static Dataset<Row> rawRows(LoadedInput loaded, Dataset<Row> changes) {
    Dataset<Row> rows =
        changes.select(col(RawColumns.FILE), col(TypedRows.POSITION), col(HAS_VALUE));
    // A row of several covariates is one raw row; a cell of a wide line is one of its own.
    return loaded.classified().slots().size() > 1 ? rows.distinct() : rows;
  }
}
