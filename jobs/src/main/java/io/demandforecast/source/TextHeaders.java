package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the begin of each text file on the driver and refuses what is not as declared. */
final class TextHeaders {
  private static final String COMMON_DELIMITERS = ",;\t|";
  private static final int JSON_TRIES = 100;

  private final InputSettings input;
  private final TextFiles text;
  private final HeaderCheck check;
  private final Configuration hadoop;
  private final PersonalColumns personal;

  TextHeaders(InputSettings input, Configuration hadoop, PersonalColumns personal) {
    this.input = input;
    this.text = new TextFiles(input);
    this.check = new HeaderCheck(input, personal);
    this.hadoop = hadoop;
    this.personal = personal;
  }

  /**
   * How each file's columns serve the declaration, in the files' order.
   *
   * @throws ForecastException if one is not as declared, or none has a record
   */
  List<HeaderMatch> read(List<DataFile> files) {
    List<HeaderMatch> matches = new ArrayList<>();
    boolean anyRecord = false;
    for (DataFile file : files) {
      checkSignature(file);
      try (TextRecords records = text.records(file, hadoop)) {
        TextRecord first = records.next();
        if (first == null) {
          throw refuse(file, "holds no text. Fetch it again or take it away.");
        }
        matches.add(text.isJson() ? matchJson(file, first, records) : matchHeader(file, first));
        anyRecord |= text.isJson() || records.next() != null;
      } catch (IOException failure) {
        throw SourceFailure.of(file, failure, 0);
      }
    }
    if (!anyRecord) {
      throw ForecastException.data(
          "Input '"
              + input.name()
              + "': "
              + (files.size() == 1 ? "file " + files.get(0).name() + " has" : "its files have")
              + " a header and no row. Fetch the data again.");
    }
    return matches;
  }

  private void checkSignature(DataFile file) {
    byte[] stored;
    byte[] content;
    try {
      try (InputStream bytes = TextFiles.stored(file, hadoop)) {
        stored = bytes.readNBytes(FileSignature.LENGTH);
      }
      Optional<FileSignature> signature = FileSignature.of(stored);
      Optional<FileSignature> expected =
          switch (file.compression()) {
            case GZIP -> Optional.of(FileSignature.GZIP);
            case BZIP2 -> Optional.of(FileSignature.BZIP2);
            case NONE, UNSUPPORTED -> Optional.empty();
          };
      if (file.compression() != Compression.UNSUPPORTED && !signature.equals(expected)) {
        throw refuse(file, wrongKind(signature, expected));
      }
      try (InputStream bytes = TextFiles.content(file, hadoop)) {
        content = bytes.readNBytes(FileSignature.LENGTH);
      }
    } catch (IOException failure) {
      throw SourceFailure.of(file, failure, 0);
    }
    checkByteOrderMark(file, content);
  }

  private String wrongKind(Optional<FileSignature> found, Optional<FileSignature> expected) {
    String format = input.source().format().name();
    if (found.isEmpty()) {
      return "is named like " + expected.orElseThrow().what() + " and is none. Fetch it again.";
    }
    String hint =
        switch (found.get()) {
          case GZIP -> "Give its name the suffix .gz.";
          case BZIP2 -> "Give its name the suffix .bz2.";
          case PARQUET, ORC, AVRO ->
              "Declare format = " + found.get().name().toLowerCase(Locale.ROOT) + ".";
          default -> "Export it as text first.";
        };
    return "is " + found.get().what() + ", not " + format + ". " + hint;
  }

  private void checkByteOrderMark(DataFile file, byte[] content) {
    String declared = text.encoding().name();
    Optional<ByteOrderMark> mark = ByteOrderMark.of(content);
    if (mark.isPresent() && !declared.startsWith(mark.get().encoding())) {
      throw refuse(
          file,
          "starts with the byte order mark of "
              + mark.get().encoding()
              + ", its declared encoding is "
              + declared
              + ". Declare encoding = "
              + mark.get().encoding()
              + ".");
    }
  }

  /** Takes the names of the first object; broken lines before it are left to quarantine. */
  private HeaderMatch matchJson(DataFile file, TextRecord first, TextRecords records)
      throws IOException {
    JsonNames names = new JsonNames();
    TextRecord record = first;
    int tries = 0;
    while (record != null && !names.read(record.text()) && tries < JSON_TRIES) {
      record = records.next();
      tries++;
    }
    if (names.names().isEmpty()) {
      String hint =
          first.text().startsWith("[")
              ? "It begins like one JSON array: write one object a line."
              : "Check format and encoding.";
      throw refuse(
          file,
          "has no JSON object in its first lines ("
              + (personal.any() ? PersonalColumns.NOT_AN_OBJECT : names.problem())
              + "). "
              + hint);
    }
    List<String> slots = new ArrayList<>(names.names());
    for (String declared : check.declared()) {
      // A field that is null may be left out, so the first object need not have every one.
      if (!slots.contains(declared)) {
        slots.add(declared);
      }
    }
    List<String> problems = new ArrayList<>();
    if (check.declared().stream().noneMatch(names.names()::contains)) {
      problems.add("the first object has none of the declared fields");
    }
    HeaderMatch match = check.match(slots, problems);
    if (!problems.isEmpty()) {
      throw check.refuse("file " + file.name(), problems);
    }
    return match;
  }

  private HeaderMatch matchHeader(DataFile file, TextRecord first) {
    if (first.broken() != null) {
      throw refuse(
          file,
          "its header, line "
              + first.line()
              + ", cannot be read: "
              + first.broken()
              + "."
              + encodingHint(first));
    }
    if (first.text().indexOf('\0') >= 0) {
      throw refuse(
          file,
          "its header holds NUL characters: the file is binary, or its encoding is UTF-16 and not "
              + text.encoding().name()
              + ".");
    }
    FieldSplitter splitter = new FieldSplitter(text.text(), text.delimiter(), -1);
    String[] names = splitter.parse(first.text());
    if (names == null) {
      throw refuse(
          file, "its header, line " + first.line() + ", is broken: " + splitter.problem() + ".");
    }
    List<String> problems = new ArrayList<>();
    delimiterHint(names).ifPresent(problems::add);
    HeaderMatch match = check.match(Arrays.asList(names), problems);
    if (!problems.isEmpty()) {
      if (check.declared().stream().noneMatch(Arrays.asList(names)::contains) && names.length > 1) {
        problems.add("no declared column is there: the file may have no header line");
      }
      throw check.refuse("file " + file.name(), problems);
    }
    return match;
  }

  private String encodingHint(TextRecord record) {
    return record.text().indexOf('\uFFFD') >= 0
        ? " Another encoding may be the right one: windows-1252 or ISO-8859-1 for Western text,"
            + " UTF-16 where every other byte is zero."
        : "";
  }

  private Optional<String> delimiterHint(String[] names) {
    if (names.length != 1) {
      return Optional.empty();
    }
    for (int i = 0; i < COMMON_DELIMITERS.length(); i++) {
      char other = COMMON_DELIMITERS.charAt(i);
      if (other != text.delimiter() && names[0].indexOf(other) >= 0) {
        return Optional.of(
            "the header has no "
                + shown(text.delimiter())
                + " and has "
                + shown(other)
                + ": the delimiter is probably "
                + shown(other));
      }
    }
    return Optional.empty();
  }

  private static String shown(char delimiter) {
    return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
  }

  private ForecastException refuse(DataFile file, String problem) {
    return ForecastException.data(
        "Input '" + input.name() + "': file " + file.name() + " " + problem);
  }
}
