package io.demandforecast.config;

import java.io.Serializable;
import java.util.List;

/**
 * @param quantiles levels strictly between 0 and 1, ascending
 * @param buckets last lead of each bucket that errors are pooled in, ascending
 * @param leadTimes periods that totals are forecast of, ascending, none longer than the horizon
 * @param minErrors errors that a pool of forecasts alike needs to stand alone; smaller ones fall
 *     back to wider ones
 */
public record UncertaintySettings(
    List<Double> quantiles, List<Integer> buckets, List<Integer> leadTimes, int minErrors)
    implements Serializable {
  public UncertaintySettings {
    quantiles = List.copyOf(quantiles);
    buckets = List.copyOf(buckets);
    leadTimes = List.copyOf(leadTimes);
  }
}
