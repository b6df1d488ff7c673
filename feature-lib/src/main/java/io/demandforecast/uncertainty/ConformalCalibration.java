package io.demandforecast.uncertainty;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@link ConformalQuantiles} of outcomes of forecasts made out of fold. What it keeps is
 * bounded, whatever the number of outcomes: counts by pool and point of a fixed grid. Parts made
 * apart can be joined, in any order.
 */
public final class ConformalCalibration implements Serializable {
  private static final long serialVersionUID = 1L;
  private final ConformalSettings settings;
  private final TreeMap<Pool, ScoreCounts> pools = new TreeMap<>();

  public ConformalCalibration(ConformalSettings settings) {
    this.settings = settings;
  }

  /**
   * Adds what became of a forecast.
   *
   * @param actual what happened; finite
   * @param series the series' identity and {@code origin} the period forecast from: they break ties
   */
  public void add(ForecastTarget target, double actual, String series, int origin) {
    double share = TieShare.of(series, origin + target.lead(), target.periods());
    double score = target.distribution(settings.support()).score(actual, share);
    counts(target.pool(settings.buckets())).add(score);
  }

  /** Adds all that another part has seen. */
  public void add(ConformalCalibration other) {
    other.pools.forEach((pool, counts) -> counts(pool).add(counts));
  }

  /** Quantiles from all that was added. */
  public ConformalQuantiles quantiles() {
    Map<Pool, ScoreCounts> widened = new TreeMap<>();
    pools.forEach(
        (narrow, counts) ->
            narrow
                .widening()
                .forEach(
                    pool -> widened.computeIfAbsent(pool, p -> new ScoreCounts()).add(counts)));
    Map<Pool, ConformalQuantiles.Scores> standing = new TreeMap<>();
    widened.forEach(
        (pool, counts) -> {
          if (counts.total() >= settings.minErrors() || pool.equals(Pool.all(pool.kind()))) {
            standing.put(
                pool,
                new ConformalQuantiles.Scores(counts.total(), counts.scores(settings.levels())));
          }
        });
    return new ConformalQuantiles(settings, standing);
  }

  private ScoreCounts counts(Pool pool) {
    return pools.computeIfAbsent(pool, p -> new ScoreCounts());
  }
}
