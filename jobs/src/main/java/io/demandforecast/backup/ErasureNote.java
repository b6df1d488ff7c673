package io.demandforecast.backup;

import java.time.Instant;

/**
 * What a folder of backups is told when a key is forgotten: backups made before bring it back.
 *
 * @param keyColumn key whose value was erased
 * @param keyDigest digest of the value, as in the table erasures
 * @param at when it was done
 * @param reason why; it does not say the value
 */
public record ErasureNote(String keyColumn, String keyDigest, Instant at, String reason) {}
