package io.demandforecast.quality;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.to_date;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.source.RawColumns;
import io.demandforecast.source.RawInput;
import io.demandforecast.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Raw rows with, beside each declared column's text, its value by the declared type: null where the
 * text is missing or none of the type.
 */
public final class TypedRows {
  /** Number of the row's file among those read, from 0. */
  public static final String FILE_NUMBER = "_file_number";

  /** Rows ascend by it in the order they were read, files in their order; bigint. */
  public static final String ORDER = "_order";

  /** Bits of a place within a file: a terabyte. */
  private static final int PLACE_BITS = 40;

  private static final String VALUE_PREFIX = "_typed_";

  private final InputSettings input;
  private final List<InputSettings.Column> declared;
  private final Dataset<Row> rows;

  private TypedRows(InputSettings input, List<InputSettings.Column> declared, Dataset<Row> rows) {
    this.input = input;
    this.declared = declared;
    this.rows = rows;
  }

  /** Types the raw rows of an input, numbered by the files they come from. */
  public static TypedRows of(RawInput raw) {
    return of(raw.settings(), numbered(raw));
  }

  private static TypedRows of(InputSettings input, Dataset<Row> raw) {
    List<InputSettings.Column> declared = new ArrayList<>(input.columns());
    if (!(input.layout() instanceof Layout.Long)) {
      declared.add(new InputSettings.Column(RawColumns.VALUE, ColumnType.DECIMAL, "", false));
    }
    List<Column> columns = new ArrayList<>();
    columns.add(col("*"));
    for (int i = 0; i < declared.size(); i++) {
      Column text = RawColumns.column(declared.get(i).name());
      Column value = parsed(declared.get(i), text);
      if (value != null) {
        columns.add(value.as(VALUE_PREFIX + i));
      }
    }
    return new TypedRows(input, declared, raw.select(columns.toArray(Column[]::new)));
  }

  private static Dataset<Row> numbered(RawInput raw) {
    Dataset<Row> rows = raw.rows();
    if (raw.files().size() == 1) {
      rows = rows.withColumn(FILE_NUMBER, lit(0));
    } else {
      List<Row> files = new ArrayList<>();
      for (SourceFile file : raw.files()) {
        files.add(RowFactory.create(file.path(), files.size()));
      }
      StructType schema =
          new StructType()
              .add("_path", DataTypes.StringType, false)
              .add(FILE_NUMBER, DataTypes.IntegerType, false);
      Dataset<Row> numbers = rows.sparkSession().createDataFrame(files, schema);
      rows =
          rows.join(broadcast(numbers), col(RawColumns.FILE).equalTo(col("_path")), "left")
              .drop("_path");
    }
    Column order =
        raw.settings().source().format().isText()
            ? shiftleft(col(FILE_NUMBER).cast("bigint"), PLACE_BITS)
                .plus(coalesce(col(RawColumns.OFFSET), col(RawColumns.LINE), lit(0L)))
            : monotonically_increasing_id();
    rows = rows.withColumn(ORDER, order);
    return List.of(rows.columns()).contains(RawColumns.STANDS_FOR)
        ? rows
        : rows.withColumn(RawColumns.STANDS_FOR, lit(null).cast("bigint"));
  }

  private static Column parsed(InputSettings.Column column, Column text) {
    return switch (column.type()) {
      case STRING -> null;
      case INTEGER -> ParsedText.wholeNumber(text);
      case DECIMAL -> ParsedText.number(text);
      case BOOLEAN -> ParsedText.flag(text);
      case DATE -> ParsedText.day(text, column.format());
      case TIMESTAMP -> ParsedText.time(text, column.format());
    };
  }

  public InputSettings input() {
    return input;
  }

  public Dataset<Row> rows() {
    return rows;
  }

  /** The declared columns, and of a wide input that of its cells. */
  List<InputSettings.Column> declared() {
    return declared;
  }

  /** The value of a declared column that is not plain text. */
  Column value(InputSettings.Column column) {
    return col(VALUE_PREFIX + declared.indexOf(column));
  }

  /** The text of a column by its name in the data set or in the input. */
  public Column text(String name) {
    return declaration(name)
        .map(column -> RawColumns.column(column.name()))
        .orElseGet(() -> col(RawColumns.LABEL));
  }

  /** The number in a column; null where there is none. */
  public Column number(String name) {
    Optional<InputSettings.Column> column = declaration(name);
    boolean typed =
        column.isPresent()
            && switch (column.get().type()) {
              case INTEGER, DECIMAL, BOOLEAN -> true;
              default -> false;
            };
    return typed ? value(column.get()) : ParsedText.number(text(name));
  }

  /** 1 or 0; null where the text says neither. */
  public Column flag(String name) {
    return ParsedText.flag(text(name));
  }

  /** The day in a column of dates or timestamps. */
  public Column day(String name) {
    Optional<InputSettings.Column> column = declaration(name);
    ColumnType type = column.map(InputSettings.Column::type).orElse(ColumnType.STRING);
    return switch (type) {
      case DATE -> value(column.get());
      case TIMESTAMP -> to_date(value(column.get()));
      default -> ParsedText.day(text(name), "");
    };
  }

  /** The local time in a column of timestamps; empty for a column of another type. */
  public Optional<Column> time(String name) {
    return declaration(name).filter(c -> c.type() == ColumnType.TIMESTAMP).map(this::value);
  }

  /**
   * What declares a column; empty for the key that the column names of a wide input hold.
   *
   * @throws ForecastException (configuration) where nothing does
   */
  private Optional<InputSettings.Column> declaration(String name) {
    String raw = input.rawName(name);
    for (InputSettings.Column column : declared) {
      if (column.name().equals(raw)) {
        return Optional.of(column);
      }
    }
    if (input.layout() instanceof Layout.SeriesAcross && input.keys().contains(name)) {
      return Optional.empty();
    }
    if (!(input.layout() instanceof Layout.Long)) {
      // The cells have no header of their own: quantity and covariates name them.
      return Optional.of(declared.get(declared.size() - 1));
    }
    throw ForecastException.configuration(
        "input '"
            + input.name()
            + "' has no column '"
            + raw
            + "'. Declare it under columns, or say under rename what it is called there.");
  }
}
