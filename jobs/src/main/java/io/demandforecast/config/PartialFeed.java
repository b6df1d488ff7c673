package io.demandforecast.config;

import java.io.Serializable;
import java.time.LocalTime;
import java.util.Optional;

/**
 * How a night goes on where some of the places that deliver have not yet.
 *
 * @param feed key or attribute whose values deliver on their own, such as the store
 * @param by time of day, in the data set's zone, until which an incomplete night is ended to be
 *     tried again; empty: none is
 * @param byDays days after the as-of day that this time is on
 * @param maxPeriods periods that a feed can be late by; one that is silent for longer has ended
 * @param maxShare share of the feeds that may be late in what is published
 */
public record PartialFeed(
    String feed, Optional<LocalTime> by, int byDays, int maxPeriods, double maxShare)
    implements Serializable {}
