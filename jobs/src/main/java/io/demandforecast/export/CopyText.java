package io.demandforecast.export;

/** Values in the text format of PostgreSQL's COPY. */
final class CopyText {
  private CopyText() {}

  static void append(StringBuilder line, Object value, TableColumn.Kind kind) {
    if (value == null) {
      line.append("\\N");
      return;
    }
    String text = value.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c);
      }
    }
    if (kind == TableColumn.Kind.INSTANT) {
      // The session's zone is that of this machine.
      line.append('Z');
    }
  }
}
