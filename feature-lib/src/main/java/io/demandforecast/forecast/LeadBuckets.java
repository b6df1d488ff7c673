package io.demandforecast.forecast;

import java.io.Serializable;
import java.util.List;

/**
 * Leads in buckets that share a model or a pool of errors.
 *
 * @param lastLeads last lead of each bucket, ascending; the first bucket starts at lead 1
 */
public record LeadBuckets(List<Integer> lastLeads) implements Serializable {

  public LeadBuckets {
    lastLeads = List.copyOf(lastLeads);
    if (lastLeads.isEmpty()) {
      throw new IllegalArgumentException("there is no bucket of leads");
    }
    int before = 0;
    for (int last : lastLeads) {
      if (last <= before) {
        throw new IllegalArgumentException(
            "buckets of leads " + lastLeads + " do not ascend from 1 at " + last);
      }
      before = last;
    }
  }

  /** One bucket for all leads. */
  public static LeadBuckets single(int horizon) {
    return new LeadBuckets(List.of(horizon));
  }

  public int count() {
    return lastLeads.size();
  }

  /** The last lead of the last bucket. */
  public int horizon() {
    return lastLeads.get(lastLeads.size() - 1);
  }

  /** The first lead of a bucket, counted from 0. */
  public int firstLead(int bucket) {
    return bucket == 0 ? 1 : lastLeads.get(bucket - 1) + 1;
  }

  /**
   * The bucket of a lead, counted from 0.
   *
   * @throws IllegalArgumentException where the lead is less than 1 or past the last bucket
   */
  public int of(int lead) {
    if (lead >= 1) {
      for (int bucket = 0; bucket < lastLeads.size(); bucket++) {
        if (lead <= lastLeads.get(bucket)) {
          return bucket;
        }
      }
    }
    throw new IllegalArgumentException(
        "lead " + lead + " is in none of the buckets of leads that end at " + lastLeads);
  }

  /** {@link #of}, with the last bucket for leads past it. */
  public int nearest(int lead) {
    return of(Math.min(lead, horizon()));
  }

  /** A bucket as people read it: {@code 1-7}. */
  public String label(int bucket) {
    return firstLead(bucket) + "-" + lastLeads.get(bucket);
  }
}
