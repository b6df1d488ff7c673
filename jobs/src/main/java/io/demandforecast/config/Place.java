package io.demandforecast.config;

import com.typesafe.config.ConfigOrigin;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value was written.
 *
 * @param source a file, an environment variable or a command line option
 * @param line line of a file; 0 where there are no lines
 */
record Place(String source, int line) {
  static final String REFERENCE = "reference.conf";
  static final String VARIABLE = "environment variable ";
  static final String OPTION = "--";

  private static final Pattern NUMBERED = Pattern.compile("(.*): (\\d+)(?:-\\d+)?", Pattern.DOTALL);
  private static final String MERGED = "merge of ";

  Place {
    Objects.requireNonNull(source, "source");
  }

  /** The place of a value; of a section that several sources build, the one that wins. */
  static Place of(ConfigOrigin origin) {
    String description = origin.description();
    if (description.startsWith(MERGED)) {
      description = description.substring(MERGED.length()).split(",", 2)[0];
    }
    Matcher numbered = NUMBERED.matcher(description);
    if (!numbered.matches()) {
      return new Place(description, 0);
    }
    String source = numbered.group(1);
    boolean hasLines = !source.startsWith(OPTION) && !source.startsWith(VARIABLE);
    return new Place(source, hasLines ? Integer.parseInt(numbered.group(2)) : 0);
  }

  boolean isReference() {
    return source.equals(REFERENCE);
  }

  boolean isVariable() {
    return source.startsWith(VARIABLE);
  }

  /** Files come before variables, these before options, as they take effect. */
  int rank() {
    if (source.startsWith(OPTION)) {
      return 2;
    }
    return isVariable() ? 1 : 0;
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + " line " + line;
  }
}
