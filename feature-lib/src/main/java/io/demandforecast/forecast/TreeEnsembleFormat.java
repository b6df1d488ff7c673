package io.demandforecast.forecast;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The bytes of a {@link TreeEnsemble}, big-endian: mark, version, numbers of features, trees and
 * nodes, number for missing, base, then the arrays weights, roots, feature, number, right, gains
 * and mean, then the CRC-32 of all before it. Version 1 had no means.
 */
final class TreeEnsembleFormat {
  private static final int MARK = 0x44465445; // "DFTE"
  private static final int VERSION = 2;
  private static final int WITHOUT_MEANS = 1;
  private static final int CHECKSUM_BYTES = Integer.BYTES;
  private static final long HEADER_BYTES = 5L * Integer.BYTES + Float.BYTES + Double.BYTES;

  private TreeEnsembleFormat() {}

  static byte[] write(TreeEnsemble ensemble) {
    int version = ensemble.explains() ? VERSION : WITHOUT_MEANS;
    long size = size(version, ensemble.features(), ensemble.trees(), ensemble.nodes());
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
    bytes.putInt(MARK).putInt(version);
    bytes.putInt(ensemble.features()).putInt(ensemble.trees()).putInt(ensemble.nodes());
    bytes.putFloat(ensemble.missing()).putDouble(ensemble.base());
    put(bytes, ensemble.weights());
    put(bytes, ensemble.roots());
    put(bytes, ensemble.feature());
    put(bytes, ensemble.number());
    put(bytes, ensemble.right());
    put(bytes, ensemble.gains());
    put(bytes, ensemble.mean());
    bytes.putInt(checksum(bytes.array()));
    return bytes.array();
  }

  static TreeEnsemble read(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    try {
      require(bytes.getInt() == MARK, "it does not begin with the mark of a tree ensemble");
      int version = bytes.getInt();
      require(
          version == VERSION || version == WITHOUT_MEANS,
          "version " + version + " is not a known one, " + WITHOUT_MEANS + " or " + VERSION);
      int features = bytes.getInt();
      int trees = bytes.getInt();
      int nodes = bytes.getInt();
      require(features >= 0 && trees >= 0 && nodes >= 0, "a count is negative");
      long size = size(version, features, trees, nodes);
      require(
          size == content.length,
          "it has " + content.length + " bytes, its counts ask for " + size);
      require(
          bytes.getInt(content.length - CHECKSUM_BYTES) == checksum(content),
          "its checksum does not match its content");
      float missing = bytes.getFloat();
      double base = bytes.getDouble();
      return new TreeEnsemble(
          missing,
          base,
          doubles(bytes, trees),
          ints(bytes, trees),
          ints(bytes, nodes),
          doubles(bytes, nodes),
          ints(bytes, nodes),
          doubles(bytes, features),
          doubles(bytes, version == VERSION ? nodes : 0));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "tree ensemble: it ends after " + content.length + " bytes, inside its header", e);
    }
  }

  private static long size(int version, long features, long trees, long nodes) {
    return HEADER_BYTES
        + trees * (Double.BYTES + Integer.BYTES)
        + nodes * (2L * Integer.BYTES + Double.BYTES)
        + features * Double.BYTES
        + (version == VERSION ? nodes * Double.BYTES : 0)
        + CHECKSUM_BYTES;
  }

  private static int checksum(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content, 0, content.length - CHECKSUM_BYTES);
    return (int) crc.getValue();
  }

  private static void put(ByteBuffer bytes, int[] values) {
    for (int value : values) {
      bytes.putInt(value);
    }
  }

  private static void put(ByteBuffer bytes, double[] values) {
    for (double value : values) {
      bytes.putDouble(value);
    }
  }

  private static int[] ints(ByteBuffer bytes, int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getInt();
    }
    return values;
  }

  private static double[] doubles(ByteBuffer bytes, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getDouble();
    }
    return values;
  }

  private static void require(boolean fulfilled, String problem) {
    if (!fulfilled) {
      throw new IllegalArgumentException("tree ensemble: " + problem);
    }
  }
}
