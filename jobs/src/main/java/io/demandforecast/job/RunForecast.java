package io.demandforecast.job;

import java.io.Serializable;
import java.util.List;

/**
 * What a run said of a series.
 *
 * @param points by lead, ascending: the lead, the mean, then the quantiles
 */
record RunForecast(String runId, List<double[]> points) implements Serializable {}
