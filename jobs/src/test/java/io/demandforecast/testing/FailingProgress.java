package io.demandforecast.testing;

import io.demandforecast.progress.Progress;
import java.util.List;

/** Ends a job as a kill would, where a stage begins: nothing after it is done. */
public final class FailingProgress implements Progress {
  private final String at;

  public FailingProgress(String stage) {
    this.at = stage;
  }

  /** What the job is ended by. */
  public static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void stage(String name) {
    if (name.equals(at)) {
      throw new Killed();
    }
  }

  @Override
  public void plan(List<String> stages) {}

  @Override
  public void rows(long count) {}

  @Override
  public void note(String text) {}

  @Override
  public void done() {}
}
