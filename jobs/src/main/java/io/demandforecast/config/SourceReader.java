package io.demandforecast.config;

import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.config.InputSettings.Source;
import io.demandforecast.config.InputSettings.TextFormat;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where an input's data are and how they are written. */
final class SourceReader {
  private static final Pattern OUTSIDE = Pattern.compile("^/.*|^[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern UPWARDS = Pattern.compile("(^|.*[/\\\\])\\.\\.($|[/\\\\].*)");

  private SourceReader() {}

  static Source read(Section input) {
    Format format = input.choice("format", Format.class);
    return new Source(format, path(input, format), text(input, format), jdbc(input, format));
  }

  private static String path(Section input, Format format) {
    if (format == Format.JDBC) {
      if (input.has("path")) {
        input.problem("path", "format = jdbc reads a table and has no path");
      }
      return "";
    }
    String path = input.requiredText("path", "a file, folder or glob below storage.data");
    if (OUTSIDE.matcher(path).matches() || UPWARDS.matcher(path).matches()) {
      input.problem(
          "path", "expected a path below storage.data (--data), neither absolute nor with '..'");
    }
    return path;
  }

  private static TextFormat text(Section input, Format format) {
    char delimiter = input.has("delimiter") ? character(input, "delimiter") : delimiterOf(format);
    char quote = character(input, "quote");
    if (delimiter == quote && input.sound("delimiter", "quote")) {
      input.problem("quote", "expected another character than the delimiter");
    }
    return new TextFormat(
        delimiter,
        quote,
        encoding(input),
        input.texts("null-values"),
        input.flag("quoted-newlines"),
        input.bytes("split-bytes"));
  }

  private static char delimiterOf(Format format) {
    return format == Format.TSV ? '\t' : ',';
  }

  private static char character(Section input, String key) {
    String text = input.text(key);
    if (text.length() == 1 && !text.equals("\n") && !text.equals("\r")) {
      return text.charAt(0);
    }
    input.problem(key, "expected one character such as ; or \"\\t\"");
    return '\0';
  }

  private static String encoding(Section input) {
    String encoding = input.text("encoding");
    try {
      return Charset.forName(encoding).name();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      input.problem(
          "encoding", "expected a character set such as UTF-8, ISO-8859-1 or windows-1252");
      return encoding;
    }
  }

  private static Optional<Jdbc> jdbc(Section input, Format format) {
    Section jdbc = input.section("jdbc");
    Jdbc settings =
        new Jdbc(
            jdbc.text("url"),
            jdbc.text("table"),
            VariableName.read(jdbc, "user-variable"),
            VariableName.read(jdbc, "password-variable"),
            jdbc.optionalText("partition-column"),
            jdbc.integer("partitions", Bounds.between(1, 1000)),
            jdbc.integer("fetch-size", Bounds.atLeast(1)));
    if (format != Format.JDBC) {
      if (jdbc.has("url") && input.sound("format")) {
        jdbc.problem("url", "a database is read with format = jdbc only");
      }
      return Optional.empty();
    }
    String url = jdbc.requiredText("url", "a JDBC URL");
    jdbc.requiredText("table", "a table or view");
    if (!url.isEmpty() && !url.startsWith("jdbc:")) {
      jdbc.problem(
          "url",
          "expected a URL such as jdbc:postgresql://host:5432/database or jdbc:mariadb://...");
    }
    if (Secrets.isSecretText(url)) {
      jdbc.problem(
          "url",
          "user and password stand in the environment variables user-variable and"
              + " password-variable name, not in the URL");
    }
    if (settings.partitions() > 1 && settings.partitionColumn().isEmpty()) {
      jdbc.problem("partition-column", "missing: several partitions need a column to divide by");
    }
    return Optional.of(settings);
  }
}
