package io.demandforecast.config;

import io.demandforecast.config.DemandPolicy.Duplicates;
import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.DemandPolicy.LeadingZeros;
import io.demandforecast.config.DemandPolicy.Negatives;

/** Reads {@code demand}. */
final class DemandReader {
  private DemandReader() {}

  static DemandPolicy read(Section demand) {
    DemandPolicy policy =
        new DemandPolicy(
            demand.choice("negatives", Negatives.class),
            demand.choice("duplicates", Duplicates.class),
            demand.choice("gaps", Gaps.class),
            demand.choice("leading-zeros", LeadingZeros.class),
            demand.flag("counts"));
    if (demand.sound("negatives", "counts")
        && policy.counts()
        && policy.negatives() == Negatives.KEEP) {
      demand.problem(
          "counts",
          "negatives = keep says that demand can be below zero: expected counts = false, or"
              + " negatives = clip, returns or quarantine");
    }
    return policy;
  }
}
