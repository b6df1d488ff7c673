package io.demandforecast.progress;

import java.util.List;

/**
 * How far a long command is, told by jobs to whoever watches. Telling is cheap and never fails, and
 * no number depends on it.
 */
public interface Progress {

  /**
   * The stages there will be, in order; said once, before the first.
   *
   * @param stages names in a person's words, such as "read raw files"
   */
  void plan(List<String> stages);

  /** A stage begins, and the one before it is finished. */
  void stage(String name);

  /**
   * Rows that the current stage has handled so far, all told. Where a job does not say, a display
   * shows what Spark's tasks have written.
   */
  void rows(long count);

  /** Something a person should know now: one line. */
  void note(String text);

  /** All stages are finished. */
  void done();

  /** Tells nobody. */
  static Progress silent() {
    return Silent.INSTANCE;
  }

  /** A display for nobody. */
  enum Silent implements Progress {
    INSTANCE;

    @Override
    public void plan(List<String> stages) {}

    @Override
    public void stage(String name) {}

    @Override
    public void rows(long count) {}

    @Override
    public void note(String text) {}

    @Override
    public void done() {}
  }
}
