package io.demandforecast.testing;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import io.demandforecast.storage.SafeCommits;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every test with Spark extends: one session for the whole JVM, {@code spark()}, and
 * comparisons of data frames ({@code assertDataFrameNoOrderEquals} and others). The session is
 * never stopped between classes, since a restart costs seconds; a test that registers a view or
 * changes a setting takes it back.
 */
public abstract class SparkTest extends JavaDatasetSuiteBase {

  /** Starts the session if no test did so before. */
  @BeforeEach
  @Override
  public void runBefore() {
    super.runBefore();
  }

  /** Extensions are read from the context's settings alone, so Delta stands here. */
  @Override
  public SparkConf conf() {
    return SafeCommits.in(new SparkConf())
        .setMaster("local[2]")
        .setAppName("tests")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.sql.session.timeZone", "UTC")
        .set("spark.sql.shuffle.partitions", "2")
        .set("spark.default.parallelism", "2")
        .set("spark.sql.warehouse.dir", tempDir().toURI() + "spark-warehouse")
        .set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .set("spark.databricks.delta.snapshotPartitions", "1");
  }

  /** Takes back every view that was registered. */
  protected final void dropViews() {
    for (Row one : spark().sql("SHOW VIEWS").collectAsList()) {
      spark().catalog().dropTempView(one.getAs("viewName"));
    }
  }

  @Override
  public boolean enableHiveSupport() {
    return false;
  }
}
