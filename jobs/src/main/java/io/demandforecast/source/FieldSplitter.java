package io.demandforecast.source;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldModifiers;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import io.demandforecast.config.InputSettings.TextFormat;

/** Takes a record of delimited text apart. */
final class FieldSplitter implements RecordParser {
  static final String NEVER_CLOSED =
      "a quote opens a field and is never closed (or closed amid text)";
  private static final String NEVER_CLOSED_IN_LINE =
      "a quote opens a field and is not closed in its line: if fields hold line ends, set"
          + " quoted-newlines = true";
  private static final String TEXT_AFTER_QUOTE =
      "a closing quote is followed by text: quotes within a quoted field are written twice";
  private static final int MAX_FIELD = 64 << 20;

  private final CsvReader.CsvReaderBuilder reader;
  private final StringArrayHandler fields;
  private final Quotes quotes;
  private final boolean quotedNewlines;
  private final int fieldCount;
  private String problem;

  /**
   * @param fieldCount fields a record must have; -1: any number
   */
  FieldSplitter(TextFormat format, char delimiter, int fieldCount) {
    this.reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .quoteCharacter(format.quote())
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .detectBomHeader(false)
            .maxBufferSize(MAX_FIELD);
    this.fields =
        StringArrayHandler.builder()
            .maxFields(1 << 20)
            .maxFieldSize(MAX_FIELD)
            .maxRecordSize(MAX_FIELD)
            .fieldModifier(FieldModifiers.NOP)
            .build();
    this.quotes = new Quotes(delimiter, format.quote());
    this.quotedNewlines = format.quotedNewlines();
    this.fieldCount = fieldCount;
  }

  @Override
  public String[] parse(String text) {
    problem = null;
    if (!quotedNewlines) {
      Quotes.State state = quotes.after(text, Quotes.State.CLOSED);
      if (state == Quotes.State.OPEN) {
        return broken(NEVER_CLOSED_IN_LINE);
      }
      if (state == Quotes.State.TEXT_AFTER_QUOTE) {
        return broken(TEXT_AFTER_QUOTE);
      }
    }
    String[] values;
    try {
      values = reader.ofSingleCsvRecord(fields, text);
    } catch (CsvParseException notDelimitedText) {
      return broken(TEXT_AFTER_QUOTE);
    }
    if (fieldCount >= 0 && values.length != fieldCount) {
      return broken(
          values.length
              + (values.length == 1 ? " field" : " fields")
              + " where the header has "
              + fieldCount);
    }
    return values;
  }

  private String[] broken(String reason) {
    problem = reason;
    return null;
  }

  @Override
  public String problem() {
    return problem;
  }
}
