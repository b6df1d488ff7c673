package io.demandforecast.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.series.PeriodValues;
import io.demandforecast.series.SeriesHistory;
import io.demandforecast.table.Panel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads a panel's rows back as series, each joined with the covariates of its scopes and the
 * histories of its groups.
 */
public final class PanelReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FIXED = 5;

  private final PanelPlan plan;
  private final Availability availability;

  public PanelReader(ForecastConfig config, PanelPlan plan) {
    this.plan = plan;
    this.availability = new Availability(config.availability(), plan.layout());
  }

  /** Whether groups are wanted: they are themselves made from series without them. */
  enum Groups {
    JOINED,
    LEFT_OUT
  }

  /** The series of a panel in no order, as many partitions as Spark finds good. */
  public JavaRDD<PanelSeries> series(Dataset<Row> panel) {
    return convert(joined(panel, Groups.JOINED), Groups.JOINED);
  }

  /**
   * The series of a panel in an order and partitions that depend on nothing but the panel, kept for
   * several passes.
   *
   * @param partitions number of partitions, whatever the cluster
   */
  public OrderedPanel ordered(Dataset<Row> panel, int partitions) {
    Dataset<Row> laid =
        joined(panel, Groups.JOINED)
            .repartition(partitions, col(Panel.KEY))
            .sortWithinPartitions(col(Panel.KEY))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new OrderedPanel(laid, convert(laid, Groups.JOINED));
  }

  /** {@link #series} without the histories of groups: where none is asked for and rows travel. */
  public JavaRDD<PanelSeries> withoutGroups(Dataset<Row> panel) {
    return convert(joined(panel, Groups.LEFT_OUT), Groups.LEFT_OUT);
  }

  private Dataset<Row> joined(Dataset<Row> panel, Groups groups) {
    Dataset<Row> joined =
        panel
            .where(col(Panel.KIND).equalTo(lit(Panel.SERIES)))
            .select(
                col(Panel.KEY),
                col(Panel.FIRST_PERIOD),
                col(Panel.TARGET),
                col(Panel.COVARIATES),
                col(Panel.ATTRIBUTES));
    for (int i = 1; i < plan.scopes().size(); i++) {
      PanelPlan.Scope scope = plan.scopes().get(i);
      Dataset<Row> rows =
          of(panel, Panel.SCOPE + scope.name())
              .select(
                  col(Panel.KEY).as("scope_key_" + i),
                  col(Panel.FIRST_PERIOD).as("scope_first_" + i),
                  col(Panel.COVARIATES).as("scope_covariates_" + i));
      joined =
          joined
              .join(rows, keyOf(scope.columns()).equalTo(col("scope_key_" + i)), "left")
              .drop("scope_key_" + i);
    }
    if (groups == Groups.JOINED) {
      for (int i = 0; i < plan.layout().groups().size(); i++) {
        Dataset<Row> rows =
            of(panel, Panel.GROUP + plan.layout().groups().get(i))
                .select(
                    col(Panel.KEY).as("group_key_" + i),
                    col(Panel.FIRST_PERIOD).as("group_first_" + i),
                    col(Panel.TARGET).as("group_target_" + i));
        joined =
            joined
                .join(
                    rows, keyOf(plan.groupColumns().get(i)).equalTo(col("group_key_" + i)), "left")
                .drop("group_key_" + i);
      }
    }
    return joined;
  }

  private static Dataset<Row> of(Dataset<Row> panel, String kind) {
    return panel.where(col(Panel.KIND).equalTo(lit(kind)));
  }

  private Column keyOf(List<String> columns) {
    return KeyText.of(
        columns.stream()
            .map(name -> col(Panel.ATTRIBUTES).getItem(plan.attributes().indexOf(name)))
            .toList());
  }

  /** Arrays are taken from Spark's own rows: the public ones would box every number. */
  private JavaRDD<PanelSeries> convert(Dataset<Row> joined, Groups groups) {
    int joinedGroups = groups == Groups.JOINED ? plan.layout().groups().size() : 0;
    return joined.queryExecution().toRdd().toJavaRDD().map(row -> series(row, joinedGroups));
  }

  private PanelSeries series(InternalRow row, int joinedGroups) {
    String id = row.getUTF8String(0).toString();
    int first = row.getInt(1);
    double[] target = row.getArray(2).toDoubleArray();
    PeriodValues[] covariates = new PeriodValues[plan.layout().covariates().size()];
    Arrays.fill(covariates, new PeriodValues(first, new float[0]));
    place(plan.scopes().get(0), first, row.getArray(3), covariates);
    int column = FIXED;
    for (int i = 1; i < plan.scopes().size(); i++, column += 2) {
      if (!row.isNullAt(column)) {
        place(plan.scopes().get(i), row.getInt(column), row.getArray(column + 1), covariates);
      }
    }
    List<SeriesHistory> groups = new ArrayList<>();
    for (int i = 0; i < joinedGroups; i++, column += 2) {
      groups.add(
          row.isNullAt(column)
              ? null
              : SeriesHistory.of(
                  plan.layout().groups().get(i),
                  row.getInt(column),
                  row.getArray(column + 1).toDoubleArray()));
    }
    if (!availability.always()) {
      for (int i = 0; i < target.length; i++) {
        if (!availability.sells(covariates, first + i)) {
          target[i] = Double.NaN;
        }
      }
    }
    return new PanelSeries(
        new SeriesHistory(id, first, target, covariates, attributes(row.getArray(4)), groups),
        covariates,
        availability);
  }

  private static void place(
      PanelPlan.Scope scope, int first, ArrayData arrays, PeriodValues[] covariates) {
    for (int i = 0; i < scope.covariates().size(); i++) {
      covariates[scope.covariates().get(i)] =
          new PeriodValues(first, arrays.getArray(i).toFloatArray());
    }
  }

  private static String[] attributes(ArrayData array) {
    String[] attributes = new String[array.numElements()];
    for (int i = 0; i < attributes.length; i++) {
      attributes[i] = array.isNullAt(i) ? null : array.getUTF8String(i).toString();
    }
    return attributes;
  }
}
