package io.demandforecast.cli;

import java.time.Duration;

/** Draws nothing. */
final class NoProgressView implements ProgressView {

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public void began(ProgressState state) {}

  @Override
  public void drawn(ProgressState state) {}

  @Override
  public void ended(ProgressState state) {}

  @Override
  public void note(String text) {}

  @Override
  public void close() {}
}
