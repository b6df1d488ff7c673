package io.demandforecast.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page of a report: one file that holds its data, its script, the chart library and its styles,
 * and asks no network. Its own policy allows nothing but these: whatever a key of a series says, it
 * is no script.
 */
public final class ReportPage {
  /** In the order that they use one another. */
  private static final List<String> SCRIPTS =
      List.of(
          "text.js",
          "charts.js",
          "overview.js",
          "run.js",
          "accuracy.js",
          "model.js",
          "series.js",
          "main.js");

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private ReportPage() {}

  /** The page, in UTF-8. */
  public static byte[] of(ReportData data) {
    String library = PageFiles.chartLibrary();
    String script =
        SCRIPTS.stream()
            .map(PageFiles::own)
            .collect(Collectors.joining("\n", "\"use strict\";\n(() => {\n", "})();\n"));
    String style = PageFiles.chartStyle() + "\n" + PageFiles.own("page.css");
    Map<String, String> parts =
        Map.of(
            "policy",
            policy(List.of(library, script), style),
            "title",
            escaped(data.dataSet() + " " + data.run().runId()),
            "style",
            style,
            "data",
            ReportJson.of(data),
            "library",
            library,
            "script",
            script);
    // One pass: what is put in is not looked through for places again.
    String page =
        PLACE
            .matcher(PageFiles.own("page.html"))
            .replaceAll(found -> Matcher.quoteReplacement(parts.get(found.group(1))));
    return page.getBytes(StandardCharsets.UTF_8);
  }

  /** Nothing is loaded, and no script or style runs but those with these hashes. */
  private static String policy(List<String> scripts, String style) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; script-src "
        + scripts.stream().map(ReportPage::hash).collect(Collectors.joining(" "))
        + "; style-src "
        + hash(style);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
