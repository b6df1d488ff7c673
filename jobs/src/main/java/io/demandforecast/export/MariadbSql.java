package io.demandforecast.export;

import io.demandforecast.jdbc.Database;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * MariaDB: InnoDB gives a statement one state of the table, as PostgreSQL does; its other engines
 * do not, so that the table has to be of it. Texts compare by their bytes, and an instant is a
 * DATETIME of UTC, since a TIMESTAMP ends in 2038. Definitions of tables are commits of their own:
 * all of them stand before the transaction.
 */
final class MariadbSql extends TableSql {
  private static final String NAMES = "varchar(64)";

  /** With two names and a number in one key of at most 3072 bytes, four a character. */
  private static final String IDS = "varchar(600)";

  MariadbSql(String declared, List<TableColumn> columns) {
    super(Database.MARIADB, declared, columns);
  }

  @Override
  String type(TableColumn column) {
    return switch (column.kind()) {
      case TEXT -> column.isKey() ? keyType(column.name()) : "text";
      case WHOLE -> "int";
      case LONG -> "bigint";
      case NUMBER -> "double";
      case DATE -> "date";
      case INSTANT -> "datetime(6)";
    };
  }

  private static String keyType(String name) {
    return name.equals("series_id") ? IDS : NAMES;
  }

  @Override
  String nameType() {
    return NAMES;
  }

  @Override
  String storage() {
    return " ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
  }

  @Override
  String stagingWords() {
    return "CREATE TABLE ";
  }

  @Override
  String currentSchema() {
    return "database()";
  }

  @Override
  String alias() {
    return "";
  }

  @Override
  String onConflict() {
    return " ON DUPLICATE KEY UPDATE "
        + columns().stream()
            .filter(column -> !column.isKey())
            .map(c -> quoted(c.name()) + " = VALUES(" + quoted(c.name()) + ")")
            .collect(Collectors.joining(", "));
  }

  /** Without an index of the rows each row of the table would be looked for among all of them. */
  @Override
  List<String> afterStaging(String id, List<Long> attempts) {
    return List.of(
        "DELETE FROM " + staging(id) + " WHERE NOT " + ofAttempts(attempts),
        "ALTER TABLE " + staging(id) + " ADD PRIMARY KEY (" + keys() + ")");
  }

  @Override
  Optional<String> unfit() {
    return Optional.of(
        "SELECT concat('is of the engine ', engine, ', in which readers see half of what is"
            + " written: expected InnoDB') FROM information_schema.tables WHERE table_schema = "
            + schemaName()
            + " AND table_name = '"
            + tableName()
            + "' AND engine <> 'InnoDB'");
  }

  @Override
  List<String> exclusively() {
    return List.of();
  }
}
