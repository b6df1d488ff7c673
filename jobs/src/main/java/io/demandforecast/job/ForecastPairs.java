package io.demandforecast.job;

import io.demandforecast.panel.PanelSeries;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;

/**
 * Series beside their forecasts, from two sequences in the same order of their ids: series are too
 * large, and share too much, to be sent about. What has no counterpart is left out.
 */
public final class ForecastPairs implements Iterator<Tuple2<PanelSeries, List<RunForecast>>> {
  private final Iterator<PanelSeries> series;
  private final Iterator<Tuple2<String, List<RunForecast>>> forecasts;
  private Tuple2<PanelSeries, List<RunForecast>> next;

  /**
   * @param series in the order of their ids' bytes, as Spark sorts
   * @param forecasts id and forecasts, in the same order
   */
  public ForecastPairs(
      Iterator<PanelSeries> series, Iterator<Tuple2<String, List<RunForecast>>> forecasts) {
    this.series = series;
    this.forecasts = forecasts;
    this.next = find();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Tuple2<PanelSeries, List<RunForecast>> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Tuple2<PanelSeries, List<RunForecast>> found = next;
    next = find();
    return found;
  }

  private Tuple2<PanelSeries, List<RunForecast>> find() {
    while (series.hasNext() && forecasts.hasNext()) {
      PanelSeries one = series.next();
      Tuple2<String, List<RunForecast>> forecast = forecasts.next();
      int order = order(one.history().id(), forecast._1());
      while (order != 0) {
        if (order < 0) {
          if (!series.hasNext()) {
            return null;
          }
          one = series.next();
        } else {
          if (!forecasts.hasNext()) {
            return null;
          }
          forecast = forecasts.next();
        }
        order = order(one.history().id(), forecast._1());
      }
      return new Tuple2<>(one, forecast._2());
    }
    return null;
  }

  private static int order(String one, String other) {
    return UTF8String.fromString(one).compareTo(UTF8String.fromString(other));
  }
}
