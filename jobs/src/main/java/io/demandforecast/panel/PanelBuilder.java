package io.demandforecast.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Covariates;
import io.demandforecast.table.Observations;
import io.demandforecast.table.Panel;
import io.demandforecast.table.SeriesTable;
import io.demandforecast.table.TableDefinition;
import io.demandforecast.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Makes the rows of a panel: facts to arrays, then groups from the arrays. */
public final class PanelBuilder {
  /** Periods beyond the horizon that plans are kept for, so that the next event can be seen. */
  private static final int LOOK_AHEAD = 31;

  private final Warehouse warehouse;
  private final ForecastConfig config;
  private final PanelPlan plan;
  private final LocalDate asOf;
  private final Knowledge knowledge;

  public PanelBuilder(
      Warehouse warehouse,
      ForecastConfig config,
      PanelPlan plan,
      LocalDate asOf,
      Knowledge knowledge) {
    this.warehouse = warehouse;
    this.config = config;
    this.plan = plan;
    this.asOf = asOf;
    this.knowledge = knowledge;
  }

  /** Replaces the panel by that of an origin; first and last are the periods with actuals. */
  public void build(String panelId, int first, int last, int origin) {
    // Looked at twice, and each look would ask the tables for their files again.
    Dataset<Row> entities = entities().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      requireDistinct(entities);
      write(panelId, first, origin, arrays(span(first, last, origin), entities));
    } finally {
      entities.unpersist();
    }
  }

  private ArrayAssembler.Span span(int first, int last, int origin) {
    return new ArrayAssembler.Span(first, last, origin, origin + config.horizon() + LOOK_AHEAD);
  }

  /** Writes the rows of series and scopes, and those of groups that are made of them. */
  private void write(String panelId, int first, int origin, Dataset<Row> laid) {
    Dataset<Row> arrays = laid.withColumn(Panel.PANEL_ID, lit(panelId));
    TableDefinition table = Panel.definition();
    if (plan.layout().groups().isEmpty()) {
      warehouse.overwrite(table, arrays);
      return;
    }
    arrays = arrays.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JavaRDD<PanelSeries> series = new PanelReader(config, plan).withoutGroups(arrays);
      Dataset<Row> groups =
          warehouse
              .spark()
              .createDataFrame(
                  new GroupAggregator(plan, first, origin).rows(series, panelId), table.schema());
      warehouse.overwrite(table, arrays.unionByName(groups));
    } finally {
      arrays.unpersist();
    }
  }

  private Dataset<Row> entities() {
    return facts().entities(currentSeries(), warehouse.read(Covariates.definition()));
  }

  private PanelFacts facts() {
    return new PanelFacts(plan, asOf, knowledge.highWater());
  }

  private Dataset<Row> arrays(ArrayAssembler.Span span, Dataset<Row> entities) {
    SparkSession spark = warehouse.spark();
    PanelFacts facts = facts();
    Dataset<Row> observations = warehouse.read(Observations.definition(config.series().keys()));
    Dataset<Row> covariates = warehouse.read(Covariates.definition());
    Dataset<Row> laid =
        facts
            .observations(observations, span.origin())
            .unionByName(facts.covariates(spark, covariates, span.origin(), span.last()))
            .select(
                ArrayAssembler.FACT.stream()
                    .map(c -> col(c))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .repartition(partitions(), col("entity"))
            .sortWithinPartitions(col("entity"));
    int[] covariatesByKind =
        plan.scopes().stream().mapToInt(scope -> scope.covariates().size()).toArray();
    Dataset<Row> arrays =
        laid.mapPartitions(
            new ArrayAssembler(
                span, covariatesByKind, config.demand().gaps(), config.demand().leadingZeros()),
            Encoders.row(
                new StructType()
                    .add("entity", DataTypes.LongType, false)
                    .add(Panel.FIRST_PERIOD, DataTypes.IntegerType, false)
                    .add(
                        Panel.TARGET, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
                    .add(
                        Panel.COVARIATES,
                        DataTypes.createArrayType(
                            DataTypes.createArrayType(DataTypes.FloatType, false), false),
                        false)));
    return arrays.join(entities, "entity").drop("entity");
  }

  /** Each series with the attributes that were loaded last. */
  private Dataset<Row> currentSeries() {
    TableDefinition table =
        SeriesTable.definition(
            config.series().keys(),
            plan.attributes().stream().filter(a -> !config.series().keys().contains(a)).toList());
    return warehouse
        .read(table)
        .where(col(SeriesTable.LOAD_SEQ).leq(lit(knowledge.highWater())))
        .withColumn(
            "newest",
            row_number()
                .over(
                    Window.partitionBy(col(SeriesTable.SERIES_ID))
                        .orderBy(col(SeriesTable.LOAD_SEQ).desc())))
        .where(col("newest").equalTo(lit(1)))
        .drop("newest");
  }

  private static void requireDistinct(Dataset<Row> entities) {
    List<Row> doubled = entities.groupBy(col("entity")).count().where("count > 1").takeAsList(1);
    if (!doubled.isEmpty()) {
      throw ForecastException.data(
          "two series share one hash value; rename one of them. Its hash is "
              + doubled.get(0).getLong(0));
    }
  }

  private int partitions() {
    return warehouse.spark().sparkContext().defaultParallelism() * 2;
  }
}
