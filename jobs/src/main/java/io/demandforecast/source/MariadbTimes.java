package io.demandforecast.source;

import static org.apache.spark.sql.functions.col;

import io.demandforecast.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Times of a MariaDB table, read as the texts that the server has of them: a TIMESTAMP is an
 * instant, shown in the session's zone, and a DATETIME a wall clock. As a value of JDBC both would
 * go through the zone of this machine, which has hours twice and hours never.
 */
final class MariadbTimes {
  /** Makes the texts of instants those of UTC. */
  static final String SESSION = "SET time_zone = '+00:00'";

  /** Every column; those that are times with what they are, the others with none. */
  private final Map<String, Optional<DataType>> columns;

  private final String table;

  private MariadbTimes(String table, Map<String, Optional<DataType>> columns) {
    this.table = table;
    this.columns = columns;
  }

  /** The times among a table's columns. */
  static MariadbTimes of(JdbcConnection connection) {
    String table = connection.jdbc().table();
    try (Connection open = connection.open();
        Statement statement = open.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData all = none.getMetaData();
      Map<String, Optional<DataType>> columns = new LinkedHashMap<>();
      for (int i = 1; i <= all.getColumnCount(); i++) {
        columns.put(all.getColumnLabel(i), time(all, i));
      }
      return new MariadbTimes(table, columns);
    } catch (SQLException failure) {
      throw connection.explain(failure);
    }
  }

  private static Optional<DataType> time(ResultSetMetaData all, int i) throws SQLException {
    if (all.getColumnType(i) != Types.TIMESTAMP) {
      return Optional.empty();
    }
    return Optional.of(
        "TIMESTAMP".equalsIgnoreCase(all.getColumnTypeName(i))
            ? DataTypes.TimestampType
            : DataTypes.TimestampNTZType);
  }

  /** The table with texts for its times, as something to select from. */
  String asTexts() {
    if (columns.values().stream().allMatch(Optional::isEmpty)) {
      return table;
    }
    List<String> selected = new ArrayList<>();
    columns.forEach(
        (name, time) -> {
          String column = Database.MARIADB.quoted(name);
          selected.add(time.isEmpty() ? column : "CAST(" + column + " AS CHAR) AS " + column);
        });
    return "(SELECT " + String.join(", ", selected) + " FROM " + table + ") with_texts";
  }

  /** The table with times for their texts. */
  Dataset<Row> in(Dataset<Row> table) {
    List<Column> all = new ArrayList<>();
    for (String name : table.columns()) {
      Column column = col(Database.MARIADB.quoted(name));
      // Spark's session, too, has UTC for its zone.
      all.add(columns.get(name).map(time -> column.cast(time).as(name)).orElse(column));
    }
    return table.select(all.toArray(new Column[0]));
  }
}
