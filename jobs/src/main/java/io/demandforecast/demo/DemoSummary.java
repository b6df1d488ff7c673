package io.demandforecast.demo;

import java.time.LocalDate;

/**
 * What a folder of demo data holds.
 *
 * @param size how large it was asked to be
 * @param seed what its numbers come from
 * @param firstDay first day of sales
 * @param lastDay last day of sales
 * @param plannedTo last day of prices, promotions, openings and events
 * @param series series with at least one row of sales
 * @param rows good rows of sales
 * @param defectiveRows rows of sales that are wrong on purpose, beside the good ones
 * @param files data files
 * @param bytes size of the data files
 */
public record DemoSummary(
    DemoSize size,
    long seed,
    LocalDate firstDay,
    LocalDate lastDay,
    LocalDate plannedTo,
    long series,
    long rows,
    long defectiveRows,
    long files,
    long bytes) {}
