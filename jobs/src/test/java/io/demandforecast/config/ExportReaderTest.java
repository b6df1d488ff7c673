package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.ExportSettings.Content;
import io.demandforecast.config.ExportSettings.FileFormat;
import io.demandforecast.config.ExportSettings.Folder;
import io.demandforecast.config.ExportSettings.Mode;
import io.demandforecast.config.ExportSettings.Server;
import io.demandforecast.config.ExportSettings.Table;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportReaderTest {
  private static final String POSTGRES = "kind = postgresql, url = \"jdbc:postgresql://h/d\"";

  @TempDir Path folder;
  private ConfigFixture fixture;

  @BeforeEach
  void makeFixture() {
    fixture = new ConfigFixture(folder);
  }

  @Test
  void defaults() {
    assertEquals(List.of(), fixture.load().exports());
    assertEquals(
        List.of(
            new ExportSettings(
                "a",
                Content.FORECASTS,
                Mode.CURRENT,
                "",
                new Table(
                    Server.POSTGRESQL,
                    "jdbc:postgresql://h/d",
                    "forecast",
                    "FORECAST_EXPORT_USER",
                    "FORECAST_EXPORT_PASSWORD",
                    4,
                    5))),
        fixture.load("export.a { " + POSTGRES + ", table = forecast }").exports());
  }

  @Test
  void allSettings() {
    assertEquals(
        List.of(
            new ExportSettings(
                "b", Content.TOTALS, Mode.RUNS, "trial", new Folder(FileFormat.CSV, "s3a://b/out")),
            new ExportSettings(
                "c",
                Content.FORECASTS,
                Mode.CURRENT,
                "",
                new Table(Server.MARIADB, "jdbc:mariadb://h/d", "plan.forecast", "U", "P", 9, 2))),
        fixture
            .load(
                "export { b { kind = csv, folder = \"s3a://b/out\", content = totals, mode = runs,"
                    + " channel = trial }, c { kind = mariadb, url = \"jdbc:mariadb://h/d\", table ="
                    + " plan.forecast, user-variable = U, password-variable = P, connections = 9,"
                    + " attempts = 2 } }")
            .exports());
  }

  @Test
  void noNumberDependsOnIt() {
    assertEquals(
        fixture.load().hash(), fixture.load("export.a { kind = csv, folder = out }").hash());
  }

  @Test
  void wrongValuesAreNamed() {
    fixture.requireAmong(
        "export.a { kind = oracle }",
        "export.a.kind = \"oracle\": expected one of postgresql, mariadb, parquet, csv");
    fixture.requireRefusal(
        "export.a { kind = mariadb, url = \"jdbc:postgresql://h/d\", table = t }",
        "export.a.url = \"jdbc:postgresql://h/d\": expected a URL such as"
            + " jdbc:mariadb://host/database");
    fixture.requireRefusal(
        "export.a { " + POSTGRES + ", table = \"t; DROP TABLE u\" }",
        "export.a.table = \"t; DROP TABLE u\": expected a table such as forecast or"
            + " planning.forecast: letters, digits and '_', 40 characters at most each");
    fixture.requireRefusal(
        "export.a { " + POSTGRES + ", table = t, folder = out }",
        "export.a.folder = \"out\": a database has none");
    fixture.requireRefusal(
        "export.a { kind = csv }", "export.a.folder: missing: a folder or URI is required");
    fixture.requireRefusal(
        "export.a { kind = csv, folder = out, table = t }",
        "export.a.table = \"t\": files have none: name their folder");
    fixture.requireRefusal(
        "export.a { kind = csv, folder = \"ftp://x/y\" }",
        "export.a.folder = \"ftp://x/y\": file system 'ftp' is not among security.schemes = file,"
            + " hdfs, s3a, abfss, gs");
  }
}
