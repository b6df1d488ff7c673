package io.demandforecast.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.demandforecast.quality.TypedRows;
import io.demandforecast.source.RawColumns;
import io.demandforecast.table.SeriesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes rows of series: every one observed, with the attributes that the inputs give it now. Only
 * new and changed ones are news. Of several values the last one read counts.
 */
final class SeriesLoad {
  private static final String KNOWN = "_known";
  private static final String VALUES = "_values";

  private final List<String> keys;
  private final List<String> attributes;

  SeriesLoad(List<String> keys, List<String> attributes) {
    this.keys = List.copyOf(keys);
    this.attributes = List.copyOf(attributes);
  }

  /** The series of the target's accepted rows, with the attributes that those rows carry. */
  Dataset<Row> observed(LoadedInput target) {
    List<String> carried = target.input().attributes();
    List<Column> series = new ArrayList<>();
    series.add(col(Classified.SERIES).as(SeriesTable.SERIES_ID));
    keys.forEach(key -> series.add(Classified.key(key).as(key)));
    List<Column> states = new ArrayList<>(series);
    carried.forEach(a -> states.add(Classified.attribute(a).as(Classified.attributeName(a))));
    Dataset<Row> rows =
        target
            .groups()
            .accepted()
            .groupBy(states.toArray(Column[]::new))
            .agg(max(col(RowGroups.LAST)).as(TypedRows.ORDER));
    if (carried.isEmpty()) {
      return rows.drop(TypedRows.ORDER);
    }
    List<Column> names = new ArrayList<>();
    names.add(col(SeriesTable.SERIES_ID));
    keys.forEach(key -> names.add(RawColumns.column(key)));
    Column[] by = names.toArray(Column[]::new);
    names.add(col(VALUES + ".*"));
    return rows.groupBy(by).agg(lastRead(carried)).select(names.toArray(Column[]::new));
  }

  /** The newest row of each series that is known. */
  static Dataset<Row> newest(Dataset<Row> table) {
    Column[] all =
        java.util.Arrays.stream(table.columns()).map(RawColumns::column).toArray(Column[]::new);
    return table
        .groupBy(col(SeriesTable.SERIES_ID).as("_id"))
        .agg(max_by(struct(all), col(SeriesTable.LOAD_SEQ)).as(VALUES))
        .select(col(VALUES + ".*"));
  }

  /**
   * New and changed series.
   *
   * @param observed from {@link #observed}; empty where the target has no new file
   * @param known from {@link #newest}
   * @param inputs classified rows of the inputs that carry attributes of keys
   */
  Dataset<Row> changes(
      Optional<Dataset<Row>> observed, Dataset<Row> known, List<Classified> inputs) {
    Dataset<Row> all = observed.map(rows -> merged(rows, known)).orElseGet(() -> before(known));
    for (Classified input : inputs) {
      all = joined(all, input);
    }
    Column same = col(KNOWN);
    for (String attribute : attributes) {
      same = same.and(RawColumns.column(attribute).eqNullSafe(was(attribute)));
    }
    List<Column> columns = new ArrayList<>();
    columns.add(col(SeriesTable.SERIES_ID));
    keys.forEach(key -> columns.add(RawColumns.column(key)));
    attributes.forEach(attribute -> columns.add(RawColumns.column(attribute)));
    return all.where(not(same)).select(columns.toArray(Column[]::new));
  }

  /** Known series with the columns that later steps expect. */
  private Dataset<Row> before(Dataset<Row> known) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(SeriesTable.SERIES_ID));
    keys.forEach(key -> columns.add(RawColumns.column(key)));
    for (String attribute : attributes) {
      columns.add(RawColumns.column(attribute));
      columns.add(RawColumns.column(attribute).as(wasName(attribute)));
    }
    columns.add(lit(true).as(KNOWN));
    return known.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> merged(Dataset<Row> observed, Dataset<Row> known) {
    Dataset<Row> left = observed.alias("observed");
    Dataset<Row> right = before(known).alias("known");
    List<String> carried = List.of(observed.columns());
    List<Column> columns = new ArrayList<>();
    for (String column : concat(List.of(SeriesTable.SERIES_ID), keys)) {
      columns.add(coalesce(of("observed", column), of("known", column)).as(column));
    }
    for (String attribute : attributes) {
      Column before = of("known", attribute);
      columns.add(
          (carried.contains(attribute) ? coalesce(of("observed", attribute), before) : before)
              .as(attribute));
      columns.add(of("known", wasName(attribute)).as(wasName(attribute)));
    }
    columns.add(coalesce(of("known", KNOWN), lit(false)).as(KNOWN));
    return left.join(
            right,
            of("observed", SeriesTable.SERIES_ID).equalTo(of("known", SeriesTable.SERIES_ID)),
            "full")
        .select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> joined(Dataset<Row> all, Classified source) {
    List<String> given = source.input().attributes();
    List<String> by = source.input().keys();
    Column equal = lit(true);
    List<Column> renamed = new ArrayList<>();
    for (String key : by) {
      renamed.add(Classified.key(key).as("_by_" + key));
      equal = equal.and(RawColumns.column(key).equalTo(RawColumns.column("_by_" + key)));
    }
    Dataset<Row> values =
        source.accepted().groupBy(renamed.toArray(Column[]::new)).agg(lastRead(given));
    List<Column> columns = new ArrayList<>();
    for (String column : all.columns()) {
      Column current = RawColumns.column(column);
      columns.add(
          given.contains(column)
              ? coalesce(col(VALUES).getField(column), current).as(column)
              : current);
    }
    return all.join(values, equal, "left").select(columns.toArray(Column[]::new));
  }

  private static Column lastRead(List<String> attributes) {
    Column[] values =
        attributes.stream().map(a -> Classified.attribute(a).as(a)).toArray(Column[]::new);
    return max_by(struct(values), col(TypedRows.ORDER)).as(VALUES);
  }

  private static Column of(String side, String column) {
    return col(side + ".`" + column.replace("`", "``") + "`");
  }

  private static String wasName(String attribute) {
    return "_was:" + attribute;
  }

  private static Column was(String attribute) {
    return RawColumns.column(wasName(attribute));
  }

  private static List<String> concat(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
