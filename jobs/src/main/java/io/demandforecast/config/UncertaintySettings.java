package io.demandforecast.config;

import java.io.Serializable;
import java.util.List;

/**
 * @param quantiles levels strictly between 0 and 1, ascending
 * @param buckets last lead of each bucket that errors are pooled in, ascending
 * @param minErrors errors that a pool of bucket and demand class needs to stand alone; smaller ones
 *     fall back to the bucket's
 */
public record UncertaintySettings(List<Double> quantiles, List<Integer> buckets, int minErrors)
    implements Serializable {
  public UncertaintySettings {
    quantiles = List.copyOf(quantiles);
    buckets = List.copyOf(buckets);
  }
}
