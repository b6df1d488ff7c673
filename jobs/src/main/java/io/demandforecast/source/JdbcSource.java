package io.demandforecast.source;

import static org.apache.spark.sql.functions.lit;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.jdbc.Database;
import io.demandforecast.jdbc.MariadbDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a table of PostgreSQL or MariaDB, in parts by ranges of a column where one is declared. The
 * parts are statements of their own: rows that change meanwhile may be seen by none or by two of
 * them.
 */
final class JdbcSource {
  private final SparkSession spark;
  private final InputSettings input;
  private final JdbcConnection connection;
  private final PersonalColumns personal;

  JdbcSource(
      SparkSession spark,
      InputSettings input,
      Map<String, String> environment,
      PersonalColumns personal) {
    this.spark = spark;
    this.input = input;
    this.connection = new JdbcConnection(input, environment);
    if (connection.database() == Database.MARIADB) {
      MariadbDialect.register();
    }
    this.personal = personal;
  }

  /** The table, whose state cannot be told without reading it. */
  SourceFile stat() {
    return new SourceFile(connection.place(), 0, "");
  }

  Dataset<Row> rows() {
    Jdbc jdbc = connection.jdbc();
    checkHasRows(jdbc);
    Optional<MariadbTimes> times =
        Optional.of(connection)
            .filter(one -> one.database() == Database.MARIADB)
            .map(MariadbTimes::of);
    DataFrameReader reader = whole(jdbc, times);
    Dataset<Row> table = reader.load();
    if (jdbc.partitionColumn().isPresent() && jdbc.partitions() > 1) {
      table = partitioned(jdbc, jdbc.partitionColumn().get(), table, reader);
    }
    if (times.isPresent()) {
      table = times.get().in(table);
    }
    return new TableRows(input, personal)
        .of(table, "table " + connection.place(), lit(connection.place()));
  }

  private DataFrameReader whole(Jdbc jdbc, Optional<MariadbTimes> times) {
    DataFrameReader reader =
        spark
            .read()
            .format("jdbc")
            .option("url", jdbc.url())
            .option("dbtable", times.map(MariadbTimes::asTexts).orElse(jdbc.table()))
            .option("fetchsize", jdbc.fetchSize())
            // a timestamp without zone is a wall clock, not an instant in this machine's zone
            .option("preferTimestampNTZ", "true");
    Properties properties = connection.properties();
    for (String name : properties.stringPropertyNames()) {
      reader = reader.option(name, properties.getProperty(name));
    }
    if (times.isPresent()) {
      reader = reader.option("sessionInitStatement", MariadbTimes.SESSION);
    }
    return reader;
  }

  private Dataset<Row> partitioned(
      Jdbc jdbc, String column, Dataset<Row> table, DataFrameReader reader) {
    StructType schema = table.schema();
    if (!java.util.Arrays.asList(schema.fieldNames()).contains(column)) {
      throw ForecastException.configuration(
          "Input '"
              + input.name()
              + "': partition-column '"
              + column
              + "' is no column of "
              + connection.place()
              + ".");
    }
    Optional<Bounds> bounds = bounds(jdbc, column, schema.apply(column).dataType());
    if (bounds.isEmpty()) {
      return table;
    }
    return reader
        .option("partitionColumn", connection.database().quoted(column))
        .option("lowerBound", bounds.get().lower)
        .option("upperBound", bounds.get().upper)
        .option("numPartitions", jdbc.partitions())
        .load();
  }

  private record Bounds(String lower, String upper) {}

  /** Least and greatest value; empty where every value is null. */
  private Optional<Bounds> bounds(Jdbc jdbc, String column, DataType type) {
    String name = connection.database().quoted(column);
    String query;
    if (type instanceof NumericType) {
      query = "SELECT floor(min(" + name + ")), ceil(max(" + name + ")) FROM " + jdbc.table();
    } else if (type instanceof DateType) {
      query = "SELECT min(" + name + "), max(" + name + ") FROM " + jdbc.table();
    } else {
      throw ForecastException.configuration(
          "Input '"
              + input.name()
              + "': partition-column '"
              + column
              + "' is of type "
              + type.simpleString()
              + "; only numbers and dates divide a table.");
    }
    try (Connection open = connection.open();
        Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      String lower = bound(result, 1, type);
      String upper = bound(result, 2, type);
      return lower == null ? Optional.empty() : Optional.of(new Bounds(lower, upper));
    } catch (SQLException failure) {
      throw connection.explain(failure);
    }
  }

  private static String bound(ResultSet result, int index, DataType type) throws SQLException {
    if (type instanceof DateType) {
      return result.getString(index);
    }
    java.math.BigDecimal number = result.getBigDecimal(index);
    return number == null ? null : number.toBigInteger().toString();
  }

  private void checkHasRows(Jdbc jdbc) {
    try (Connection open = connection.open();
        Statement statement = open.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1 FROM " + jdbc.table() + " LIMIT 1")) {
      if (!result.next()) {
        throw ForecastException.data(
            "Input '" + input.name() + "': table " + connection.place() + " has no row.");
      }
    } catch (SQLException failure) {
      throw connection.explain(failure);
    }
  }
}
