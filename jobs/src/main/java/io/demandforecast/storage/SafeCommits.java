package io.demandforecast.storage;

import org.apache.spark.SparkConf;

/** Lets a session commit by {@link ConditionalLogStore}; a setting that is there stays. */
public final class SafeCommits {
  /** Delta refuses one store for all schemes beside one for some. */
  private static final String FOR_ALL = "spark.delta.logStore.class";

  private SafeCommits() {}

  /** Adds to settings, and returns them. */
  public static SparkConf in(SparkConf conf) {
    if (!conf.contains(FOR_ALL)) {
      for (String scheme : new String[] {"file", "s3a"}) {
        conf.setIfMissing(
            "spark.delta.logStore." + scheme + ".impl", ConditionalLogStore.class.getName());
      }
    }
    // Delta's own check of the same: a commit that it meets may be the one it tried to write.
    return conf.setIfMissing("spark.databricks.delta.commit.idempotencyCheck.enabled", "true");
  }
}
