package io.demandforecast.job.keep;

/**
 * One thing that maintenance does, or would do.
 *
 * @param concern retention, registry, compaction or vacuum
 * @param table that it is done to
 * @param what is done, in words
 * @param count of rows or files
 * @param bytes their size; of rows about
 */
public record Care(String concern, String table, String what, long count, long bytes) {}
