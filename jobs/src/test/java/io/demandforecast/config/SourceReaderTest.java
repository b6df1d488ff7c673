package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.config.InputSettings.Source;
import io.demandforecast.config.InputSettings.TextFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
  private static final long DEFAULT_SPLIT = 64L << 20;

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  private Source target(String... lines) {
    return fixture.load(lines).inputs().get(0).source();
  }

  @Test
  void defaults() {
    assertEquals(
        new Source(
            Format.CSV,
            "sales.csv",
            new TextFormat(',', '"', "UTF-8", List.of(), true, DEFAULT_SPLIT),
            Optional.empty()),
        target());
  }

  @Test
  void allSettingsOfText() {
    assertEquals(
        new Source(
            Format.TSV,
            "raw/*.tsv",
            new TextFormat(';', '\'', "ISO-8859-1", List.of("NA", "-999"), false, 1000),
            Optional.empty()),
        target(
            "inputs.sales { format = tsv, path = \"raw/*.tsv\", delimiter = \";\", quote = \"'\","
                + " encoding = latin1, null-values = [NA, -999], quoted-newlines = false,"
                + " split-bytes = 1000 }"));
  }

  @Test
  void tabsPartTsvAndWhatIsSaidOfAllInputsCounts() {
    Source source = target("input-defaults { format = tsv, encoding = UTF-16 }");
    assertEquals('\t', source.text().delimiter());
    assertEquals("UTF-16", source.text().encoding());
  }

  @Test
  void everyFormatIsKnown() {
    for (String format : List.of("csv", "tsv", "jsonl", "parquet", "orc", "avro", "delta")) {
      assertEquals(format, Scalar.spelt(target("inputs.sales.format = " + format).format()));
    }
  }

  @Test
  void aDatabaseIsDescribed() {
    assertEquals(
        Optional.of(
            new Jdbc(
                "jdbc:postgresql://db:5432/shop",
                "public.sales",
                "DB_USER",
                "DB_PASSWORD",
                Optional.of("day"),
                4,
                500)),
        target(
                """
                inputs.sales {
                  format = jdbc
                  path = ""
                  jdbc {
                    url = "jdbc:postgresql://db:5432/shop"
                    table = "public.sales"
                    user-variable = DB_USER
                    password-variable = DB_PASSWORD
                    partition-column = day
                    partitions = 4
                    fetch-size = 500
                  }
                }
                """)
            .jdbc());
  }

  @Test
  void wrongTextIsNamedWithFileAndLine() {
    fixture.requireRefusal(
        "inputs.sales.format = cvs",
        "inputs.sales.format = \"cvs\": expected one of csv, tsv, jsonl, parquet, orc, avro,"
            + " delta, jdbc; did you mean 'csv'?");
    fixture.requireRefusal(
        "inputs.sales.path = \"\"",
        "inputs.sales.path: missing: a file, folder or glob below storage.data is required");
    for (String path : List.of("/etc/passwd", "../other/sales.csv", "s3a://b/sales.csv")) {
      fixture.requireRefusal(
          "inputs.sales.path = \"" + path + "\"",
          "inputs.sales.path = \""
              + path
              + "\": expected a path below storage.data (--data), neither absolute nor with"
              + " '..'");
    }
    fixture.requireRefusal(
        "inputs.sales.delimiter = \";;\"",
        "inputs.sales.delimiter = \";;\": expected one character such as ; or \"\\t\"");
    fixture.requireRefusal(
        "inputs.sales.delimiter = \"'\", inputs.sales.quote = \"'\"",
        "inputs.sales.quote = \"'\": expected another character than the delimiter");
    fixture.requireRefusal(
        "inputs.sales.encoding = utf-88",
        "inputs.sales.encoding = \"utf-88\": expected a character set such as UTF-8, ISO-8859-1"
            + " or windows-1252");
    fixture.requireRefusal(
        "inputs.sales.split-bytes = big",
        "inputs.sales.split-bytes = \"big\": expected a size such as 64MiB or 1000000 (bytes)");
    fixture.requireRefusal(
        "inputs.sales.null-values = NA",
        "inputs.sales.null-values = \"NA\": expected a list of texts");
  }

  @Test
  void aWrongDatabaseIsNamedWithFileAndLine() {
    String start = "inputs.sales { format = jdbc, path = \"\", jdbc { table = t, url = ";
    fixture.requireRefusal(
        start + "\"postgresql://db\" } }",
        "inputs.sales.jdbc.url = \"postgresql://db\": expected a URL such as"
            + " jdbc:postgresql://host:5432/database or jdbc:mariadb://...");
    fixture.requireRefusal(
        start + "\"\" } }", "inputs.sales.jdbc.url: missing: a JDBC URL is required");
    fixture.requireRefusal(
        start + "\"jdbc:x\", partitions = 3 } }",
        "inputs.sales.jdbc.partition-column: missing: several partitions need a column to divide"
            + " by");
    fixture.requireRefusal(
        start + "\"jdbc:x\", partition-column = shop } }",
        "inputs.sales.jdbc.partition-column = \"shop\": column 'shop' is of type string: expected"
            + " integer or decimal or date or timestamp");
    fixture.requireRefusal(
        start + "\"jdbc:x\", password-variable = \"a b\" } }",
        "inputs.sales.jdbc.password-variable = \"a b\": expected the name of an environment"
            + " variable, not its value");
    fixture.requireRefusal(
        "inputs.sales.jdbc.url = \"jdbc:x\"",
        "inputs.sales.jdbc.url = \"jdbc:x\": a database is read with format = jdbc only");
    fixture.requireRefusal(
        "inputs.sales { format = jdbc, jdbc { table = t, url = \"jdbc:x\" }, path = a }",
        "inputs.sales.path = \"a\": format = jdbc reads a table and has no path");
  }
}
