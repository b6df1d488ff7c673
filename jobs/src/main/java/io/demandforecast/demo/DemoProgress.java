package io.demandforecast.demo;

/** Told how far the writing of a demo is. Calls come from several threads, one at a time. */
@FunctionalInterface
public interface DemoProgress {
  /** So many of all parts, each of at most a thousand series of one store, are written. */
  void written(int parts, int ofParts);

  /** Nobody listens. */
  static DemoProgress silent() {
    return (parts, ofParts) -> {};
  }
}
