package io.demandforecast.killed;

import io.demandforecast.storage.ConditionalLogStore;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The log store of a process that dies by SIGKILL before it commits a table that holds rows. */
public final class DyingLogStore extends ConditionalLogStore {
  /** System property: name of the table. */
  public static final String TABLE = "dying.table";

  public DyingLogStore(Configuration initial) {
    super(initial);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    boolean created = path.getName().equals("0".repeat(20) + ".json");
    if (!created
        && path.getParent().getParent().getName().equals(System.getProperty(TABLE))
        && path.getName().endsWith(".json")) {
      new ProcessBuilder("kill", "-KILL", String.valueOf(ProcessHandle.current().pid())).start();
      try {
        // The signal is on its way: no thread goes on from here.
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    super.write(path, actions, overwrite, configuration);
  }
}
