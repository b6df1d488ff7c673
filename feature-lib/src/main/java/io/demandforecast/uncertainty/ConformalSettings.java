package io.demandforecast.uncertainty;

import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import java.io.Serializable;

/**
 * What conformal quantiles are made to.
 *
 * @param levels levels of the quantiles
 * @param buckets buckets of leads that errors are pooled in
 * @param minErrors errors that a pool needs to stand alone; at least 1
 * @param support where quantiles are cut
 */
public record ConformalSettings(
    QuantileLevels levels, LeadBuckets buckets, int minErrors, Support support)
    implements Serializable {

  public ConformalSettings {
    if (minErrors < 1) {
      throw new IllegalArgumentException("minErrors " + minErrors + " is less than 1");
    }
  }
}
