package io.demandforecast.source;

import static io.demandforecast.source.RawColumns.column;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Makes raw rows of typed ones: of columnar files, Delta and database tables. */
final class TableRows {
  private final InputSettings input;
  private final HeaderCheck check;
  private final PersonalColumns personal;

  TableRows(InputSettings input, PersonalColumns personal) {
    this.input = input;
    this.personal = personal;
    this.check = new HeaderCheck(input, personal);
  }

  /**
   * The table's rows as text, without line and offset.
   *
   * @param where what messages call the table
   * @param file value of {@link RawColumns#FILE}
   * @throws io.demandforecast.failure.ForecastException if its columns are not the declared ones
   */
  Dataset<Row> of(Dataset<Row> table, String where, Column file) {
    StructField[] fields = table.schema().fields();
    List<String> problems = new ArrayList<>();
    HeaderMatch match = check.match(List.of(table.schema().fieldNames()), problems);
    if (problems.isEmpty()) {
      checkFormats(fields, match, problems);
    }
    if (!problems.isEmpty()) {
      throw check.refuse(where, problems);
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < input.columns().size(); i++) {
      InputSettings.Column declared = input.columns().get(i);
      Column text = text(declared.name(), fields[match.declared().get(i)], declared.type());
      columns.add(personal.protect(i, nullIfMissing(text)).as(declared.name()));
    }
    boolean wide = !(input.layout() instanceof Layout.Long);
    Column raw = lit(null).cast(DataTypes.StringType);
    if (wide) {
      Column[] cells =
          match.cells().stream()
              .map(slot -> text(fields[slot].name(), fields[slot], ColumnType.STRING))
              .toArray(Column[]::new);
      columns.add(array(cells).as(RawColumns.CELLS));
    } else {
      raw = to_json(struct(rawFields(fields, match)), Map.of("ignoreNullFields", "false"));
    }
    columns.add(file.as(RawColumns.FILE));
    columns.add(lit(null).cast(DataTypes.LongType).as(RawColumns.LINE));
    columns.add(lit(null).cast(DataTypes.LongType).as(RawColumns.OFFSET));
    columns.add(raw.as(RawColumns.RAW));
    columns.add(lit(null).cast(DataTypes.StringType).as(RawColumns.BROKEN));
    Dataset<Row> rows = table.select(columns.toArray(new Column[0]));
    return wide ? WideCells.explode(rows, check.declared(), match, nullTexts()) : rows;
  }

  private Column[] rawFields(StructField[] fields, HeaderMatch match) {
    List<Column> raw = new ArrayList<>();
    for (int i = 0; i < input.columns().size(); i++) {
      InputSettings.Column declared = input.columns().get(i);
      Column text = text(declared.name(), fields[match.declared().get(i)], declared.type());
      raw.add(
          (personal.any() ? personal.protect(i, nullIfMissing(text)) : text).as(declared.name()));
    }
    return raw.toArray(new Column[0]);
  }

  private static Column text(String name, StructField field, ColumnType declared) {
    return CanonicalText.of(column(name), field.dataType(), declared);
  }

  private Column nullIfMissing(Column text) {
    Column missing = text.equalTo("");
    if (!nullTexts().isEmpty()) {
      missing = missing.or(text.isin(nullTexts().toArray()));
    }
    return when(missing, lit(null)).otherwise(text);
  }

  private List<String> nullTexts() {
    return input.source().text().nullValues();
  }

  private void checkFormats(StructField[] fields, HeaderMatch match, List<String> problems) {
    for (int i = 0; i < input.columns().size(); i++) {
      InputSettings.Column declared = input.columns().get(i);
      DataType type = fields[match.declared().get(i)].dataType();
      boolean isTime =
          type instanceof DateType
              || type instanceof TimestampType
              || type instanceof TimestampNTZType;
      if (isTime && !declared.format().isEmpty()) {
        problems.add(
            "column '"
                + declared.name()
                + "' is of type "
                + type.simpleString()
                + " and not text: leave out its format '"
                + declared.format()
                + "'");
      }
    }
  }
}
