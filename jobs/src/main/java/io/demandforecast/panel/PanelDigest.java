package io.demandforecast.panel;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesHistory;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Digests of what series say, one an input: two panels with equal digests hold the same numbers, in
 * whatever order and partitions. They tell a changed row, not a forger.
 *
 * @param layout what the panel's series have in common
 * @param attributes number of a series' attributes
 */
public record PanelDigest(PanelLayout layout, int attributes) implements Serializable {
  private static final String TARGET = "observations";
  private static final String ATTRIBUTES = "series";
  private static final String COVARIATE = "covariate ";
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Of the layout of a plan. */
  public static PanelDigest of(PanelPlan plan) {
    return new PanelDigest(plan.layout(), plan.attributes().size());
  }

  /** One number an input, in the order of {@link #named}. */
  public long[] of(PanelSeries series) {
    SeriesHistory history = series.history();
    long id = text(GOLDEN, history.id());
    long[] digests = new long[2 + layout.covariates().size()];
    digests[0] = target(id, history);
    digests[1] = id;
    for (int i = 0; i < attributes; i++) {
      digests[1] = text(digests[1], history.attribute(i));
    }
    for (int i = 0; i < layout.covariates().size(); i++) {
      digests[2 + i] = series.digest(id, i);
    }
    return digests;
  }

  /** Those of two sets of series together: added, so that their order says nothing. */
  public static long[] plus(long[] a, long[] b) {
    long[] sums = new long[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a[i] + b[i];
    }
    return sums;
  }

  /** Those of no series. */
  public long[] none() {
    return new long[2 + layout.covariates().size()];
  }

  /** By name of the input, as hexadecimal digits. */
  public Map<String, String> named(long[] digests) {
    List<String> names = new ArrayList<>(List.of(TARGET, ATTRIBUTES));
    layout.covariates().forEach(covariate -> names.add(COVARIATE + covariate.name()));
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < digests.length; i++) {
      named.put(names.get(i), HexFormat.of().toHexDigits(digests[i]));
    }
    return named;
  }

  /** A number more. */
  static long mixed(long digest, long bits) {
    long mixed = (digest ^ bits) * GOLDEN;
    return mixed ^ (mixed >>> 32);
  }

  private static long target(long id, SeriesHistory history) {
    long digest = mixed(id, history.firstPeriod());
    for (int period = history.firstPeriod(); period <= history.lastPeriod(); period++) {
      digest = mixed(digest, Double.doubleToLongBits(history.actual(period)));
    }
    return digest;
  }

  private static long text(long digest, String text) {
    long mixed = mixed(digest, text == null ? -1 : text.length());
    for (int i = 0; text != null && i < text.length(); i++) {
      mixed = mixed(mixed, text.charAt(i));
    }
    return mixed;
  }
}
