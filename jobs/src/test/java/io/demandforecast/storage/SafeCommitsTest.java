package io.demandforecast.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SafeCommitsTest {
  private static final String FILE = "spark.delta.logStore.file.impl";
  private static final String S3A = "spark.delta.logStore.s3a.impl";

  @Test
  void theyAreOnForLocalFilesAndS3() {
    SparkConf conf = SafeCommits.in(new SparkConf(false));
    assertEquals(ConditionalLogStore.class.getName(), conf.get(FILE));
    assertEquals(ConditionalLogStore.class.getName(), conf.get(S3A));
  }

  @Test
  void whatSomebodySetStays() {
    SparkConf conf = SafeCommits.in(new SparkConf(false).set(S3A, "my.Store"));
    assertEquals("my.Store", conf.get(S3A));
    assertEquals(ConditionalLogStore.class.getName(), conf.get(FILE));
  }

  @Test
  void oneStoreForAllSchemesLeavesNoneOfThem() {
    SparkConf conf = SafeCommits.in(new SparkConf(false).set("spark.delta.logStore.class", "a.B"));
    assertFalse(conf.contains(FILE));
    assertFalse(conf.contains(S3A));
  }
}
