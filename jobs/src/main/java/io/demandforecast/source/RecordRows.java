package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Layout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Takes records apart: rows of {@link SplitReader#SCHEMA} become rows of {@link #schema()}, one for
 * one. A broken record keeps its text and has no field; a wide one keeps its cells in an array and
 * its text only if it is broken.
 */
final class RecordRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final TextFiles text;
  private final List<String> declared;
  private final boolean wide;
  private final boolean digests;
  private final List<HeaderMatch> headers;
  private final PersonalColumns personal;

  RecordRows(InputSettings input, List<HeaderMatch> headers, PersonalColumns personal) {
    this.text = new TextFiles(input);
    this.declared = input.columns().stream().map(InputSettings.Column::name).toList();
    this.wide = !(input.layout() instanceof Layout.Long);
    this.digests = input.layout() instanceof Layout.PeriodsAcross;
    this.headers = List.copyOf(headers);
    this.personal = personal;
  }

  /**
   * Declared columns, where the layout is wide cells, where it has periods across digests of line
   * and cells, then file, line, offset, raw, broken.
   */
  StructType schema() {
    StructType schema = new StructType();
    for (String name : declared) {
      schema = schema.add(name, DataTypes.StringType);
    }
    if (wide) {
      schema = schema.add(RawColumns.CELLS, DataTypes.createArrayType(DataTypes.StringType));
    }
    if (digests) {
      schema =
          schema
              .add(RawColumns.LINE_DIGEST, DataTypes.LongType)
              .add(RawColumns.RUN_DIGESTS, DataTypes.createArrayType(DataTypes.LongType));
    }
    return schema
        .add(RawColumns.FILE, DataTypes.StringType)
        .add(RawColumns.LINE, DataTypes.LongType)
        .add(RawColumns.OFFSET, DataTypes.LongType)
        .add(RawColumns.RAW, DataTypes.StringType)
        .add(RawColumns.BROKEN, DataTypes.StringType);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    Map<Integer, Reader> readers = new HashMap<>();
    Set<String> nullTexts = new HashSet<>(text.text().nullValues());
    nullTexts.add("");
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Row next() {
        Row row = records.next();
        return readers
            .computeIfAbsent(row.getInt(5), header -> new Reader(headers.get(header), nullTexts))
            .read(row);
      }
    };
  }

  /** Reads the records of one header. */
  private final class Reader {
    private final RecordParser parser;
    private final int[] declaredSlots;
    private final int[] cellSlots;
    private final Set<String> nullTexts;
    private final CellDigests cellDigests;

    Reader(HeaderMatch match, Set<String> nullTexts) {
      this.parser = text.parser(match);
      this.declaredSlots = match.declared().stream().mapToInt(Integer::intValue).toArray();
      this.cellSlots = match.cells().stream().mapToInt(Integer::intValue).toArray();
      this.nullTexts = nullTexts;
      this.cellDigests = new CellDigests(match.cellNames());
    }

    Row read(Row record) {
      String raw = record.getString(3);
      String broken = record.getString(4);
      String[] fields = null;
      if (broken == null) {
        fields = parser.parse(raw);
        broken = fields == null ? problem() : null;
      }
      Object[] values = new Object[declaredSlots.length + (wide ? 6 : 5) + (digests ? 2 : 0)];
      int at = declaredSlots.length;
      if (fields != null) {
        for (int i = 0; i < declaredSlots.length; i++) {
          String field = fields[declaredSlots[i]];
          values[i] = field == null || nullTexts.contains(field) ? null : field;
        }
        personal.protect(values);
      }
      String[] cells = wide && fields != null ? cells(fields) : null;
      if (wide) {
        values[at++] = cells;
      }
      if (digests) {
        if (fields != null) {
          String[] line = Arrays.copyOf(values, declaredSlots.length, String[].class);
          values[at] = CellDigests.line(line);
          values[at + 1] = cellDigests.runs(line, cells);
        }
        at += 2;
      }
      values[at++] = record.get(0);
      values[at++] = record.get(1);
      values[at++] = record.get(2);
      values[at++] = wide && broken == null ? null : text(raw, broken, values);
      values[at] = broken;
      return RowFactory.create(values);
    }

    private String problem() {
      return personal.any() && text.isJson() ? PersonalColumns.NOT_AN_OBJECT : parser.problem();
    }

    private String text(String raw, String broken, Object[] values) {
      if (!personal.any()) {
        return raw;
      }
      return broken == null ? personal.text(values) : PersonalColumns.WITHHELD;
    }

    private String[] cells(String[] fields) {
      String[] cells = new String[cellSlots.length];
      for (int i = 0; i < cellSlots.length; i++) {
        cells[i] = fields[cellSlots[i]];
      }
      return cells;
    }
  }
}
