package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.InputSettings.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.junit.jupiter.api.Test;

class TextSourceIT extends SourceTest {
  @Test
  void everyRecordHasItsFieldsItsPlaceAndItsText() {
    write("sales.csv", "sold,day\r\n3,2024-01-01\r\n,\"2024-01-02\"\r\nNA,x\r\n");

    assertEquals(
        List.of(
            "2024-01-01|3|sales.csv|2|null|3,2024-01-01|null",
            "2024-01-02|null|sales.csv|3|null|,\"2024-01-02\"|null",
            "x|null|sales.csv|4|null|NA,x|null"),
        rows(
            InputBuilder.csv("sales.csv").columns("day", "sold").nullValues("NA"),
            "day",
            "sold",
            RawColumns.FILE,
            RawColumns.LINE,
            RawColumns.OFFSET,
            RawColumns.RAW,
            RawColumns.BROKEN));
  }

  @Test
  void theColumnsAreTheDeclaredOnesAndThoseOfEveryRow() {
    write("sales.csv", "sold,day,note\n3,2024-01-01,x\n");

    assertArrayEquals(
        new String[] {"day", "sold", "_file", "_line", "_offset", "_raw", "_broken"},
        read(InputBuilder.csv("sales.csv").columns("day", "sold").ignoreExtraColumns())
            .rows()
            .columns());
  }

  @Test
  void bareCarriageReturnsEndLines() {
    write("stores.csv", "Store,Type\r1,A\r2,B");

    assertEquals(
        List.of("1|A|2|1,A", "2|B|3|2,B"),
        rows(
            InputBuilder.csv("stores.csv").columns("Store", "Type"),
            "Store",
            "Type",
            RawColumns.LINE,
            RawColumns.RAW));
  }

  @Test
  void aBrokenRecordKeepsItsTextAndSaysWhy() {
    write("sales.csv", bytes("a,b\n1\n2,3\n\"x\"y,4\ncaf\u00e9,5\n\"6,7\n"));

    assertEquals(
        List.of(
            "null|null|2|1|1 field where the header has 2",
            "2|3|3|2,3|null",
            "null|null|4|\"x\"y,4|a closing quote is followed by text: quotes within a quoted field"
                + " are written twice",
            "null|null|5|caf\uFFFD,5|byte 0xE9 at byte offset 20 is not UTF-8",
            "null|null|6|\"6,7|a quote opens a field and is never closed (or closed amid text)"),
        rows(
            InputBuilder.csv("sales.csv").columns("a", "b"),
            "a",
            "b",
            RawColumns.LINE,
            RawColumns.RAW,
            RawColumns.BROKEN));
  }

  @Test
  void quotedNewlinesStayInTheirField() {
    write("sales.csv", "a,b\n\"x\ny\",1\nz,2\n");

    assertEquals(
        List.of("x\ny|1|2", "z|2|4"),
        rows(InputBuilder.csv("sales.csv").columns("a", "b"), "a", "b", RawColumns.LINE));
  }

  @Test
  void otherDelimitersAndEncodingsAreRead() {
    write("de.csv", "Tag;St\u00fcck\n2024-01-01;1,5\n".getBytes(StandardCharsets.ISO_8859_1));
    write("wide.tsv", "day\tsold\n\u20ac\t2\n".getBytes(StandardCharsets.UTF_16));

    assertEquals(
        List.of("2024-01-01|1,5"),
        rows(
            InputBuilder.csv("de.csv")
                .columns("Tag", "St\u00fcck")
                .delimiter(';')
                .encoding("windows-1252"),
            "Tag",
            "St\u00fcck"));
    assertEquals(
        List.of("\u20ac|2"),
        rows(
            InputBuilder.of(Format.TSV, "wide.tsv")
                .columns("day", "sold")
                .delimiter('\t')
                .encoding("UTF-16"),
            "day",
            "sold"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() {
    write("sales.csv", "\uFEFFday,sold\n2024-01-01,1\n");

    assertEquals(
        List.of("2024-01-01|1"),
        rows(InputBuilder.csv("sales.csv").columns("day", "sold"), "day", "sold"));
  }

  @Test
  void compressedFilesAreReadWhole() throws IOException {
    write("a/1.csv.gz", concat(gzip("a\n1\n"), gzip("2\n")));
    write("a/2.csv.bz2", bzip2("a\n3\n"));

    assertEquals(
        List.of("1|a/1.csv.gz|2", "2|a/1.csv.gz|3", "3|a/2.csv.bz2|2"),
        rows(
            InputBuilder.csv("a").columns("a").splitBytes(1),
            "a",
            RawColumns.FILE,
            RawColumns.LINE));
  }

  @Test
  void foldersAndPatternsGiveAllTheirFilesWhateverTheOrderOfColumns() {
    write("in/2024/01.csv", "a,b\n1,2\n");
    write("in/2024/02.csv", "b,a\n4,3\n");
    write("in/2024/_SUCCESS", "");
    write("in/.hidden/x.csv", "q\n");

    List<String> expected = List.of("1|2|in/2024/01.csv", "3|4|in/2024/02.csv");
    for (String path : List.of("in", "in/*/0?.csv", "in/2024/{01,02}.csv")) {
      assertEquals(
          expected,
          rows(InputBuilder.csv(path).columns("a", "b"), "a", "b", RawColumns.FILE),
          path);
    }
  }

  @Test
  void oneOfSeveralFilesMayHaveNoRow() {
    write("in/1.csv", "a\n1\n");
    write("in/2.csv", "a\n");

    assertEquals(List.of("1"), rows(InputBuilder.csv("in").columns("a"), "a"));
  }

  @Test
  void splitsGiveEveryLineOnceWhereverTheyCut() {
    String text = "\uFEFFa,b\r\n1,x\r\n\n2,\u00e9\u20ac\n33,y\r4,\r\n5,z";
    write("sales.csv", text);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    List<String> expected =
        List.of(
            "1|x|null|8|1,x",
            "2|\u00e9\u20ac|null|14|2,\u00e9\u20ac",
            "33|y|null|22|33,y",
            "4|null|null|27|4,",
            "5|z|null|31|5,z");

    for (int bytes = 1; bytes <= length; bytes += 7) {
      assertEquals(
          expected,
          rows(
              InputBuilder.csv("sales.csv").columns("a", "b").splitBytes(bytes),
              "a",
              "b",
              RawColumns.LINE,
              RawColumns.OFFSET,
              RawColumns.RAW),
          "ranges of " + bytes);
    }
  }

  @Test
  void manyRecordsAreDealtOutAndNoneIsLost() {
    StringBuilder text = new StringBuilder("id,filler\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(i).append(",some text that makes the file large enough\n");
    }
    write("many.csv", text.toString());

    RawInput raw = read(InputBuilder.csv("many.csv").columns("id", "filler"));

    assertEquals(2, raw.rows().rdd().getNumPartitions());
    assertEquals(20_000, raw.rows().select("id").distinct().count());
    assertEquals(20_000, raw.rows().where("_line = cast(id as int) + 2").count());
  }

  @Test
  void jsonLinesAreReadByName() {
    write(
        "sales.jsonl",
        """
        {"day":"2024-01-01","sold":1.50}

        {"sold":"NA","day":""}\r
        nonsense
        {"day":"2024-01-03"}
        """);

    assertEquals(
        List.of(
            "2024-01-01|1.50|1|null",
            "null|null|3|null",
            "null|null|4|JSON syntax error",
            "2024-01-03|null|5|null"),
        rows(
                InputBuilder.of(Format.JSONL, "sales.jsonl")
                    .columns("day", "sold")
                    .nullValues("NA"),
                "day",
                "sold",
                RawColumns.LINE,
                RawColumns.BROKEN)
            .stream()
            .map(row -> row.replaceAll("(syntax error).*", "$1"))
            .toList());
  }

  @Test
  void statNamesSizeAndChecksumOfEachFile() {
    write("sales.csv", "a\n1\n");

    assertEquals(
        List.of(new SourceFile("sales.csv", 4, "309b0e45a73d3fc5325e2b6ed0a01ef8")),
        reader().stat(InputBuilder.csv("sales.csv").columns("a").build()).stream()
            .map(file -> new SourceFile(file.path(), file.bytes(), file.sha256().substring(0, 32)))
            .toList());
  }

  @Test
  void anAbsolutePathIsReadWhereItIs() {
    write("elsewhere/sales.csv", "a\n1\n");
    String path = folder.resolve("elsewhere/sales.csv").toString();
    SourceReader other =
        new SourceReader(
            spark(),
            folder.resolve("data").toString(),
            java.util.Map.of(),
            new PathDeltaTables(spark()));
    var input = InputBuilder.csv(path).columns("a").build();

    List<SourceFile> files = other.stat(input);

    assertEquals(path, files.get(0).path());
    assertEquals(1, other.read(input, files).rows().count());
  }

  @Test
  void namesWithBlanksAndSpecialCharactersAreFilesLikeOthers() {
    write("my sales [1] 100%.csv", "a b,c.d,e`f\n1,2,3\n");

    assertEquals(
        List.of("1|2|3|my sales [1] 100%.csv"),
        rows(
            InputBuilder.csv("my sales [1] 100%.csv").columns("a b", "c.d", "e`f"),
            "a b",
            "c.d",
            "e`f",
            RawColumns.FILE));
  }

  @Test
  void blanksAreNotTakenOffFields() {
    write("sales.csv", "a,b\n ,\t\n");

    assertEquals(List.of(" |\t"), rows(InputBuilder.csv("sales.csv").columns("a", "b"), "a", "b"));
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    List<byte[]> parts = new ArrayList<>(List.of(first, second));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] bzip2(String text) throws IOException {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CompressionOutputStream out = codec.createOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
