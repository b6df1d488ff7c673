package io.demandforecast.source;

/**
 * Follows the quotes of delimited text (RFC 4180): a quote that is a field's first character opens
 * it, a doubled one stands for itself, and after the closing one a delimiter or the end must come.
 * A quote within an unquoted field is an ordinary character.
 */
final class Quotes {
  private final char delimiter;
  private final char quote;

  Quotes(char delimiter, char quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** Where a line's end finds its last field. */
  enum State {
    /** Outside quotes. */
    CLOSED,
    /** Within quotes: the field goes on, or its quote is never closed. */
    OPEN,
    /** A closing quote is followed by other text than a delimiter. */
    TEXT_AFTER_QUOTE
  }

  /**
   * The state at the end of a line.
   *
   * @param before {@link State#OPEN} where an earlier line left a field open, else {@link
   *     State#CLOSED}
   */
  State after(String line, State before) {
    if (line.indexOf(quote) < 0) {
      return before;
    }
    boolean open = before == State.OPEN;
    boolean fieldBegins = !open;
    int length = line.length();
    for (int i = 0; i < length; i++) {
      char c = line.charAt(i);
      if (open) {
        if (c == quote) {
          if (i + 1 < length && line.charAt(i + 1) == quote) {
            i++;
          } else if (i + 1 < length && line.charAt(i + 1) != delimiter) {
            return State.TEXT_AFTER_QUOTE;
          } else {
            open = false;
          }
        }
      } else if (c == quote && fieldBegins) {
        open = true;
        fieldBegins = false;
      } else {
        fieldBegins = c == delimiter;
      }
    }
    return open ? State.OPEN : State.CLOSED;
  }
}
