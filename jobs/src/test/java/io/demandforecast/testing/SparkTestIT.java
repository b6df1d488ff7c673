package io.demandforecast.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkTestIT extends SparkTest {
  @TempDir Path folder;

  @Test
  void theSharedSessionReadsWhatItWroteAsDelta() {
    String path = folder.resolve("table").toString();
    spark().range(5).write().format("delta").save(path);

    assertDataFrameNoOrderEquals(
        spark().range(5).select(functions.expr("nullif(id, -1)").as("id")),
        spark().read().format("delta").load(path));
  }

  @Test
  void nearlyEqualNumbersCompareAsEqual() {
    assertDataFrameApproximateEquals(
        spark().range(5).select(functions.col("id").cast("double").as("x")),
        spark().range(5).select(functions.col("id").cast("double").plus(1e-9).as("x")),
        1e-6);
  }

  @Test
  void theSharedSessionSpeaksUtcAndShufflesIntoTwoPartitions() {
    assertEquals("UTC", spark().conf().get("spark.sql.session.timeZone"));
    assertEquals("2", spark().conf().get("spark.sql.shuffle.partitions"));
  }
}
