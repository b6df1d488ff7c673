package io.demandforecast.job;

import java.io.Serializable;
import java.util.List;

/**
 * What a run said of a series.
 *
 * @param stale periods that the series' own origin lay before the run's
 * @param points by lead, ascending: the lead, the mean, then the quantiles
 */
public record RunForecast(String runId, int stale, List<double[]> points) implements Serializable {}
