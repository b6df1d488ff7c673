package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.metric.BinnedValues;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureReferenceTest {
  private final FeatureReference reference =
      new FeatureReference(
          List.of(
              new FeatureReference.OfFeature(
                  "lag_7", BinnedValues.of(new float[] {1, 2, 3, Float.NaN}, 10), 0.25),
              new FeatureReference.OfFeature("month", BinnedValues.of(new float[] {1, 1}, 10), 0)));

  @Test
  void bytesAreReadBack() {
    assertEquals(reference, FeatureReference.fromBytes(reference.toBytes(), "features.bin"));
  }

  @Test
  void otherBytesAreRefused() {
    byte[] bytes = reference.toBytes();
    byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
    byte[] other = bytes.clone();
    other[0]++;
    for (byte[] wrong : List.of(half, other)) {
      assertThrows(
          ForecastException.class, () -> FeatureReference.fromBytes(wrong, "features.bin"));
    }
  }
}
