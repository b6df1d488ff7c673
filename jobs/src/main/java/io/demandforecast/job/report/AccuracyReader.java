package io.demandforecast.job.report;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.report.AccuracyFacts;
import io.demandforecast.report.AccuracyFacts.Figures;
import io.demandforecast.report.AccuracyFacts.Level;
import io.demandforecast.report.AccuracyFacts.Segment;
import io.demandforecast.table.Accuracy;
import io.demandforecast.table.Forecasts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Reads how wrong published runs were, each as it was scored last. A figure over several runs is
 * the mean of theirs, weighted by rows.
 */
final class AccuracyReader {
  private static final int RUNS = 60;
  private static final int MOST_VALUES = 15;
  private static final String ALL = "all";
  private static final String WAPE = "wape";
  private static final String NAIVE = "seasonal_naive_wape";
  private static final String BIAS = "bias";
  private static final String WEIGHT = "_rows";
  private static final String PLACE = "place";
  private static final String OF = "of";

  private final Dataset<Row> scored;

  /** Rows over all series. */
  private final List<Row> overall;

  /** Those of them over all leads. */
  private final List<Row> whole;

  /** Of the quantiles, ascending: those that the newest run was scored by. */
  private final List<Double> levels;

  /**
   * @param accuracy the table
   * @param runIds published runs that count
   */
  AccuracyReader(Dataset<Row> accuracy, Set<String> runIds) {
    Dataset<Row> newest =
        accuracy
            .where(col(Accuracy.RUN_ID).isin(runIds.toArray()))
            .groupBy(col(Accuracy.RUN_ID))
            .agg(
                max(col(Accuracy.AS_OF)).as(Accuracy.AS_OF),
                max(col(Accuracy.ORIGIN_DATE)).as(Accuracy.ORIGIN_DATE))
            .orderBy(col(Accuracy.ORIGIN_DATE).desc(), col(Accuracy.RUN_ID))
            .limit(RUNS)
            .drop(Accuracy.ORIGIN_DATE);
    this.scored = accuracy.join(broadcast(newest), new String[] {Accuracy.RUN_ID, Accuracy.AS_OF});
    this.overall =
        scored
            .where(col(Accuracy.SEGMENT).equalTo(lit(ALL)))
            .orderBy(col(Accuracy.ORIGIN_DATE), col(Accuracy.RUN_ID))
            .collectAsList();
    this.whole = overall.stream().filter(row -> row.getAs(Accuracy.LEADS).equals(ALL)).toList();
    this.levels =
        whole.isEmpty()
            ? List.of()
            : Cells.<Double>map(whole.get(whole.size() - 1), Accuracy.COVERAGE).keySet().stream()
                .map(Forecasts::levelOf)
                .sorted()
                .toList();
  }

  /** All but the segments. */
  AccuracyFacts atAGlance() {
    return facts(List.of());
  }

  AccuracyFacts read() {
    return facts(whole.isEmpty() ? List.of() : segments());
  }

  private AccuracyFacts facts(List<Segment> segments) {
    if (whole.isEmpty()) {
      return new AccuracyFacts(null, 0, null, List.of(), List.of(), List.of(), List.of());
    }
    return new AccuracyFacts(
        whole.stream()
            .map(row -> Cells.text(row, Accuracy.AS_OF))
            .max(Comparator.naturalOrder())
            .orElseThrow(),
        whole.size(),
        figures(ALL, whole),
        whole.stream()
            .map(row -> figures(Cells.text(row, Accuracy.ORIGIN_DATE), List.of(row)))
            .toList(),
        byLeads(),
        segments,
        levels.stream().map(level -> level(level, whole)).toList());
  }

  private List<Figures> byLeads() {
    Map<String, List<Row>> byLeads = new LinkedHashMap<>();
    overall.stream()
        .filter(row -> !row.getAs(Accuracy.LEADS).equals(ALL))
        .sorted(Comparator.comparing(row -> firstLead(row.getAs(Accuracy.LEADS))))
        .forEach(
            row ->
                byLeads
                    .computeIfAbsent(row.getAs(Accuracy.LEADS), leads -> new ArrayList<>())
                    .add(row));
    List<Figures> figures = new ArrayList<>();
    byLeads.forEach((leads, rows) -> figures.add(figures(leads, rows)));
    return figures;
  }

  private static int firstLead(String leads) {
    return Integer.parseInt(leads.split("-", 2)[0]);
  }

  private Figures figures(String name, List<Row> rows) {
    Double wape = mean(rows, row -> Cells.number(row, WAPE));
    Double naive = mean(rows, row -> Cells.number(row, NAIVE));
    return figures(
        name,
        rows.stream().mapToLong(row -> row.<Long>getAs(Accuracy.ROWS)).sum(),
        wape,
        naive,
        mean(rows, row -> Cells.number(row, BIAS)),
        mean(rows, this::covered));
  }

  private static Figures figures(
      String name, long rows, Double wape, Double naive, Double bias, Double coverage) {
    Double added = wape == null || naive == null || naive == 0 ? null : 1 - wape / naive;
    return new Figures(name, rows, wape, naive, added, bias, coverage);
  }

  /** Share of actuals between the outermost quantiles, both of them within. */
  private Double covered(Row row) {
    Double high = Cells.<Double>map(row, Accuracy.COVERAGE).get(highest());
    Double low = Cells.<Double>map(row, Accuracy.COVERAGE_BELOW).get(lowest());
    return high == null || low == null ? null : high - low;
  }

  private String lowest() {
    return levels.isEmpty() ? "" : Forecasts.quantileColumn(levels.get(0));
  }

  private String highest() {
    return levels.isEmpty() ? "" : Forecasts.quantileColumn(levels.get(levels.size() - 1));
  }

  private Level level(double level, List<Row> whole) {
    String column = Forecasts.quantileColumn(level);
    return new Level(
        column,
        level,
        mean(whole, row -> Cells.<Double>map(row, Accuracy.COVERAGE).get(column)),
        mean(whole, row -> Cells.<Double>map(row, Accuracy.COVERAGE_BELOW).get(column)));
  }

  private static Double mean(List<Row> rows, Function<Row, Double> figure) {
    double sum = 0;
    double weight = 0;
    for (Row row : rows) {
      Double value = figure.apply(row);
      if (value != null) {
        sum += value * row.<Long>getAs(Accuracy.ROWS);
        weight += row.<Long>getAs(Accuracy.ROWS);
      }
    }
    return Cells.finite(sum / weight);
  }

  /** The values with the highest WAPE of each column; averaged where the rows are. */
  private List<Segment> segments() {
    Column within =
        col(Accuracy.COVERAGE)
            .getItem(highest())
            .minus(col(Accuracy.COVERAGE_BELOW).getItem(lowest()));
    WindowSpec ofColumn = Window.partitionBy(col(Accuracy.SEGMENT));
    List<Row> rows =
        scored
            .where(
                col(Accuracy.SEGMENT).notEqual(lit(ALL)).and(col(Accuracy.LEADS).equalTo(lit(ALL))))
            .groupBy(col(Accuracy.SEGMENT), col(Accuracy.SEGMENT_VALUE))
            .agg(
                sum(col(Accuracy.ROWS)).as(WEIGHT),
                mean(col(WAPE)).as(WAPE),
                mean(col(NAIVE)).as(NAIVE),
                mean(col(BIAS)).as(BIAS),
                mean(within).as(Accuracy.COVERAGE))
            .withColumn(
                PLACE,
                row_number()
                    .over(
                        ofColumn.orderBy(col(WAPE).desc_nulls_last(), col(Accuracy.SEGMENT_VALUE))))
            .withColumn(OF, count(lit(1)).over(ofColumn))
            .where(col(PLACE).leq(lit(MOST_VALUES)))
            .orderBy(col(Accuracy.SEGMENT), col(PLACE))
            .collectAsList();
    Map<String, List<Row>> byColumn = new LinkedHashMap<>();
    rows.forEach(
        row ->
            byColumn
                .computeIfAbsent(row.getAs(Accuracy.SEGMENT), column -> new ArrayList<>())
                .add(row));
    List<Segment> segments = new ArrayList<>();
    byColumn.forEach(
        (column, values) ->
            segments.add(
                new Segment(
                    column,
                    values.stream()
                        .map(
                            row ->
                                figures(
                                    Cells.text(row, Accuracy.SEGMENT_VALUE),
                                    Cells.count(row, WEIGHT),
                                    Cells.number(row, WAPE),
                                    Cells.number(row, NAIVE),
                                    Cells.number(row, BIAS),
                                    Cells.number(row, Accuracy.COVERAGE)))
                        .toList(),
                    Cells.count(values.get(0), OF))));
    return segments;
  }

  private static Column mean(Column figure) {
    return sum(figure.multiply(col(Accuracy.ROWS)))
        .divide(sum(when(figure.isNotNull(), col(Accuracy.ROWS))));
  }
}
