package io.demandforecast.panel;

/**
 * Which loads a warehouse has finished: rows of a load that died have a higher number than these
 * and are not read.
 *
 * @param highWater number of the last finished load
 * @param digest of what all of them read: equal for equal raw data loaded in equal order
 */
public record Knowledge(long highWater, String digest) {}
