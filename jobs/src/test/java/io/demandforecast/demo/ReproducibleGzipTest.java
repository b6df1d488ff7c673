package io.demandforecast.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproducibleGzipTest {

  @Test
  void nothingIsAnEmptyBlockBetweenHeaderAndTrailer() throws IOException {
    assertArrayEquals(
        HexFormat.of().parseHex("1f8b08000000000000ff" + "0300" + "0000000000000000"),
        compressed(new byte[0], 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 257, 258, 259, 260, 65_536, 98_304, 98_305, 300_000})
  void aRunOfOneByteComesBack(int length) throws IOException {
    byte[] run = new byte[length];
    Arrays.fill(run, (byte) 'x');
    assertArrayEquals(run, decompressed(compressed(run, 1_000)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100, 70_000, 250_000})
  void bytesWithoutAnyPatternComeBack(int length) throws IOException {
    byte[] noise = noise(length);
    assertArrayEquals(noise, decompressed(compressed(noise, 777)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 12, 13, 192, 193, 4_096, 24_577, 32_767, 32_768, 32_769})
  void repetitionsAtAnyDistanceComeBack(int distance) throws IOException {
    byte[] once = noise(distance);
    byte[] repeated = new byte[200_000];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = once[i % distance];
    }
    assertArrayEquals(repeated, decompressed(compressed(repeated, 10_000)));
  }

  @Test
  void bytesDoNotDependOnHowTheyAreHandedOver() throws IOException {
    byte[] rows = rows();
    assertArrayEquals(compressed(rows, 7), compressed(rows, rows.length));
  }

  @Test
  void rowsOfATableShrinkToLessThanAThird() throws IOException {
    byte[] rows = rows();
    assertTrue(compressed(rows, 1_000).length * 3 < rows.length);
  }

  @Test
  void singleBytesComeBack() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReproducibleGzip gzip = new ReproducibleGzip(out)) {
      gzip.write('a');
      gzip.write(0xff);
    }
    assertArrayEquals(new byte[] {'a', (byte) 0xff}, decompressed(out.toByteArray()));
  }

  private static byte[] rows() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      rows.append("2025-01-").append(10 + i % 20).append(",S001,I00001,").append(i % 7);
      rows.append('\n');
    }
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    Draws draws = Draws.seeded(length);
    for (int i = 0; i < length; i++) {
      noise[i] = (byte) (draws.uniformAt(i) * 256);
    }
    return noise;
  }

  private static byte[] compressed(byte[] content, int chunk) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReproducibleGzip gzip = new ReproducibleGzip(out)) {
      for (int from = 0; from < content.length; from += chunk) {
        gzip.write(content, from, Math.min(chunk, content.length - from));
      }
    }
    return out.toByteArray();
  }

  private static byte[] decompressed(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }
}
