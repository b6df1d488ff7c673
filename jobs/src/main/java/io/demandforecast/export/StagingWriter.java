package io.demandforecast.export;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes the rows of one task to the staging table, in one transaction, marked with the attempt
 * that wrote them: of a task that Spark repeats, or runs twice at once, only the attempt counts
 * whose end Spark has heard of.
 */
final class StagingWriter implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 2000;
  private static final int BUFFER = 1 << 16;

  private final Connector connector;
  private final List<TableColumn> columns;
  private final String insert;

  StagingWriter(Connector connector, TableSql sql, String id) {
    this.connector = connector;
    this.columns = List.copyOf(sql.columns());
    String names =
        Stream.concat(Stream.of(TableSql.ATTEMPT), columns.stream().map(TableColumn::name))
            .map(sql::quoted)
            .collect(Collectors.joining(", "));
    this.insert =
        switch (connector.database()) {
          case POSTGRESQL -> "COPY " + sql.staging(id) + " (" + names + ") FROM STDIN";
          case MARIADB ->
              "INSERT INTO "
                  + sql.staging(id)
                  + " ("
                  + names
                  + ") VALUES ("
                  + IntStream.rangeClosed(0, columns.size())
                      .mapToObj(i -> "?")
                      .collect(Collectors.joining(", "))
                  + ")";
        };
  }

  /**
   * What a task has written.
   *
   * @param attempt its mark
   */
  record Written(long attempt, long rows) implements Serializable {}

  /** Writes the rows of this task. */
  Written write(Iterator<Row> rows) throws SQLException, IOException {
    long attempt = TaskContext.get().taskAttemptId();
    try (Connection connection = connector.open()) {
      connection.setAutoCommit(false);
      long written =
          switch (connector.database()) {
            case POSTGRESQL -> copy(connection, rows, attempt);
            case MARIADB -> batches(connection, rows, attempt);
          };
      connection.commit();
      return new Written(attempt, written);
    }
  }

  private long copy(Connection connection, Iterator<Row> rows, long attempt) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(insert);
    try {
      StringBuilder lines = new StringBuilder(BUFFER * 2);
      long written = 0;
      while (rows.hasNext()) {
        Row row = rows.next();
        lines.append(attempt);
        for (int i = 0; i < columns.size(); i++) {
          lines.append('\t');
          CopyText.append(lines, row.get(i), columns.get(i).kind());
        }
        lines.append('\n');
        written++;
        if (lines.length() > BUFFER) {
          flush(copy, lines);
        }
      }
      flush(copy, lines);
      copy.endCopy();
      return written;
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void flush(CopyIn copy, StringBuilder lines) throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }

  private long batches(Connection connection, Iterator<Row> rows, long attempt)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      long written = 0;
      while (rows.hasNext()) {
        Row row = rows.next();
        statement.setLong(1, attempt);
        for (int i = 0; i < columns.size(); i++) {
          statement.setObject(i + 2, row.get(i));
        }
        statement.addBatch();
        written++;
        if (written % BATCH == 0) {
          statement.executeBatch();
        }
      }
      if (written % BATCH != 0) {
        statement.executeBatch();
      }
      return written;
    }
  }
}
