package io.demandforecast.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Reads a split's records, header left out, as rows of {@link #SCHEMA}. */
final class SplitReader implements FlatMapFunction<TextSplit, Row> {
  private static final long serialVersionUID = 1L;

  /** One row a record, its text not yet taken apart. */
  static final StructType SCHEMA =
      new StructType()
          .add(RawColumns.FILE, DataTypes.StringType, false)
          .add(RawColumns.LINE, DataTypes.LongType)
          .add(RawColumns.OFFSET, DataTypes.LongType)
          .add(RawColumns.RAW, DataTypes.StringType, false)
          .add(RawColumns.BROKEN, DataTypes.StringType)
          .add(RawColumns.HEADER, DataTypes.IntegerType, false);

  private final TextFiles text;
  private final Broadcast<SerializableConfiguration> hadoop;

  SplitReader(TextFiles text, Broadcast<SerializableConfiguration> hadoop) {
    this.text = text;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Row> call(TextSplit split) {
    Rows rows = new Rows(split, open(split));
    TaskContext task = TaskContext.get();
    if (task != null) {
      task.<Void>addTaskCompletionListener(
          finished -> {
            rows.close();
            return null;
          });
    }
    return rows;
  }

  private TextRecords open(TextSplit split) {
    Configuration configuration = hadoop.value().value();
    try {
      TextRecords records =
          split.isWhole()
              ? text.records(split.file(), configuration)
              : text.records(split.file(), split.start(), split.end(), configuration);
      if (split.start() == 0 && !text.isJson()) {
        records.next();
      }
      return records;
    } catch (IOException failure) {
      throw SourceFailure.of(split.file(), failure, 0);
    }
  }

  /** The rows of one split. */
  private static final class Rows implements Iterator<Row> {
    private final TextSplit split;
    private final TextRecords records;
    private TextRecord following;
    private long lastLine;
    private boolean started;

    Rows(TextSplit split, TextRecords records) {
      this.split = split;
      this.records = records;
    }

    private void advance() {
      try {
        following = records.next();
      } catch (IOException failure) {
        throw SourceFailure.of(split.file(), failure, lastLine);
      }
      if (following == null) {
        close();
      } else {
        lastLine = following.line();
      }
    }

    @Override
    public boolean hasNext() {
      if (!started) {
        started = true;
        advance();
      }
      return following != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      TextRecord record = following;
      advance();
      return RowFactory.create(
          split.file().name(),
          split.isWhole() ? (Long) record.line() : null,
          split.isWhole() ? null : (Long) record.offset(),
          record.text(),
          record.broken(),
          split.header());
    }

    void close() {
      try {
        records.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
