package io.demandforecast.panel;

import java.io.Serializable;

/**
 * The periods of a panel.
 *
 * @param first the first period with an actual of any series
 * @param lastKnown the last one: gaps are filled up to here
 * @param origin the last period of targets
 * @param last the last period of covariates
 * @param late feeds of which less is known: their gaps are filled up to their own last period
 */
record PanelSpan(int first, int lastKnown, int origin, int last, LateFeeds late)
    implements Serializable {

  /** A span that all feeds are known of. */
  PanelSpan(int first, int lastKnown, int origin, int last) {
    this(first, lastKnown, origin, last, LateFeeds.NONE);
  }
}
