package io.demandforecast.panel;

import java.io.Serializable;

/**
 * The periods of a panel.
 *
 * @param first the first period with an actual of any series
 * @param lastKnown the last one: gaps are filled up to here
 * @param origin the last period of targets
 * @param last the last period of covariates
 */
record PanelSpan(int first, int lastKnown, int origin, int last) implements Serializable {}
