package io.demandforecast.source;

/**
 * One record of a text file, not yet taken apart.
 *
 * @param line 1-based line where it starts, counted from where reading started
 * @param offset byte offset of its begin in the (uncompressed) file
 * @param text its exact text without the final line end; where its bytes were none of the encoding,
 *     with U+FFFD in their place
 * @param broken why it is no record, or null
 */
record TextRecord(long line, long offset, String text, String broken) {}
