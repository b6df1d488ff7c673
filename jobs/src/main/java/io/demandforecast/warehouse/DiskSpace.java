package io.demandforecast.warehouse;

/**
 * Space of a file system, in bytes.
 *
 * @param size all of it
 * @param free what is left
 */
public record DiskSpace(long size, long free) {}
