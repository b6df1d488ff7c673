package io.demandforecast.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.testing.SparkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be loaded: the command says why, ends with its code and changes no table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class RefusedLoadsIT extends SparkTest {
  private static final String SHOP =
      """
      name = shop
      series.keys = [item]
      inputs.sales {
        columns = [
          { name = day, type = date, required = true }
          { name = item }
          { name = sold, type = decimal }
        ]
        time.column = day
        quantity = sold
      }
      """;

  private Sandbox sandbox;
  private List<String> before;

  @BeforeAll
  void loadSomethingGood(@TempDir Path folder) {
    runBefore();
    sandbox = new Sandbox(spark(), folder);
    sandbox.data("good.csv", "day,item,sold", "2024-01-01,A,3");
    sandbox.ingest(sandbox.config(SHOP, "inputs.sales.path = good.csv"));
    before = sandbox.commits();
  }

  @Test
  void aMissingFile() {
    assertRefused("god.csv", "there is no", "god.csv", "'good.csv'");
  }

  @Test
  void anEmptyFile() {
    sandbox.data("empty.csv", new byte[0]);

    assertRefused("empty.csv", "empty.csv", "0 bytes");
  }

  @Test
  void aHeaderWithoutRows() {
    sandbox.data("header.csv", "day,item,sold");

    assertRefused("header.csv", "header.csv", "a header and no row");
  }

  @Test
  void aGzipFileThatWasCutOff() throws IOException {
    StringBuilder text = new StringBuilder("day,item,sold\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("2024-01-01,").append(i * 7919L % 100_003).append(",1\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    sandbox.data("cut.csv.gz", Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));

    assertRefused("cut.csv.gz", "cut.csv.gz", "ends too early", "again");
  }

  @Test
  void aHeaderOtherThanDeclared() {
    sandbox.data("other.csv", "day,article,sold", "2024-01-02,A,3");

    assertRefused("other.csv", "other.csv", "'item' is missing", "'article' is not declared");
  }

  @Test
  void anotherDelimiterThanDeclared() {
    sandbox.data("semicolon.csv", "day;item;sold", "2024-01-02;A;3");

    assertRefused("semicolon.csv", "the delimiter is probably ';'");
  }

  @Test
  void anotherEncodingThanDeclared() {
    sandbox.data("utf16.csv", "day,item,sold\n2024-01-02,A,3\n".getBytes(StandardCharsets.UTF_16));

    assertRefused("utf16.csv", "utf16.csv", "byte order mark of UTF-16");
  }

  @Test
  void aFileWithoutAnyUsableRow() {
    sandbox.data("useless.csv", "day,item,sold", "1.2.2024,A,3", "2024-01-02,A,x");

    assertRefused(
        "useless.csv",
        "nothing was changed",
        "none of the 2 rows of the new files can be used",
        "useless.csv line 2",
        "'1.2.2024' is no date",
        "useless.csv line 3",
        "'x' is not a number");
  }

  @Test
  void aRuleThatBlocks() {
    sandbox.data("huge.csv", "day,item,sold", "2024-01-02,A,3", "2024-01-03,A,30000");
    sandbox.conf(
        SHOP,
        "inputs.sales.path = huge.csv",
        "inputs.sales.rules.plausible { check = range, column = sold, max = 100, severity = block }");

    sandbox
        .command("ingest")
        .assertFailed(
            ExitCode.DATA_CONTRACT,
            "1 of 2 rows break rule 'plausible', which blocks the load",
            "huge.csv line 3",
            "Correct the files and load again");
    assertEquals(before, sandbox.commits());
  }

  @Test
  void aFolderOfDataThatIsAFile() {
    sandbox.conf(SHOP, "inputs.sales.path = good.csv");

    sandbox
        .command("ingest", "--data", sandbox.path("data").resolve("good.csv").toString())
        .assertFailed(ExitCode.DATA_CONTRACT, "good.csv is a file and no folder");
    assertEquals(before, sandbox.commits());
  }

  private void assertRefused(String file, String... words) {
    sandbox.conf(SHOP, "inputs.sales.path = " + file);

    sandbox.command("ingest").assertFailed(ExitCode.DATA_CONTRACT, words);
    assertEquals(before, sandbox.commits());
  }
}
