package io.demandforecast.source;

import io.demandforecast.digest.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Digests of wide lines: one of the line's declared columns, and one for each run of {@link #RUN}
 * cells, of the cells' texts, their columns' names and the line. Equal digests mean equal texts:
 * they are the first 64 bits of SHA-256 (FIPS 180-4).
 */
final class CellDigests implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Cells that share a digest. */
  static final int RUN = 128;

  private final List<byte[]> names = new ArrayList<>();

  /**
   * @param cellNames names of the cells' columns, in the order of the cells
   */
  CellDigests(List<String> cellNames) {
    String[] all = cellNames.toArray(new String[0]);
    for (int from = 0; from < all.length; from += RUN) {
      names.add(digest(new byte[0], all, from, Math.min(all.length, from + RUN)));
    }
  }

  /**
   * Digest of a line's declared columns.
   *
   * @param declared null where a column holds nothing
   */
  static long line(String[] declared) {
    return number(digest(new byte[0], declared, 0, declared.length));
  }

  /** Digests of a line's runs of cells. */
  Long[] runs(String[] declared, String[] cells) {
    byte[] line = digest(new byte[0], declared, 0, declared.length);
    Long[] digests = new Long[names.size()];
    for (int i = 0; i < digests.length; i++) {
      byte[] head = ByteBuffer.allocate(64).put(line).put(names.get(i)).array();
      digests[i] = number(digest(head, cells, i * RUN, Math.min(cells.length, (i + 1) * RUN)));
    }
    return digests;
  }

  private static byte[] digest(byte[] head, String[] texts, int from, int to) {
    StringBuilder all = new StringBuilder();
    for (int i = from; i < to; i++) {
      // The length before the text keeps two texts from reading as one.
      if (texts[i] != null) {
        all.append(texts[i].length()).append(':').append(texts[i]);
      }
      all.append(';');
    }
    MessageDigest sha = Sha256.digest();
    sha.update(head);
    return sha.digest(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static long number(byte[] digest) {
    return ByteBuffer.wrap(digest).getLong();
  }
}
