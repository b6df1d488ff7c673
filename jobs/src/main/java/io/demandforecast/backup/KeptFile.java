package io.demandforecast.backup;

import java.io.Serializable;

/**
 * A file of a warehouse that a backup keeps.
 *
 * @param path below the warehouse's folder, with {@code /} between names
 * @param bytes its size
 * @param modified milliseconds since 1970-01-01 UTC, as the warehouse's file system had it
 * @param sha256 its checksum, in hexadecimal digits
 */
public record KeptFile(String path, long bytes, long modified, String sha256)
    implements Serializable {}
