package io.demandforecast.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.PrintWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Comma-separated values, quoted as in RFC 4180. Lines end in LF, which every reader of CSV takes
 * and the tools of a shell need. A missing value is empty, an empty text is a pair of quotes.
 */
final class CsvPrinter implements RowPrinter {
  private final CsvWriter csv;

  CsvPrinter(StructType schema, PrintWriter out) {
    this.csv =
        CsvWriter.builder()
            .bufferSize(0)
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(out);
    csv.writeRecord(schema.fieldNames());
  }

  @Override
  public void row(Row row) {
    String[] texts = new String[row.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = ValueText.of(row.get(i));
    }
    csv.writeRecord(texts);
  }

  @Override
  public void end() {}
}
