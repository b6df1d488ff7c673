package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.InputSettings.Format;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class WideSourceIT extends SourceTest {
  private static final String[] CELL = {
    "item", RawColumns.LABEL, RawColumns.VALUE, RawColumns.LINE, RawColumns.RAW, RawColumns.BROKEN
  };

  @Test
  void everyCellIsARowAndAnEmptyOneAGap() {
    write("wide.csv", "item,d_1,d_2\nA,3,\nB,NA,\"0\"\n");

    assertEquals(
        List.of(
            "A|1|3|2|d_1=3|null",
            "A|2|null|2|d_2=|null",
            "B|1|null|3|d_1=NA|null",
            "B|2|0|3|d_2=0|null"),
        rows(
            InputBuilder.csv("wide.csv").columns("item").indexAcross("d_(\\d+)").nullValues("NA"),
            CELL));
  }

  @Test
  void theColumnsAreKeysLabelAndValueAndThoseOfEveryRow() {
    write("wide.csv", "item,d_1\nA,3\n");

    assertArrayEquals(
        new String[] {
          "item", "_label", "_value", "_file", "_line", "_offset", "_raw", "_broken", "_line_digest"
        },
        read(InputBuilder.csv("wide.csv").columns("item").indexAcross("d_(\\d+)"))
            .rows()
            .columns());
  }

  @Test
  void aBrokenLineIsOneRowWithItsWholeText() {
    write("wide.csv", "item,d_1,d_2\nA,3\nB,1,2\n");

    assertEquals(
        List.of(
            "null|null|null|2|A,3|2 fields where the header has 3",
            "B|1|1|3|d_1=1|null",
            "B|2|2|3|d_2=2|null"),
        rows(InputBuilder.csv("wide.csv").columns("item").indexAcross("d_(\\d+)"), CELL));
  }

  @Test
  void cellsThatAreKnownHaveARowThatStandsForThem() {
    InputBuilder input =
        InputBuilder.csv("wide.csv").columns("item").indexAcross("d_(\\d+)").nullValues("NA");
    write("wide.csv", wide(200, "A", "5", "NA"));
    Dataset<Row> known = read(input).lines().get(0).digests().cache();
    assertEquals(1, known.count());

    // Columns 1 to 128 are as they were: of 129 and on there is one more.
    write("wide.csv", wide(201, "A", "5", "NA") + "B" + ",1".repeat(201) + "\n");
    List<Row> rows =
        read(input)
            .knowing(known)
            .rows()
            .where(RawColumns.column(RawColumns.STANDS_FOR).isNotNull())
            .orderBy(RawColumns.STANDS_FOR)
            .select("item", RawColumns.LABEL, RawColumns.VALUE, RawColumns.STANDS_FOR)
            .collectAsList();
    assertEquals(
        List.of("A|127|null|64", "A|128|5|64"),
        rows.stream().map(r -> r.mkString("|")).sorted().toList());
    assertEquals(2 + 73 + 201, read(input).knowing(known).rows().count());

    write("wide.csv", wide(200, "A", "5", "NA").replaceFirst("5,NA,5", "5,5,5"));
    assertEquals(
        128 + 2,
        read(input).knowing(known).rows().count(),
        "a run with another cell is there as a whole");
    write("wide.csv", wide(200, "B", "5", "NA"));
    assertEquals(200, read(input).knowing(known).rows().count(), "another line");
    known.unpersist();
  }

  /** A file of one line, whose cells have two texts by turns. */
  private static String wide(int cells, String item, String odd, String even) {
    StringBuilder header = new StringBuilder("item");
    StringBuilder line = new StringBuilder(item);
    for (int i = 1; i <= cells; i++) {
      header.append(",d_").append(i);
      line.append(',').append(i % 2 == 0 ? odd : even);
    }
    return header + "\n" + line + "\n";
  }

  @Test
  void seriesAcrossGiveTheirKeyAsLabel() {
    write("parts.csv", "month,p.1,p 2\n2024-01,1,NA\n2024-02,,4\n");

    assertEquals(
        List.of(
            "2024-01|p 2|null|p 2=NA",
            "2024-01|p.1|1|p.1=1",
            "2024-02|p 2|4|p 2=4",
            "2024-02|p.1|null|p.1="),
        rows(
            InputBuilder.csv("parts.csv").columns("month").seriesAcross().nullValues("NA"),
            "month",
            RawColumns.LABEL,
            RawColumns.VALUE,
            RawColumns.RAW));
  }

  @Test
  void filesWithOtherPeriodsAreReadTogether() {
    write("in/2023.csv", "item,2023-12\nA,1\n");
    write("in/2024.csv", "2024-02,item,2024-01\n3,A,2\n");
    write("in/2024b.csv", "2024-02,item,2024-01\n5,B,4\n");

    assertEquals(
        List.of(
            "A|2023-12|1|2|2023-12=1|null",
            "A|2024-01|2|2|2024-01=2|null",
            "A|2024-02|3|2|2024-02=3|null",
            "B|2024-01|4|2|2024-01=4|null",
            "B|2024-02|5|2|2024-02=5|null"),
        rows(
            InputBuilder.csv("in").columns("item").datesAcross("(\\d{4}-\\d\\d)", "uuuu-MM"),
            CELL));
  }

  @Test
  void wideLinesAreReadInSplits() {
    write("wide.csv", "item,d_1,d_2\nA,3,4\nB,5,6\n");

    assertEquals(
        List.of("A|1|3|null", "A|2|4|null", "B|1|5|null", "B|2|6|null"),
        rows(
            InputBuilder.csv("wide.csv").columns("item").indexAcross("d_(\\d+)").splitBytes(5),
            "item",
            RawColumns.LABEL,
            RawColumns.VALUE,
            RawColumns.LINE));
  }

  @Test
  void jsonObjectsMayBeWideAsFarAsTheFirstOneNamesThePeriods() {
    write(
        "wide.jsonl",
        """
        {"item":"A","d_1":3,"d_2":null}
        {"d_2":4,"item":"B"}
        {"item":"C","d_3":1}
        """);

    assertEquals(
        List.of(
            "A|1|3|1|d_1=3|null",
            "A|2|null|1|d_2=|null",
            "B|1|null|2|d_1=|null",
            "B|2|4|2|d_2=4|null",
            "null|null|null|3|{\"item\":\"C\",\"d_3\":1}|field 'd_3' is not declared"),
        rows(
            InputBuilder.of(Format.JSONL, "wide.jsonl").columns("item").indexAcross("d_(\\d+)"),
            CELL));
  }
}
