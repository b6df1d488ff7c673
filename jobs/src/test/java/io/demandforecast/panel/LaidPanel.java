package io.demandforecast.panel;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.table.Panel;
import io.demandforecast.warehouse.Warehouse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The panel that a warehouse holds, with the blocks of each key put together. */
public final class LaidPanel {
  private LaidPanel() {}

  /** Kind, key, first period, target, covariates, attributes; in order of kind and key. */
  public static List<Row> rows(Warehouse warehouse, ForecastConfig config) {
    Dataset<Row> stored = warehouse.read(Panel.definition());
    PanelReader reader = new PanelReader(config, PanelPlan.of(config));
    PanelSpan span = PanelState.of(stored).span();
    PanelPlan plan = PanelPlan.of(config);
    Stream<Dataset<Row>> series =
        Stream.of(
            reader.series(stored, span, 2).withColumn(Panel.KIND, functions.lit(Panel.SERIES)));
    Stream<Dataset<Row>> scopes =
        plan.scopes().stream()
            .skip(1)
            .map(
                scope ->
                    reader
                        .scope(stored, span, scope, 1)
                        .withColumn(Panel.KIND, functions.lit(Panel.SCOPE + scope.name())));
    Stream<Dataset<Row>> groups =
        plan.layout().groups().stream()
            .map(
                group ->
                    reader
                        .group(stored, span, group, 1)
                        .withColumn(Panel.KIND, functions.lit(Panel.GROUP + group)));
    return Stream.of(series, scopes, groups)
        .flatMap(kind -> kind)
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .select(
            Stream.concat(Stream.of(Panel.KIND), Arrays.stream(BlockJoiner.WHOLE.fieldNames()))
                .map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new))
        .orderBy(functions.col(Panel.KIND), functions.col(Panel.KEY))
        .collectAsList();
  }
}
