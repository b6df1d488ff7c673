package io.demandforecast.config;

import io.demandforecast.config.ExportSettings.Content;
import io.demandforecast.config.ExportSettings.FileFormat;
import io.demandforecast.config.ExportSettings.Folder;
import io.demandforecast.config.ExportSettings.Mode;
import io.demandforecast.config.ExportSettings.Server;
import io.demandforecast.config.ExportSettings.Table;
import io.demandforecast.config.ExportSettings.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code export}. */
final class ExportReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  /** Names of tables beside it are made of it, and a server's names have 63 characters at most. */
  private static final Pattern TABLE =
      Pattern.compile("(?:[A-Za-z_][A-Za-z0-9_]{0,39}\\.)?[A-Za-z_][A-Za-z0-9_]{0,39}");

  private enum Kind {
    POSTGRESQL,
    MARIADB,
    PARQUET,
    CSV
  }

  private ExportReader() {}

  static List<ExportSettings> read(Section root, SecuritySettings security) {
    List<ExportSettings> exports = new ArrayList<>();
    Section all = root.section("export");
    for (Map.Entry<String, Section> entry : root.named("export").entrySet()) {
      String name = entry.getKey();
      Section export = entry.getValue();
      if (!NAME.matcher(name).matches()) {
        all.problem(name, "expected a name of letters, digits, '_' and '-'");
      }
      Content content = export.choice("content", Content.class);
      Mode mode = export.choice("mode", Mode.class);
      String channel = export.text("channel");
      Kind kind = export.choice("kind", Kind.class);
      if (!export.sound("kind")) {
        export.askForAll();
        continue;
      }
      exports.add(
          new ExportSettings(
              name,
              content,
              mode,
              channel,
              switch (kind) {
                case POSTGRESQL -> table(export, Server.POSTGRESQL);
                case MARIADB -> table(export, Server.MARIADB);
                case PARQUET -> folder(export, FileFormat.PARQUET, security);
                case CSV -> folder(export, FileFormat.CSV, security);
              }));
    }
    return List.copyOf(exports);
  }

  private static Target table(Section export, Server server) {
    if (export.has("folder")) {
      export.problem("folder", "a database has none");
    }
    String prefix = "jdbc:" + server.name().toLowerCase(Locale.ROOT) + ":";
    String url = export.requiredText("url", "a JDBC URL");
    if (!url.isEmpty() && !url.startsWith(prefix)) {
      export.problem("url", "expected a URL such as " + prefix + "//host/database");
    }
    if (Secrets.isSecretText(url)) {
      export.problem(
          "url",
          "user and password stand in the environment variables user-variable and"
              + " password-variable name, not in the URL");
    }
    String table = export.requiredText("table", "a table");
    if (!table.isEmpty() && !TABLE.matcher(table).matches()) {
      export.problem(
          "table",
          "expected a table such as forecast or planning.forecast: letters, digits and '_', 40"
              + " characters at most each");
    }
    return new Table(
        server,
        url,
        table,
        VariableName.read(export, "user-variable"),
        VariableName.read(export, "password-variable"),
        export.integer("connections", Bounds.between(1, 1000)),
        export.integer("attempts", Bounds.between(1, 100)));
  }

  private static Target folder(Section export, FileFormat format, SecuritySettings security) {
    for (String key : List.of("url", "table")) {
      if (export.has(key)) {
        export.problem(key, "files have none: name their folder");
      }
    }
    export.has("user-variable");
    export.has("password-variable");
    export.has("connections");
    export.has("attempts");
    String location = export.requiredText("folder", "a folder or URI");
    PlaceChecks.problem(security, location).ifPresent(p -> export.problem("folder", p));
    return new Folder(format, location);
  }
}
