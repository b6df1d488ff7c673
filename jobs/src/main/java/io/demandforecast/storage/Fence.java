package io.demandforecast.storage;

import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a process whose lease was taken over from committing: a session carries the token that it
 * holds of a warehouse in its configuration, and each commit below that folder compares it with the
 * newest one. So what began before the process was stopped for an hour does not end after it.
 */
public final class Fence {
  /** Folder of a warehouse's tokens. */
  public static final String FOLDER = "_leases";

  private static final String KEY = "demand-forecast.fence.";

  private Fence() {}

  /** Lets commits below a folder compare this token. */
  public static void raise(Configuration configuration, Path warehouse, long token) {
    configuration.setLong(KEY + warehouse, token);
  }

  /** Lets commits below a folder compare nothing, where they compared this token. */
  public static void lower(Configuration configuration, Path warehouse, long token) {
    if (configuration.getLong(KEY + warehouse, token) == token) {
      configuration.unset(KEY + warehouse);
    }
  }

  /**
   * Checks a commit of a table's log.
   *
   * @throws ForecastException (transient) where the token that this session holds is not the newest
   */
  static void check(Path commit, Configuration configuration) throws IOException {
    Path warehouse = ancestor(commit);
    if (warehouse == null) {
      return;
    }
    long held = configuration.getLong(KEY + warehouse, -1);
    if (held < 0) {
      return;
    }
    OptionalLong newest = Tokens.in(new Path(warehouse, FOLDER), configuration).newest();
    if (newest.isPresent() && newest.getAsLong() > held) {
      throw takenOver(warehouse);
    }
  }

  /** What the loser of a lease is told. */
  public static ForecastException takenOver(Path warehouse) {
    return ForecastException.transientFailure(
        "another run took over warehouse "
            + warehouse
            + " while this one gave no sign of life (its machine or process was stopped, or the"
            + " storage out of reach). This run writes nothing more; see what the other did:"
            + " forecast status",
        null);
  }

  /** WAREHOUSE of WAREHOUSE/TABLE/_delta_log/VERSION.json. */
  private static Path ancestor(Path commit) {
    Path above = commit;
    for (int level = 0; level < 3 && above != null; level++) {
      above = above.getParent();
    }
    return above;
  }
}
