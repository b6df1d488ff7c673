package io.demandforecast.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {
  private static final float MISSING = -999;

  /** If x0 <= 1.5: (if x1 <= 0: 10 else 20) else 30; plus half of a stump on x1. */
  private static TreeEnsemble two() {
    return new TreeEnsembleBuilder(3, MISSING, 100)
        .tree(1)
        .split(0, 1.5, 6)
        .split(1, 0, 1)
        .leaf(10, 1)
        .leaf(20, 1)
        .leaf(30, 1)
        .tree(0.5)
        .split(1, 5, 1)
        .leaf(2, 1)
        .leaf(4, 1)
        .build();
  }

  @Test
  void aRowGoesLeftWhereItsValueIsAtMostTheThreshold() {
    assertEquals(100 + 10 + 0.5 * 2, two().predict(new float[] {1.5f, 0, 0}));
    assertEquals(100 + 20 + 0.5 * 2, two().predict(new float[] {1.5f, 5, 0}));
    assertEquals(100 + 30 + 0.5 * 4, two().predict(new float[] {1.6f, 6, 0}));
  }

  @Test
  void aThresholdIsComparedAsADouble() {
    TreeEnsemble stump =
        new TreeEnsembleBuilder(1, MISSING, 0)
            .tree(1)
            .split(0, 0.1, 1)
            .leaf(1, 1)
            .leaf(2, 1)
            .build();
    // The float nearest to 0.1 is larger than the double nearest to it.
    assertEquals(2, stump.predict(new float[] {0.1f}));
  }

  @Test
  void aMissingValueIsReplacedByWhatStoodForItInTraining() {
    assertEquals(
        two().predict(new float[] {MISSING, MISSING, 0}),
        two().predict(new float[] {Float.NaN, Float.NaN, Float.NaN}));
    assertEquals(MISSING, two().missing());
  }

  @Test
  void contributionsAreMovesOfTheMeanAlongThePath() {
    TreeEnsemble trees =
        new TreeEnsembleBuilder(2, MISSING, 100)
            .tree(0.5)
            .split(0, 1, 1)
            .split(1, 0, 1)
            .leaf(10, 1)
            .leaf(20, 3)
            .leaf(30, 4)
            .build();
    // Below the inner split (10 + 3 x 20) / 4 = 17.5, below the root (4 x 17.5 + 4 x 30) / 8.
    assertEquals(100 + 0.5 * 23.75, trees.expected());
    assertArrayEquals(
        new double[] {0.5 * (17.5 - 23.75), 0.5 * (20 - 17.5)},
        trees.contributions(new float[] {0, 1}));
    assertArrayEquals(
        new double[] {0.5 * (30 - 23.75), 0}, trees.contributions(new float[] {2, 1}));
  }

  @Test
  void contributionsAddUpToThePrediction() {
    TreeEnsemble read = TreeEnsemble.fromBytes(two().toBytes());
    for (float[] row : new float[][] {{1.5f, 0, 0}, {1.6f, 6, 0}, {Float.NaN, Float.NaN, 1}}) {
      double sum = read.expected() + Arrays.stream(read.contributions(row)).sum();
      assertEquals(read.predict(row), sum, 1e-12);
    }
  }

  @Test
  void treesThatWereStoredWithoutMeansForecastAndDoNotExplain() {
    byte[] now = two().toBytes();
    int nodes = two().nodes();
    byte[] before = Arrays.copyOf(now, now.length - nodes * Double.BYTES);
    TreeEnsemble old = TreeEnsemble.fromBytes(resealed(withInt(before, 4, 1)));
    float[] row = {1.6f, 6, 0};

    assertEquals(two().predict(row), old.predict(row));
    assertFalse(old.explains());
    assertThrows(IllegalStateException.class, () -> old.contributions(row));
    assertArrayEquals(old.toBytes(), TreeEnsemble.fromBytes(old.toBytes()).toBytes());
  }

  @Test
  void theFirstTreesAreAnEnsembleOfTheirOwn() {
    float[] row = {1.6f, 6, 0};
    double[] each = new double[3];
    two().predictEach(row, each);
    assertArrayEquals(new double[] {130, 132, 132}, each);
    assertEquals(two().predict(row), each[1]);
    TreeEnsemble one = two().first(1);
    assertEquals(1, one.trees());
    assertEquals(5, one.nodes());
    assertEquals(130, one.predict(row));
    assertEquals(130, TreeEnsemble.fromBytes(one.toBytes()).predict(row));
    assertEquals(100, two().first(0).predict(row));
    assertArrayEquals(two().toBytes(), two().first(7).toBytes());
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> two().predict(new float[2]));
    assertThrows(
        IllegalArgumentException.class, () -> two().predictEach(new float[2], new double[2]));
  }

  @Test
  void gainsAreSummedByFeatureAndSharedOut() {
    assertArrayEquals(new double[] {6, 2, 0}, two().gains());
    assertArrayEquals(new double[] {0.75, 0.25, 0}, two().importances());
  }

  @Test
  void noTreeAtAllPredictsTheBase() {
    TreeEnsemble none = new TreeEnsembleBuilder(2, MISSING, 7).build();
    assertEquals(7, none.predict(new float[2]));
    assertArrayEquals(new double[2], none.importances());
    assertArrayEquals(none.toBytes(), TreeEnsemble.fromBytes(none.toBytes()).toBytes());
  }

  @Test
  void bytesReadBackToTheBit() {
    Random random = new Random(5);
    TreeEnsemble written = grown(random);
    TreeEnsemble read = TreeEnsemble.fromBytes(written.toBytes());
    assertArrayEquals(written.toBytes(), read.toBytes());
    assertArrayEquals(written.gains(), read.gains());
    for (int i = 0; i < 1000; i++) {
      float[] row = row(random);
      assertEquals(
          Double.doubleToRawLongBits(written.predict(row)),
          Double.doubleToRawLongBits(read.predict(row)));
    }
  }

  @Test
  void predictingLeavesTheRowAsItIs() {
    float[] row = {Float.NaN, 1, 2};
    two().predict(row);
    assertArrayEquals(new float[] {Float.NaN, 1, 2}, row);
  }

  @Test
  void aTreeThatLacksABranchIsRefused() {
    TreeEnsembleBuilder half =
        new TreeEnsembleBuilder(1, MISSING, 0).tree(1).split(0, 1, 1).leaf(1, 1);
    assertThrows(IllegalStateException.class, half::build);
    assertThrows(IllegalStateException.class, () -> half.tree(1));
    half.leaf(2, 1);
    assertThrows(IllegalStateException.class, () -> half.leaf(3, 1));
    assertEquals(1, half.build().trees());
  }

  @Test
  void aLeafThatIsNoNumberIsRefused() {
    TreeEnsembleBuilder builder =
        new TreeEnsembleBuilder(1, MISSING, 0).tree(1).leaf(Double.NaN, 1);
    assertThrows(IllegalArgumentException.class, builder::build);
  }

  @Test
  void everyChangedByteIsNoticed() {
    byte[] bytes = two().toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x41;
      assertThrows(IllegalArgumentException.class, () -> TreeEnsemble.fromBytes(changed));
    }
  }

  @Test
  void everyTruncationIsNoticed() {
    byte[] bytes = two().toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> TreeEnsemble.fromBytes(cut));
    }
  }

  @Test
  void theRefusalSaysWhatIsWrong() {
    byte[] bytes = two().toBytes();
    assertRefused("does not begin with the mark", new byte[64]);
    assertRefused("ends after 3 bytes, inside its header", Arrays.copyOf(bytes, 3));
    assertRefused("its counts ask for", Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused("version 9 is not a known one", withInt(bytes, 4, 9));
    byte[] flipped = bytes.clone();
    flipped[40] ^= 1;
    assertRefused("its checksum does not match", flipped);
  }

  @Test
  void nodesThatAreNoTreeAreRefusedEvenWithARightChecksum() {
    byte[] bytes = two().toBytes();
    int roots = 32 + 2 * Double.BYTES;
    int features = roots + 2 * Integer.BYTES;
    int right = features + 8 * Integer.BYTES + 8 * Double.BYTES;
    assertRefused("tree 0 does not begin", resealed(withInt(bytes, roots, 1)));
    assertRefused("node 0 splits on feature 3 of 3", resealed(withInt(bytes, features, 3)));
    assertRefused("right child of node 0 is at 0", resealed(withInt(bytes, right, 0)));
    assertRefused("right child of node 0 is at 5", resealed(withInt(bytes, right, 5)));
    assertRefused("leaf at node 2 is not finite", resealed(withLeaf(bytes, features, 2)));
  }

  private static void assertRefused(String problem, byte[] bytes) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TreeEnsemble.fromBytes(bytes));
    assertTrue(refused.getMessage().contains(problem), refused.getMessage());
  }

  private static byte[] withInt(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putInt(at, value);
    return changed;
  }

  private static byte[] withLeaf(byte[] bytes, int features, int node) {
    byte[] changed = bytes.clone();
    int numbers = features + 8 * Integer.BYTES;
    ByteBuffer.wrap(changed).putDouble(numbers + node * Double.BYTES, Double.NaN);
    return changed;
  }

  private static byte[] resealed(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - Integer.BYTES);
    return withInt(bytes, bytes.length - Integer.BYTES, (int) crc.getValue());
  }

  private static TreeEnsemble grown(Random random) {
    TreeEnsembleBuilder builder = new TreeEnsembleBuilder(4, MISSING, random.nextDouble());
    for (int tree = 0; tree < 40; tree++) {
      builder.tree(random.nextDouble());
      grow(builder, random, 5);
    }
    return builder.build();
  }

  private static void grow(TreeEnsembleBuilder builder, Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      builder.leaf(random.nextGaussian(), 1);
      return;
    }
    builder.split(random.nextInt(4), random.nextGaussian(), random.nextDouble());
    grow(builder, random, depth - 1);
    grow(builder, random, depth - 1);
  }

  private static float[] row(Random random) {
    float[] row = new float[4];
    for (int i = 0; i < row.length; i++) {
      row[i] = random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return row;
  }
}
