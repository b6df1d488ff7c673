package io.demandforecast.monitor;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder that node_exporter's textfile collector reads: a file a group, in Prometheus' text
 * format. Files are replaced whole, so that a half-written one is never read.
 */
record Textfile(Path folder) implements Target {

  @Override
  public void take(Report report) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, report.registry().scrape());
    Files.createDirectories(folder);
    String file = "forecast-" + String.join("-", report.group().values()) + ".prom";
    // The collector reads names that end with .prom alone. It is another user: no temporary file of
    // the JDK's kind, which nobody else may read.
    Path part = folder.resolve(file + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.write(part, text.toByteArray());
      Files.move(
          part,
          folder.resolve(file),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public String name() {
    return "the folder " + folder;
  }
}
