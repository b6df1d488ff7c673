package io.demandforecast.killed;

import io.demandforecast.storage.ConditionalLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The log store with points before, within and after each commit: before it the data files are
 * there, within it half of the commit's bytes too, after it the table has a new version.
 */
public final class KillingLogStore extends ConditionalLogStore {

  public KillingLogStore(Configuration initial) {
    super(initial);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    if (!path.getName().matches("\\d{20}\\.json")) {
      super.write(path, actions, overwrite, configuration);
      return;
    }
    String table = path.getParent().getParent().getName();
    Points points = Points.ofProcess();
    String commit = "commit " + points.count(table) + " of " + table;
    points.reach(commit + ": before");
    List<String> lines = new ArrayList<>();
    actions.forEachRemaining(lines::add);
    within(path, lines, configuration);
    points.reach(commit + ": within");
    super.write(path, lines.iterator(), overwrite, configuration);
    points.reach(commit + ": after");
  }

  /** Leaves what a process leaves that dies while it writes the commit's bytes. */
  private static void within(Path path, List<String> lines, Configuration configuration)
      throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    Path part = new Path(path.getParent(), "." + path.getName() + ".half.part");
    try (OutputStream out = files.create(part, true)) {
      out.write(bytes, 0, bytes.length / 2);
    }
  }
}
