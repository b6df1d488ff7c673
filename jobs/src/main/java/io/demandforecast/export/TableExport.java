package io.demandforecast.export;

import com.zaxxer.hikari.HikariDataSource;
import io.demandforecast.config.ExportSettings.Mode;
import io.demandforecast.config.ExportSettings.Table;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.jdbc.Credentials;
import io.demandforecast.jdbc.Database;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * Hands publications to a table of a database: tasks write a staging table side by side, then one
 * transaction puts its rows in the place of those with their key and takes the others away.
 */
public final class TableExport implements Destination {
  private static final int ID_LENGTH = 8;

  private final String name;
  private final Table target;
  private final Connector connector;
  private final Attempts attempts;

  /**
   * @param name of the export, for messages
   * @param environment where user and password are
   * @param note told of what is tried again
   * @throws ForecastException of the configuration where the environment or the driver is wanting
   */
  public TableExport(
      String name, Table target, Map<String, String> environment, Consumer<String> note) {
    this.name = name;
    this.target = target;
    Database database =
        Database.of(target.url())
            .orElseThrow(() -> new IllegalArgumentException("unchecked URL of export " + name));
    this.connector =
        new Connector(
            database,
            target.url(),
            Credentials.of(
                subject(), target.userVariable(), target.passwordVariable(), environment));
    this.attempts = new Attempts(target.attempts(), Attempts.FIRST, Attempts.LONGEST, note);
    database.requireDriver();
  }

  @Override
  public String place() {
    String url = target.url();
    int parameters = url.indexOf('?');
    return (parameters < 0 ? url : url.substring(0, parameters)) + "#" + target.table();
  }

  @Override
  public long put(Shipment shipment) {
    List<TableColumn> columns = TableColumn.of(shipment);
    TableSql sql = TableSql.of(connector.database(), target.table(), columns);
    return attempts.run(() -> once(shipment, sql));
  }

  private long once(Shipment shipment, TableSql sql) {
    try (HikariDataSource pool = connector.pool();
        Connection session = pool.getConnection()) {
      ExportLock.take(session, connector.database(), sql, place());
      String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
      prepare(pool, shipment, sql, id);
      try {
        List<StagingWriter.Written> written = stage(shipment, sql, id);
        long rows = written.stream().mapToLong(StagingWriter.Written::rows).sum();
        Checks.requireWhole(shipment, rows);
        move(pool, shipment, sql, id, written);
        return rows;
      } finally {
        dropStaging(pool, sql, id);
      }
    } catch (ForecastException told) {
      throw told;
    } catch (SQLException failure) {
      throw explain(failure);
    } catch (RuntimeException failure) {
      throw Attempts.database(failure).<RuntimeException>map(this::explain).orElse(failure);
    }
  }

  /** Tables that stay are made where they are not there, and looked at; leftovers go. */
  private void prepare(HikariDataSource pool, Shipment shipment, TableSql sql, String id)
      throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.create());
      statement.execute(sql.createState());
      requireFit(statement, sql);
      refuseLater(connection, shipment, sql);
      for (String left : leftOver(connection, sql)) {
        statement.execute(sql.drop(left));
      }
      statement.execute(sql.createStaging(id));
    }
  }

  private static List<String> leftOver(Connection connection, TableSql sql) throws SQLException {
    try (PreparedStatement tables = connection.prepareStatement(sql.tablesBeginning())) {
      tables.setString(1, sql.stagingPrefix());
      tables.setString(2, sql.stagingPrefix());
      return texts(tables.executeQuery());
    }
  }

  private void requireFit(Statement statement, TableSql sql) throws SQLException {
    if (sql.unfit().isPresent()) {
      List<String> reasons = texts(statement.executeQuery(sql.unfit().get()));
      if (!reasons.isEmpty()) {
        throw wrong("table " + target.table() + " " + reasons.get(0) + ".");
      }
    }
    Set<String> there = new HashSet<>();
    try (ResultSet none = statement.executeQuery(sql.noRow())) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        there.add(none.getMetaData().getColumnName(i));
      }
    }
    List<String> missing = new ArrayList<>();
    for (TableColumn column : sql.columns()) {
      if (!there.remove(column.name())) {
        missing.add(
            "ALTER TABLE "
                + sql.table()
                + " ADD COLUMN "
                + sql.quoted(column.name())
                + " "
                + sql.type(column)
                + ";");
      }
    }
    if (!missing.isEmpty()) {
      throw wrong(
          "table "
              + target.table()
              + " was made for other columns. Give it what it has not, or name another table:\n  "
              + String.join("\n  ", missing));
    }
    if (!there.isEmpty()) {
      throw wrong(
          "table "
              + target.table()
              + " has columns that the export has not and would leave as they are: "
              + String.join(", ", there.stream().sorted().toList())
              + ". Take them away, or name another table.");
    }
    Set<String> key = Set.copyOf(texts(statement.executeQuery(sql.primaryKey())));
    if (!key.equals(Set.copyOf(sql.keyNames()))) {
      throw wrong(
          "table "
              + target.table()
              + " has the primary key "
              + key.stream().sorted().toList()
              + " where this export's is "
              + sql.keyNames()
              + ": it was made for another mode or content. Name another table.");
    }
  }

  private void refuseLater(Connection connection, Shipment shipment, TableSql sql)
      throws SQLException {
    if (shipment.mode() == Mode.RUNS) {
      return;
    }
    try (PreparedStatement newest = connection.prepareStatement(sql.newest())) {
      newest.setString(1, shipment.publication().channel());
      try (ResultSet answer = newest.executeQuery()) {
        answer.next();
        long there = answer.getLong(1);
        if (there > shipment.publication().sequence()) {
          throw Checks.later(shipment, place(), there);
        }
      }
    }
  }

  private List<StagingWriter.Written> stage(Shipment shipment, TableSql sql, String id) {
    StagingWriter writer = new StagingWriter(connector, sql, id);
    JavaRDD<Row> rows =
        TableColumn.asTexts(shipment.rows(), sql.columns())
            .coalesce(target.connections())
            .toJavaRDD();
    try {
      return rows.mapPartitions(part -> List.of(writer.write(part)).iterator()).collect();
    } catch (Exception failure) {
      // Spark throws what its methods do not declare.
      throw failure instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(failure);
    }
  }

  /** The one step that readers see. */
  private void move(
      HikariDataSource pool,
      Shipment shipment,
      TableSql sql,
      String id,
      List<StagingWriter.Written> written)
      throws SQLException {
    List<Long> marks = written.stream().map(StagingWriter.Written::attempt).toList();
    long rows = written.stream().mapToLong(StagingWriter.Written::rows).sum();
    Publication publication = shipment.publication();
    try (Connection connection = pool.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        for (String after : sql.afterStaging(id, marks)) {
          statement.execute(after);
        }
      }
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String first : sql.exclusively()) {
          statement.execute(first);
        }
        refuseLater(connection, shipment, sql);
        statement.executeUpdate(sql.insertStaged(id, marks));
        ofPublication(
            connection, sql.deleteOthers(id, marks, shipment.mode()), publication, shipment.mode());
        requireCount(connection, sql, publication, rows);
        ofPublication(connection, sql.deleteState(shipment.mode()), publication, shipment.mode());
        insertState(connection, sql, publication, rows);
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        rollBack(connection, failure);
        throw failure;
      }
    }
  }

  private static void rollBack(Connection connection, Exception failure) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      // The server rolls back what is left of a connection.
      failure.addSuppressed(gone);
    }
  }

  private static void ofPublication(
      Connection connection, String sql, Publication publication, Mode mode) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, publication.channel());
      if (mode == Mode.RUNS) {
        statement.setString(2, publication.runId());
      }
      statement.executeUpdate();
    }
  }

  /** Keys that the database takes for the same, such as with a space at the end, would be lost. */
  private void requireCount(Connection connection, TableSql sql, Publication publication, long rows)
      throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(sql.count())) {
      count.setString(1, publication.channel());
      count.setString(2, publication.runId());
      try (ResultSet answer = count.executeQuery()) {
        answer.next();
        long found = answer.getLong(1);
        if (found != rows) {
          throw ForecastException.data(
              place()
                  + " would hold "
                  + found
                  + " rows of run "
                  + publication.runId()
                  + ", which has "
                  + rows
                  + ": the database takes series for the same that differ. Nothing was changed.");
        }
      }
    }
  }

  private static void insertState(
      Connection connection, TableSql sql, Publication publication, long rows) throws SQLException {
    try (PreparedStatement state = connection.prepareStatement(sql.insertState())) {
      state.setString(1, publication.channel());
      state.setString(2, publication.runId());
      state.setLong(3, publication.sequence());
      state.setDate(4, Date.valueOf(publication.asOf()));
      state.setString(5, publication.modelVersion());
      state.setLong(6, rows);
      state.executeUpdate();
    }
  }

  /** What cannot be dropped now is dropped by the next export. */
  private static void dropStaging(HikariDataSource pool, TableSql sql, String id) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.dropStaging(id));
    } catch (SQLException left) {
      org.slf4j.LoggerFactory.getLogger(TableExport.class)
          .warn("staging table {} is left over", sql.staging(id), left);
    }
  }

  private static List<String> texts(ResultSet answer) throws SQLException {
    try (answer) {
      List<String> texts = new ArrayList<>();
      while (answer.next()) {
        texts.add(answer.getString(1));
      }
      return texts;
    }
  }

  private ForecastException explain(SQLException failure) {
    Database.Problem problem = connector.database().problem(failure);
    String state = String.valueOf(failure.getSQLState());
    return switch (problem) {
      case CREDENTIALS ->
          wrong(
              "the database refuses the credentials in environment variables "
                  + target.userVariable()
                  + " and "
                  + target.passwordVariable()
                  + ".");
      case NO_DATABASE -> wrong("there is no such database at " + place() + ".");
      case NO_RIGHT ->
          wrong(
              "the database's user may not do what an export does: make and write tables beside "
                  + place()
                  + ": "
                  + failure.getMessage());
      case UNREACHABLE, NO_TABLE, OTHER ->
          state.startsWith("22") || state.startsWith("23")
              ? ForecastException.data(
                  subject() + ": " + place() + " refuses a row: " + failure.getMessage(), failure)
              : ForecastException.transientFailure(
                  subject()
                      + ": "
                      + place()
                      + (problem == Database.Problem.UNREACHABLE
                          ? " cannot be reached"
                          : " could not be written")
                      + " (SQL state "
                      + state
                      + ": "
                      + failure.getMessage()
                      + "). What was there before is there still. Try again.",
                  failure);
    };
  }

  private String subject() {
    return "Export '" + name + "'";
  }

  private ForecastException wrong(String problem) {
    return ForecastException.configuration(subject() + ": " + problem);
  }
}
