package io.demandforecast.source;

import io.demandforecast.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** SHA-256 (FIPS 180-4) of files' bytes as stored, in lower-case hex. */
final class Checksums {
  /** Bytes in all from which the tasks of a Spark job share the reading. */
  private static final long DISTRIBUTED_BYTES = 256L << 20;

  private Checksums() {}

  static List<SourceFile> of(SparkSession spark, List<DataFile> files) {
    long bytes = files.stream().mapToLong(DataFile::bytes).sum();
    if (files.size() == 1 || bytes < DISTRIBUTED_BYTES) {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      return files.stream().map(file -> of(file, hadoop)).toList();
    }
    Broadcast<SerializableConfiguration> hadoop =
        SerializableConfiguration.broadcast(spark.sparkContext());
    try {
      return JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(files, files.size())
          .map(file -> of(file, hadoop.value().value()))
          .collect();
    } catch (Exception failure) {
      throw SourceFailure.explain(failure);
    }
  }

  private static SourceFile of(DataFile file, Configuration hadoop) {
    try (InputStream in = TextFiles.stored(file, hadoop)) {
      return new SourceFile(file.name(), file.bytes(), Sha256.of(in));
    } catch (IOException failure) {
      throw SourceFailure.of(file, failure, 0);
    }
  }
}
