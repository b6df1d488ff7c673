package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.ExtraColumns;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.config.InputSettings.TextFormat;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.GzipCodec;

/** Opens text files as an input declares them written. */
final class TextFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String input;
  private final Format format;
  private final TextFormat text;
  private final ExtraColumns jsonExtra;

  TextFiles(InputSettings settings) {
    this.input = settings.name();
    this.format = settings.source().format();
    this.text = settings.source().text();
    // The first object names the cells of a wide file: one that only a later object has is not
    // extra, it would be lost.
    this.jsonExtra =
        settings.layout() instanceof Layout.Long ? settings.extraColumns() : ExtraColumns.REFUSE;
  }

  /** The character between fields. */
  char delimiter() {
    return text.delimiter();
  }

  boolean isJson() {
    return format == Format.JSONL;
  }

  TextFormat text() {
    return text;
  }

  TextEncoding encoding() {
    return TextEncoding.of(input, text.encoding());
  }

  /** Whether a file of this size and name is read by several tasks. */
  boolean isSplit(DataFile file) {
    return file.bytes() >= text.splitBytes()
        && file.compression() == Compression.NONE
        && quotes().isEmpty()
        && encoding().isSplittable();
  }

  private Optional<Quotes> quotes() {
    return isJson() || !text.quotedNewlines()
        ? Optional.empty()
        : Optional.of(new Quotes(delimiter(), text.quote()));
  }

  /** The file's bytes as stored. */
  static FSDataInputStream stored(DataFile file, Configuration hadoop) throws IOException {
    Path path = new Path(file.uri());
    return path.getFileSystem(hadoop).open(path);
  }

  /** The file's bytes without compression. */
  static InputStream content(DataFile file, Configuration hadoop) throws IOException {
    Compression compression = file.compression();
    if (compression == Compression.UNSUPPORTED) {
      throw ForecastException.data(
          "File "
              + file.name()
              + " is compressed in a way that is not read. Write it plain, as .gz or as .bz2.");
    }
    InputStream stored = stored(file, hadoop);
    if (compression == Compression.GZIP) {
      GzipCodec gzip = new GzipCodec();
      gzip.setConf(hadoop);
      return gzip.createInputStream(stored);
    }
    if (compression == Compression.BZIP2) {
      BZip2Codec bzip2 = new BZip2Codec();
      bzip2.setConf(hadoop);
      return bzip2.createInputStream(stored);
    }
    return stored;
  }

  /** The records of a whole file, its header among them. */
  TextRecords records(DataFile file, Configuration hadoop) throws IOException {
    TextEncoding encoding = encoding();
    return new TextRecords(
        encoding.lines(content(file, hadoop)), new StrictDecoder(encoding), quotes());
  }

  /**
   * The records that start in a range of a file's bytes.
   *
   * @param start first byte of the range, where 0 includes the header
   * @param end first byte behind it
   */
  TextRecords records(DataFile file, long start, long end, Configuration hadoop)
      throws IOException {
    TextEncoding encoding = encoding();
    FSDataInputStream stored = stored(file, hadoop);
    ByteLines lines;
    if (start == 0) {
      lines = encoding.lines(stored);
      lines.limit(end);
    } else {
      // A line belongs to the range its first byte is in: the one running at the byte before the
      // range, if only its line end is left of it, belongs to the range before.
      stored.seek(start - 1);
      lines = new ByteLines(stored, start - 1);
      lines.limit(end);
      lines.next();
    }
    return new TextRecords(lines, new StrictDecoder(encoding), Optional.empty());
  }

  /** A parser of records; of delimited text by position, of JSON by name. */
  RecordParser parser(HeaderMatch match) {
    return isJson()
        ? new JsonFields(match.names(), jsonExtra)
        : new FieldSplitter(text, delimiter(), match.names().size());
  }
}
