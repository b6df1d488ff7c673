package io.demandforecast.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The files that a page is made of: the program's own, and those of the chart library's jar. */
final class PageFiles {
  private static final String OWN = "/report/";
  private static final String LIBRARY_MODEL =
      "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/";

  private PageFiles() {}

  /** A file of the program's own. */
  static String own(String name) {
    return read(OWN + name);
  }

  /** The script of the chart library, below its licence. */
  static String chartLibrary() {
    return "/*\n" + library("LICENSE").strip() + "\n*/\n" + library("dist/uPlot.iife.min.js");
  }

  static String chartStyle() {
    return library("dist/uPlot.min.css");
  }

  private static String library(String name) {
    Properties model = new Properties();
    try {
      model.load(new StringReader(read(LIBRARY_MODEL)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(LIBRARY + model.getProperty("version") + "/" + name);
  }

  private static String read(String path) {
    try (InputStream in = PageFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + path);
      }
      // Line ends as a browser reads them: hashes are of what it sees.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
