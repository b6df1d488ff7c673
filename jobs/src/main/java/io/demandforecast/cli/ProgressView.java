package io.demandforecast.cli;

import java.time.Duration;

/** Draws progress. Called by one thread at a time. */
interface ProgressView {

  /** Time between two drawings. */
  Duration interval();

  /** A stage began. */
  void began(ProgressState state);

  /** The stage goes on. */
  void drawn(ProgressState state);

  /** The stage is finished. */
  void ended(ProgressState state);

  /** One line for the person. */
  void note(String text);

  /** Nothing follows. */
  void close();
}
