package io.demandforecast.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The records of a text, in order: its lines without the empty ones, or, where quoted fields may
 * hold line ends, lines joined until their quotes are closed. A quote that is never closed costs
 * the one line it stands in: reading goes on with the line after it.
 */
final class TextRecords implements Closeable {
  /** Most lines that one record may have: a quote open for longer is taken for a stray one. */
  static final int MAX_LINES = 1000;

  private final ByteLines lines;
  private final StrictDecoder decoder;
  private final Optional<Quotes> quotes;
  private final Deque<Line> waiting = new ArrayDeque<>();

  /**
   * @param quotes how quotes join lines; empty where a record is always one line
   */
  TextRecords(ByteLines lines, StrictDecoder decoder, Optional<Quotes> quotes) {
    this.lines = lines;
    this.decoder = decoder;
    this.quotes = quotes;
  }

  private record Line(long number, long offset, String text, String terminator, String problem) {}

  /** The next record, or null at the end. */
  TextRecord next() throws IOException {
    Line line = take();
    while (line != null && line.text.isEmpty()) {
      line = take();
    }
    if (line == null) {
      return null;
    }
    if (quotes.isEmpty()
        || quotes.get().after(line.text, Quotes.State.CLOSED) != Quotes.State.OPEN) {
      return new TextRecord(line.number, line.offset, line.text, line.problem);
    }
    return join(line, quotes.get());
  }

  private TextRecord join(Line first, Quotes follow) throws IOException {
    List<Line> more = new ArrayList<>();
    StringBuilder text = new StringBuilder(first.text).append(first.terminator);
    String problem = first.problem;
    while (more.size() < MAX_LINES) {
      Line line = take();
      if (line == null) {
        break;
      }
      more.add(line);
      text.append(line.text);
      problem = problem == null ? line.problem : problem;
      Quotes.State state = follow.after(line.text, Quotes.State.OPEN);
      if (state == Quotes.State.CLOSED) {
        return new TextRecord(first.number, first.offset, text.toString(), problem);
      }
      if (state == Quotes.State.TEXT_AFTER_QUOTE) {
        break;
      }
      text.append(line.terminator);
    }
    for (int i = more.size() - 1; i >= 0; i--) {
      waiting.addFirst(more.get(i));
    }
    return new TextRecord(first.number, first.offset, first.text, FieldSplitter.NEVER_CLOSED);
  }

  private Line take() throws IOException {
    Line line = waiting.pollFirst();
    if (line != null || !lines.next()) {
      return line;
    }
    String text = decoder.decode(lines);
    return new Line(
        lines.lineNumber(), lines.offset(), text, lines.terminator(), decoder.problem());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
