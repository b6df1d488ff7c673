package io.demandforecast.source;

import static io.demandforecast.failure.ExitCode.CONFIGURATION;
import static io.demandforecast.failure.ExitCode.DATA_CONTRACT;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.failure.ForecastException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BadFilesIT extends SourceTest {
  @Test
  void aMissingFileIsNamedWithItsNeighbours() {
    write("sale.csv", "a\n");

    assertRefused(DATA_CONTRACT, csv("sales.csv"), "there is no", "sales.csv", "'sale.csv'");
    assertRefused(DATA_CONTRACT, csv("*.tsv"), "there is no", "*.tsv");
    assertRefused(DATA_CONTRACT, csv("no/such/sales.csv"), "folder does not exist");
    assertRefused(DATA_CONTRACT, csv("sale.csv/sales.csv"), "sale.csv is a file and no folder");
  }

  @Test
  void emptyFilesAndFoldersAreRefused() {
    write("empty.csv", "");
    write("folder/_SUCCESS", "");
    write("blank.csv", "\n\r\n");
    write("empty.csv.gz", gzip(""));

    assertRefused(DATA_CONTRACT, csv("empty.csv"), "empty.csv", "0 bytes");
    assertRefused(DATA_CONTRACT, csv("folder"), "holds no files");
    assertRefused(DATA_CONTRACT, csv("blank.csv"), "holds no text");
    assertRefused(DATA_CONTRACT, csv("empty.csv.gz"), "holds no text");
  }

  @Test
  void aHeaderWithoutRowsIsRefused() {
    write("header.csv", "a,b\n");

    assertRefused(DATA_CONTRACT, csv("header.csv"), "header.csv", "a header and no row");
  }

  @Test
  void aTruncatedGzipFileIsExplainedByTheActionThatReadsIt() {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 200_000; i++) {
      text.append(i * 7919L % 100_003).append(',').append(i).append('\n');
    }
    byte[] whole = gzip(text.toString());
    write("cut.csv.gz", Arrays.copyOf(whole, whole.length / 2));

    RawInput raw = read(csv("cut.csv.gz"));
    ForecastException failure =
        assertThrows(
            ForecastException.class,
            () -> {
              try {
                raw.rows().count();
              } catch (Exception thrown) {
                throw SourceFailure.explain(thrown);
              }
            });

    assertExplains(failure, DATA_CONTRACT, "cut.csv.gz", "ends too early", "cut off", "again");
  }

  @Test
  void aGzipFileCutWithinItsHeaderIsRefusedAtOnce() {
    write("cut.csv.gz", Arrays.copyOf(gzip("a,b\n1,2\n"), 14));

    assertRefused(DATA_CONTRACT, csv("cut.csv.gz"), "cut.csv.gz", "ends too early");
  }

  @Test
  void aDamagedGzipFileIsRefused() {
    byte[] damaged = gzip("a,b\n1,2\n");
    damaged[damaged.length - 6] ^= 1;
    write("damaged.csv.gz", damaged);

    assertRefused(DATA_CONTRACT, csv("damaged.csv.gz"), "damaged.csv.gz", "is damaged");
  }

  @Test
  void namesThatBelieTheContentAreRefused() {
    write("plain.csv.gz", "a,b\n1,2\n");
    write("packed.csv", gzip("a,b\n1,2\n"));
    write("book.csv", new byte[] {'P', 'K', 3, 4, 20, 0});
    write("sales.csv.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0});

    assertRefused(DATA_CONTRACT, csv("plain.csv.gz"), "named like a gzip file and is none");
    assertRefused(DATA_CONTRACT, csv("packed.csv"), "is a gzip file", "suffix .gz");
    assertRefused(DATA_CONTRACT, csv("book.csv"), "Excel");
    assertRefused(DATA_CONTRACT, csv("sales.csv.zst"), "compressed in a way that is not read");
  }

  @Test
  void filesOfAnotherFormatAreRefused() {
    spark().range(3).toDF("a").write().parquet(folder.resolve("table").toString());
    write("text.parquet", "a,b\n1,2\n");

    assertRefused(DATA_CONTRACT, csv("table"), "is a Parquet file", "format = parquet");
    assertRefused(
        DATA_CONTRACT,
        InputBuilder.of(Format.PARQUET, "text.parquet").columns("a", "b"),
        "text.parquet",
        "not PARQUET");
    assertRefused(
        DATA_CONTRACT,
        InputBuilder.of(Format.JSONL, "text.parquet").columns("a", "b"),
        "no JSON object");
  }

  @Test
  void aWrongDelimiterIsGuessed() {
    write("semicolon.csv", "a;b\n1;2\n");

    assertRefused(
        DATA_CONTRACT,
        csv("semicolon.csv"),
        "the delimiter is probably ';'",
        "'a', 'b' are missing");
  }

  @Test
  void aFileWithoutHeaderIsGuessed() {
    write("bare.csv", "1,2\n3,4\n");

    assertRefused(DATA_CONTRACT, csv("bare.csv"), "may have no header line");
  }

  @Test
  void everyProblemOfAHeaderIsInOneMessage() {
    write("sales.csv", "a,c,c\n1,2,3\n");

    assertRefused(
        DATA_CONTRACT,
        csv("sales.csv"),
        "Input 'sales', file sales.csv",
        "'b' is missing",
        "'c' is not declared",
        "'c' is there more than once");
  }

  @Test
  void aWrongEncodingIsGuessed() {
    write("utf16.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));
    write("utf16le.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE));
    write("latin.csv", "a,b\u00e9\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
    write("mark.csv", "\uFEFFa,b\n1,2\n");

    assertRefused(
        DATA_CONTRACT, csv("utf16.csv"), "byte order mark of UTF-16", "declared encoding");
    assertRefused(DATA_CONTRACT, csv("utf16le.csv"), "NUL", "UTF-16");
    assertRefused(
        DATA_CONTRACT, csv("latin.csv"), "0xE9 at byte offset 3 is not UTF-8", "windows-1252");
    assertRefused(
        DATA_CONTRACT, csv("mark.csv").encoding("ISO-8859-1"), "byte order mark of UTF-8");
  }

  @Test
  void oneJsonArrayIsNoJsonLines() {
    write("array.jsonl", "[{\"a\":1,\"b\":2}]\n");

    assertRefused(
        DATA_CONTRACT,
        InputBuilder.of(Format.JSONL, "array.jsonl").columns("a", "b"),
        "one JSON array");
  }

  @Test
  void undeclaredJsonFieldsAreRefusedAtOnce() {
    write("sales.jsonl", "{\"a\":1,\"x\":2}\n");

    assertRefused(
        DATA_CONTRACT,
        InputBuilder.of(Format.JSONL, "sales.jsonl").columns("a", "b"),
        "'x' is not declared");
  }

  @Test
  void pathsLeadNowhereButWhereTheyMay() {
    assertRefused(CONFIGURATION, csv("../other/sales.csv"), "leads out of the data folder");
    assertRefused(CONFIGURATION, csv("a/../../sales.csv"), "leads out of the data folder");
    assertRefused(CONFIGURATION, csv("http://host/sales.csv"), "scheme 'http'", "s3a");
    assertRefused(CONFIGURATION, csv(""), "path is empty");
  }

  @Test
  void anUnknownEncodingIsAConfigurationError() {
    write("sales.csv", "a,b\n1,2\n");

    assertRefused(CONFIGURATION, csv("sales.csv").encoding("UTF-9"), "UTF-9", "windows-1252");
  }

  private static InputBuilder csv(String path) {
    return InputBuilder.csv(path).columns("a", "b");
  }
}
