package io.demandforecast.config;

import io.demandforecast.config.InputSettings.Column;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that an input's rows have: the declared ones, and what a wide layout makes. */
final class DeclaredColumns {
  private final List<Column> columns;

  private DeclaredColumns(List<Column> columns) {
    this.columns = columns;
  }

  static DeclaredColumns of(InputSettings input) {
    List<Column> columns = new ArrayList<>(input.columns());
    if (!(input.layout() instanceof Layout.Long)) {
      input.quantity().ifPresent(name -> columns.add(made(name, ColumnType.DECIMAL)));
    }
    if (input.layout() instanceof Layout.SeriesAcross) {
      input.keys().forEach(key -> columns.add(made(input.rawName(key), ColumnType.STRING)));
    }
    return new DeclaredColumns(columns);
  }

  private static Column made(String name, ColumnType type) {
    return new Column(name, type, "", false);
  }

  /** The type of a column; none where it is not declared. */
  Optional<ColumnType> type(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .map(Column::type)
        .findFirst();
  }

  /**
   * Notes a column that is not declared, or not of a type that fits.
   *
   * @param types those that fit; none: any
   */
  void require(Section section, String key, String column, ColumnType... types) {
    if (!section.sound(key) || column.isEmpty()) {
      return;
    }
    Optional<ColumnType> type = type(column);
    if (type.isEmpty()) {
      List<String> names = columns.stream().map(Column::name).toList();
      section.problem(key, "there is no column '" + column + "'" + NearestName.hint(column, names));
    } else if (types.length > 0 && !List.of(types).contains(type.get())) {
      List<String> fitting = List.of(types).stream().map(Scalar::spelt).toList();
      section.problem(
          key,
          "column '"
              + column
              + "' is of type "
              + Scalar.spelt(type.get())
              + ": expected "
              + String.join(" or ", fitting));
    }
  }
}
