package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.forecast.LeadBuckets;
import io.demandforecast.forecast.Support;
import io.demandforecast.forecast.TreeEnsemble;
import io.demandforecast.forecast.TreeEnsembleBuilder;
import io.demandforecast.uncertainty.CalibratedQuantiles;
import io.demandforecast.uncertainty.ConformalSettings;
import io.demandforecast.uncertainty.DemandClass;
import io.demandforecast.uncertainty.DemandKind;
import io.demandforecast.uncertainty.ForecastTarget;
import io.demandforecast.uncertainty.QuantileLevels;
import io.demandforecast.uncertainty.SeriesPattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredModelTest {
  private static final SeriesPattern PATTERN =
      new SeriesPattern(DemandKind.COUNT, DemandClass.SMOOTH, 2, 1.4);
  private static final CalibratedQuantiles QUANTILES = quantiles();
  private static final TreeEnsemble TREES =
      new TreeEnsembleBuilder(2, -1e6f, 0.1)
          .tree(1.0 / 3)
          .split(1, 2.5, 7)
          .leaf(-1, 1)
          .leaf(Math.PI, 1)
          .build();
  private static final StoredModel MODEL =
      new StoredModel(
          "mllib trees=1 depth=1 step=0.1",
          List.of("last_value_0", "lead"),
          List.of("ewm_mean_0.03"),
          new LeadBuckets(List.of(3, 7)),
          List.of(
              new ModelMember("trees", 0.8, Optional.of(Target.LEVEL), List.of(TREES, TREES)),
              new ModelMember("naive", 0.2, Optional.empty(), List.of())),
          new BiasFactors(
              new LeadBuckets(List.of(2, 7)), List.of(1.01, 0.9, 1.0, 1.0, 1.0 / 3, 1.0, 1.1, 1.0)),
          QUANTILES);

  private static CalibratedQuantiles quantiles() {
    ConformalSettings settings =
        new ConformalSettings(
            QuantileLevels.of(0.1, 0.9), LeadBuckets.single(7), 1, Support.NON_NEGATIVE);
    CalibratedQuantiles.Calibration calibration =
        new CalibratedQuantiles.Calibration(settings, settings);
    calibration.add(
        PATTERN,
        new double[] {1, 2, 5, 5, 5, 5, 1.0 / 3},
        new double[] {0, 3, 7, 6, 1, 5, 0},
        "s",
        0);
    return calibration.quantiles();
  }

  @Test
  void aModelThatWasStoredIsTheSameToTheBit() {
    StoredModel read = StoredModel.fromBytes(MODEL.toBytes(), "model");
    assertArrayEquals(MODEL.toBytes(), read.toBytes());
    assertEquals(MODEL.champion(), read.champion());
    assertEquals(MODEL.features(), read.features());
    assertEquals(MODEL.offset(), read.offset());
    assertEquals(MODEL.buckets(), read.buckets());
    assertEquals(MODEL.bias(), read.bias());
    assertEquals(2, read.members().size());
    assertEquals(Optional.of(Target.LEVEL), read.members().get(0).learns());
    assertEquals(0.8, read.members().get(0).weight());
    assertEquals("naive", read.members().get(1).name());
    assertEquals(Optional.empty(), read.members().get(1).learns());
    assertTrue(read.hasTrees());
    for (float lead : new float[] {1, 2.5f, 3, Float.NaN}) {
      float[] row = {0, lead};
      assertEquals(TREES.predict(row), read.members().get(0).ensembles().get(1).predict(row));
    }
    ForecastTarget target = ForecastTarget.period(PATTERN, 5, 7);
    assertArrayEquals(
        QUANTILES.periods().quantiles(target), read.quantiles().periods().quantiles(target));
    assertArrayEquals(
        QUANTILES.totals().quantiles(target), read.quantiles().totals().quantiles(target));
  }

  @Test
  void aModelWithoutTreesAndOffsetIsOneToo() {
    StoredModel naive =
        new StoredModel(
            "seasonal_naive",
            List.of("lead"),
            List.of(),
            LeadBuckets.single(7),
            List.of(new ModelMember("seasonal_naive", 1, Optional.empty(), List.of())),
            BiasFactors.none(LeadBuckets.single(7)),
            QUANTILES);
    StoredModel read = StoredModel.fromBytes(naive.toBytes(), "model");
    assertArrayEquals(naive.toBytes(), read.toBytes());
    assertEquals(List.of(), read.offset());
    assertFalse(read.hasTrees());
  }

  @Test
  void aFileThatIsCutShortIsNoModelWhereverItIsCut() {
    byte[] bytes = MODEL.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void aFileOfSomethingElseIsNoModel() {
    refused("PK\u0003\u0004 an archive, not a model at all".getBytes(StandardCharsets.UTF_8));
    byte[] serialised = {(byte) 0xAC, (byte) 0xED, 0, 5, 's', 'r', 0, 1, 'X'};
    refused(serialised);
  }

  @Test
  void aFileWithADamagedLengthIsNoModel() {
    byte[] bytes = MODEL.toBytes();
    for (int first : new int[] {0x7F, 0xFF}) {
      byte[] damaged = bytes.clone();
      damaged[4] = (byte) first;
      refused(damaged);
    }
  }

  private static void refused(byte[] bytes) {
    ForecastException refused =
        assertThrows(ForecastException.class, () -> StoredModel.fromBytes(bytes, "m/model.bin"));
    assertEquals(ExitCode.DATA_CONTRACT, refused.exitCode());
    assertTrue(refused.getMessage().startsWith("m/model.bin "), refused.getMessage());
    assertTrue(refused.getMessage().contains("forecast train"), refused.getMessage());
  }
}
