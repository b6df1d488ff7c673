package io.demandforecast.config;

import java.io.Serializable;

/**
 * When a newly trained model takes the champion's place.
 *
 * @param policy whether it has to earn it
 * @param windows periods with actuals after its day that it is judged by
 * @param sample series that both are asked about, at most
 * @param minGain share of the champion's absolute error that it saves, at least
 * @param noise standard errors that the gain must lie above that
 * @param maxBiasLoss how much larger its bias may be
 * @param maxCoverageLoss how much farther its intervals' coverage may lie from the nominal one
 * @param maxAgeDays age of the champion from which on no worse is enough
 */
public record PromotionSettings(
    Policy policy,
    int windows,
    int sample,
    double minGain,
    double noise,
    double maxBiasLoss,
    double maxCoverageLoss,
    int maxAgeDays)
    implements Serializable {

  /** Whether a model has to earn its place. */
  public enum Policy {
    /** It must beat the champion and the seasonal naive. */
    CHALLENGE,
    /** The newest model forecasts. */
    NEWEST
  }
}
