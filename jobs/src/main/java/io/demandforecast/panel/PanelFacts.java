package io.demandforecast.panel;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.demandforecast.config.DemandPolicy.Negatives;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Observations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Observations and covariates as facts of one shape, cut to what was known: an actual after the
 * origin, a covariate that is not known ahead after the origin, and whatever became known after the
 * as-of day are not among them.
 */
final class PanelFacts {
  /** Codes of events are small enough to be exact as a float. */
  private static final int EVENT_CODES = 1_000_003;

  private final PanelPlan plan;
  private final boolean netted;
  private final LocalDate asOf;
  private final long highWater;

  /**
   * @param negatives whether quantities are net of returns: demand is never below zero, while a
   *     period whose returns are known before its sales may be
   */
  PanelFacts(PanelPlan plan, Negatives negatives, LocalDate asOf, long highWater) {
    this.plan = plan;
    this.netted = negatives == Negatives.RETURNS;
    this.asOf = asOf;
    this.highWater = highWater;
  }

  /** The number that stands for an entity in a shuffle. */
  static Column entity(Column kind, Column key) {
    return xxhash64(kind, key);
  }

  /** Observations that count: known at the end of the as-of day, and over at the origin. */
  Dataset<Row> knownObservations(Dataset<Row> observations, int origin) {
    return known(observations, Observations.KNOWN_AT, Observations.LOAD_SEQ)
        .where(col(Observations.PERIOD).leq(lit(origin)));
  }

  /** Covariates that were known at the end of the as-of day. */
  Dataset<Row> knownCovariates(Dataset<Row> covariates) {
    return known(covariates, Covariates.KNOWN_AT, Covariates.LOAD_SEQ);
  }

  private Dataset<Row> known(Dataset<Row> table, String knownAt, String loadSeq) {
    return table.where(col(knownAt).leq(lit(asOf)).and(col(loadSeq).leq(lit(highWater))));
  }

  /**
   * Facts of observations.
   *
   * @param known from {@link #knownObservations}
   */
  Dataset<Row> observations(Dataset<Row> known) {
    return known.select(
        entity(lit(Covariates.SERIES_SCOPE), col(Observations.SERIES_ID)).as("entity"),
        lit(ArrayAssembler.TARGET).as("column"),
        col(Observations.PERIOD).as("from"),
        col(Observations.PERIOD).as("to"),
        (netted ? greatest(col(Observations.QUANTITY), lit(0.0)) : col(Observations.QUANTITY))
            .as("value"),
        unix_date(col(Observations.KNOWN_AT)).as("known"),
        col(Observations.LOAD_SEQ).as("seq"),
        lit(0).as("kind"));
  }

  /**
   * Facts of covariates, up to the origin where they are not known ahead.
   *
   * @param known from {@link #knownCovariates}
   */
  Dataset<Row> covariates(SparkSession spark, Dataset<Row> known, int origin, int last) {
    Dataset<Row> positions = broadcast(positions(spark));
    Column lastUsable = when(col("known_ahead"), lit(last)).otherwise(lit(origin));
    Column code =
        functionsPmod(xxhash64(col(Covariates.TEXT)), EVENT_CODES).cast(DataTypes.DoubleType);
    return known
        .join(
            positions,
            col(Covariates.COVARIATE)
                .equalTo(col("position_name"))
                .and(col(Covariates.SCOPE).equalTo(col("position_scope"))))
        .where(col(Covariates.FROM_PERIOD).leq(lastUsable))
        .select(
            entity(col(Covariates.SCOPE), col(Covariates.SCOPE_KEY)).as("entity"),
            col("position").as("column"),
            col(Covariates.FROM_PERIOD).as("from"),
            org.apache.spark.sql.functions.least(col(Covariates.TO_PERIOD), lastUsable).as("to"),
            // A row without a value takes an earlier one back.
            coalesce(
                    when(col("is_event"), when(col(Covariates.TEXT).isNotNull(), code))
                        .otherwise(col(Covariates.VALUE)),
                    lit(Double.NaN))
                .as("value"),
            unix_date(col(Covariates.KNOWN_AT)).as("known"),
            col(Covariates.LOAD_SEQ).as("seq"),
            col("position_kind").as("kind"));
  }

  /** Where each covariate stands: its scope's number and its place among the scope's covariates. */
  private Dataset<Row> positions(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int kind = 0; kind < plan.scopes().size(); kind++) {
      PanelPlan.Scope scope = plan.scopes().get(kind);
      for (int position = 0; position < scope.covariates().size(); position++) {
        PanelLayout.Covariate covariate =
            plan.layout().covariates().get(scope.covariates().get(position));
        rows.add(
            RowFactory.create(
                covariate.name(),
                scope.name(),
                kind,
                position,
                covariate.knownAhead(),
                covariate.kind() == PanelLayout.Kind.EVENT));
      }
    }
    StructType schema =
        new StructType()
            .add("position_name", DataTypes.StringType, false)
            .add("position_scope", DataTypes.StringType, false)
            .add("position_kind", DataTypes.IntegerType, false)
            .add("position", DataTypes.IntegerType, false)
            .add("known_ahead", DataTypes.BooleanType, false)
            .add("is_event", DataTypes.BooleanType, false);
    return spark.createDataFrame(rows, schema);
  }

  private static Column functionsPmod(Column value, int modulus) {
    return org.apache.spark.sql.functions.pmod(value, lit((long) modulus)).plus(lit(1L));
  }

  /** Names of covariates that are not about single series. */
  private Object[] ofScopes() {
    return plan.scopes().stream()
        .skip(1)
        .flatMap(scope -> scope.covariates().stream())
        .map(number -> plan.layout().covariates().get(number).name())
        .distinct()
        .toArray();
  }

  /** Entities with their kind and key: what the numbers of a shuffle stand for. */
  Dataset<Row> entities(Dataset<Row> series, Dataset<Row> covariates) {
    Dataset<Row> ofSeries =
        series.select(
            entity(lit(Covariates.SERIES_SCOPE), col(Observations.SERIES_ID)).as("entity"),
            lit("series").as("kind"),
            col(Observations.SERIES_ID).as("key"),
            org.apache
                .spark
                .sql
                .functions
                .array(
                    plan.attributes().stream()
                        .map(name -> col("`" + name + "`"))
                        .toArray(Column[]::new))
                .as("attributes"));
    Dataset<Row> ofScopes =
        covariates
            // By name first: the table is partitioned by it, and most rows are about series.
            .where(
                col(Covariates.COVARIATE)
                    .isin(ofScopes())
                    .and(col(Covariates.SCOPE).notEqual(lit(Covariates.SERIES_SCOPE))))
            .select(
                entity(col(Covariates.SCOPE), col(Covariates.SCOPE_KEY)).as("entity"),
                concat_ws("", lit("scope:"), col(Covariates.SCOPE)).as("kind"),
                col(Covariates.SCOPE_KEY).as("key"),
                org.apache.spark.sql.functions.array().cast("array<string>").as("attributes"))
            .distinct();
    return ofSeries.unionByName(ofScopes);
  }
}
