package io.demandforecast.learn;

import java.util.List;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Whether XGBoost's native library can be loaded: it is packaged for some platforms only. */
final class XgboostLibrary {
  private XgboostLibrary() {}

  /** Why an executor cannot train; empty where one can. */
  static String problem(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(1), 1)
        .map(one -> problem())
        .first();
  }

  private static String problem() {
    try {
      new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
      return "";
    } catch (XGBoostError | LinkageError e) {
      // A class that cannot be initialised hides why in its cause.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return "its native library does not load on %s %s: %s"
          .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), cause);
    }
  }
}
