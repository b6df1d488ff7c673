package io.demandforecast.export;

import io.demandforecast.jdbc.Database;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * PostgreSQL: readers see what was committed when their statement began, so that one transaction is
 * all it takes. The staging table is not logged, and what is as it was is not written.
 */
final class PostgresSql extends TableSql {

  PostgresSql(String declared, List<TableColumn> columns) {
    super(Database.POSTGRESQL, declared, columns);
  }

  @Override
  String type(TableColumn column) {
    return switch (column.kind()) {
      case TEXT -> "text";
      case WHOLE -> "integer";
      case LONG -> "bigint";
      case NUMBER -> "double precision";
      case DATE -> "date";
      case INSTANT -> "timestamptz";
    };
  }

  @Override
  String nameType() {
    return "text";
  }

  @Override
  String storage() {
    return "";
  }

  @Override
  String stagingWords() {
    return "CREATE UNLOGGED TABLE ";
  }

  @Override
  String currentSchema() {
    return "current_schema()";
  }

  @Override
  String alias() {
    return " AS there";
  }

  @Override
  String onConflict() {
    List<TableColumn> values = columns().stream().filter(column -> !column.isKey()).toList();
    return " ON CONFLICT ("
        + keys()
        + ") DO UPDATE SET "
        + values.stream()
            .map(c -> quoted(c.name()) + " = excluded." + quoted(c.name()))
            .collect(Collectors.joining(", "))
        + " WHERE ("
        + values.stream().map(c -> "there." + quoted(c.name())).collect(Collectors.joining(", "))
        + ") IS DISTINCT FROM ("
        + values.stream().map(c -> "excluded." + quoted(c.name())).collect(Collectors.joining(", "))
        + ")";
  }

  @Override
  List<String> afterStaging(String id, List<Long> attempts) {
    return List.of("ANALYZE " + staging(id));
  }

  @Override
  Optional<String> unfit() {
    return Optional.empty();
  }

  @Override
  List<String> exclusively() {
    // Readers go on: this mode stands in the way of writers alone.
    return List.of(
        "SET LOCAL lock_timeout = '60s'", "LOCK TABLE " + state() + " IN EXCLUSIVE MODE");
  }
}
