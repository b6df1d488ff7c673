package io.demandforecast.source;

import java.io.Serializable;

/**
 * One file (or table) that an input's rows come from.
 *
 * @param path as found: relative to the data folder where it lies below it, else absolute; of a
 *     Delta table its path and version ({@code sales@v12}); of a database table its URL without
 *     parameters and the table's name
 * @param bytes size as stored; 0 for Delta and database tables
 * @param sha256 SHA-256 of the file's bytes as stored, in hex, for every format of files; of a
 *     Delta table SHA-256 of path and version (a version never changes); empty for a database
 *     table, whose state cannot be told without reading it
 */
public record SourceFile(String path, long bytes, String sha256) implements Serializable {}
