package io.demandforecast.export;

import io.demandforecast.config.ExportSettings.Mode;
import io.demandforecast.jdbc.Database;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The statements of an export. All names are declared ones, quoted; all values are parameters or
 * numbers of the program's own.
 *
 * <p>Beside the table there is {@code TABLE_publications}, which says what the table holds, and for
 * the time of an export {@code TABLE_staging_ID}, which tasks write.
 */
abstract class TableSql {
  static final String ATTEMPT = "export_attempt";
  private static final String STATE = "_publications";
  private static final String STAGING = "_staging_";

  private final Database database;
  private final Optional<String> schema;
  private final String table;
  private final List<TableColumn> columns;

  TableSql(Database database, String declared, List<TableColumn> columns) {
    int dot = declared.indexOf('.');
    this.database = database;
    this.schema = dot < 0 ? Optional.empty() : Optional.of(declared.substring(0, dot));
    this.table = declared.substring(dot + 1);
    this.columns = columns;
  }

  static TableSql of(Database database, String declared, List<TableColumn> columns) {
    return switch (database) {
      case POSTGRESQL -> new PostgresSql(declared, columns);
      case MARIADB -> new MariadbSql(declared, columns);
    };
  }

  /** Type of a column of the table. */
  abstract String type(TableColumn column);

  /** Type of texts that name something. */
  abstract String nameType();

  /** Words after the definition of a table that stays. */
  abstract String storage();

  /** Words before the definition of a table that does not. */
  abstract String stagingWords();

  /** What the schema is where none is declared. */
  abstract String currentSchema();

  /** How rows are inserted, or put in the place of those with their key. */
  abstract String onConflict();

  final List<TableColumn> columns() {
    return columns;
  }

  final String table() {
    return named(table);
  }

  final String state() {
    return named(table + STATE);
  }

  final String staging(String id) {
    return named(table + STAGING + id);
  }

  private String named(String name) {
    return schema.map(one -> quoted(one) + ".").orElse("") + quoted(name);
  }

  final String quoted(String name) {
    return database.quoted(name);
  }

  final String keys() {
    return list(TableColumn::isKey, TableColumn::name);
  }

  final List<String> keyNames() {
    return columns.stream().filter(TableColumn::isKey).map(TableColumn::name).toList();
  }

  final String create() {
    return "CREATE TABLE IF NOT EXISTS "
        + table()
        + " ("
        + columns.stream()
            .map(
                column ->
                    quoted(column.name())
                        + " "
                        + type(column)
                        + (column.isKey() ? " NOT NULL" : " NULL"))
            .collect(Collectors.joining(", "))
        + ", PRIMARY KEY ("
        + keys()
        + "))"
        + storage();
  }

  final String createState() {
    return "CREATE TABLE IF NOT EXISTS "
        + state()
        + (" (%1$s %7$s NOT NULL, %2$s %7$s NOT NULL, %3$s BIGINT NOT NULL, %4$s DATE NOT NULL,"
                + " %5$s %7$s NOT NULL, %6$s BIGINT NOT NULL, PRIMARY KEY (%1$s, %2$s))")
            .formatted(
                quoted(Publication.CHANNEL),
                quoted("run_id"),
                quoted(Publication.SEQUENCE),
                quoted("as_of"),
                quoted("model_version"),
                quoted("row_count"),
                nameType())
        + storage();
  }

  final String createStaging(String id) {
    return stagingWords()
        + staging(id)
        + " ("
        + quoted(ATTEMPT)
        + " BIGINT NOT NULL, "
        + columns.stream()
            .map(column -> quoted(column.name()) + " " + type(column) + nullness(column))
            .collect(Collectors.joining(", "))
        + ")"
        + storage();
  }

  private static String nullness(TableColumn column) {
    return column.isKey() ? " NOT NULL" : " NULL";
  }

  /** What is done with a staging table when all rows are there. */
  abstract List<String> afterStaging(String id, List<Long> attempts);

  /** Names of tables: those of the schema whose name begins with the parameter. */
  final String tablesBeginning() {
    return "SELECT table_name FROM information_schema.tables WHERE table_schema = "
        + schemaName()
        + " AND substring(table_name, 1, char_length(?)) = ?";
  }

  final String stagingPrefix() {
    return table + STAGING;
  }

  final String drop(String name) {
    return "DROP TABLE IF EXISTS " + named(name);
  }

  final String dropStaging(String id) {
    return "DROP TABLE IF EXISTS " + staging(id);
  }

  /** Columns of the primary key, in order. */
  final String primaryKey() {
    return "SELECT k.column_name FROM information_schema.table_constraints c JOIN"
        + " information_schema.key_column_usage k ON k.table_schema = c.table_schema AND"
        + " k.table_name = c.table_name AND k.constraint_name = c.constraint_name WHERE"
        + " c.constraint_type = 'PRIMARY KEY' AND c.table_schema = "
        + schemaName()
        + " AND c.table_name = '"
        + table
        + "' ORDER BY k.ordinal_position";
  }

  /** A statement that answers with a row a reason why the table will not do; empty: none. */
  abstract Optional<String> unfit();

  final String schemaName() {
    return schema.map(one -> "'" + one + "'").orElse(currentSchema());
  }

  final String tableName() {
    return table;
  }

  final String noRow() {
    return "SELECT * FROM " + table() + " WHERE 1 = 0";
  }

  /** Statements with which a transaction begins, so that no other one writes meanwhile. */
  abstract List<String> exclusively();

  /** Of a channel the newest publication that is there. */
  final String newest() {
    return "SELECT max("
        + quoted(Publication.SEQUENCE)
        + ") FROM "
        + state()
        + " WHERE "
        + quoted(Publication.CHANNEL)
        + " = ?";
  }

  final String insertStaged(String id, List<Long> attempts) {
    return "INSERT INTO "
        + table()
        + alias()
        + " ("
        + list(column -> true, TableColumn::name)
        + ") SELECT "
        + list(column -> true, TableColumn::name)
        + " FROM "
        + staging(id)
        + " WHERE "
        + ofAttempts(attempts)
        + onConflict();
  }

  /** What {@link #onConflict} calls the table. */
  abstract String alias();

  /** Rows that are none of the publication's: of its channel, or of its run. */
  final String deleteOthers(String id, List<Long> attempts, Mode mode) {
    String same =
        columns.stream()
            .filter(TableColumn::isKey)
            .map(
                column ->
                    "s." + quoted(column.name()) + " = " + table() + "." + quoted(column.name()))
            .collect(Collectors.joining(" AND "));
    return "DELETE FROM "
        + table()
        + ofPublication(mode)
        + " AND NOT EXISTS (SELECT 1 FROM "
        + staging(id)
        + " s WHERE s."
        + ofAttempts(attempts)
        + " AND "
        + same
        + ")";
  }

  final String count() {
    return "SELECT count(*) FROM " + table() + ofPublication(Mode.RUNS);
  }

  final String deleteState(Mode mode) {
    return "DELETE FROM " + state() + ofPublication(mode);
  }

  final String insertState() {
    return "INSERT INTO " + state() + " VALUES (?, ?, ?, ?, ?, ?)";
  }

  /** Parameters: the channel; with runs beside each other the run, too. */
  private String ofPublication(Mode mode) {
    return " WHERE "
        + quoted(Publication.CHANNEL)
        + " = ?"
        + (mode == Mode.RUNS ? " AND " + quoted("run_id") + " = ?" : "");
  }

  final String ofAttempts(List<Long> attempts) {
    return quoted(ATTEMPT)
        + " IN ("
        + LongStream.concat(LongStream.of(-1), attempts.stream().mapToLong(Long::longValue))
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", "))
        + ")";
  }

  final String list(
      Predicate<TableColumn> which, java.util.function.Function<TableColumn, String> what) {
    return columns.stream()
        .filter(which)
        .map(what)
        .map(this::quoted)
        .collect(Collectors.joining(", "));
  }
}
