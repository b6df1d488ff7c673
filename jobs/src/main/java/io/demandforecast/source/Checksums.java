package io.demandforecast.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  private static final int CHUNK = 256 << 10;

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
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = TextFiles.stored(file, hadoop)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    } catch (IOException failure) {
      throw SourceFailure.of(file, failure, 0);
    }
    return new SourceFile(file.name(), file.bytes(), HexFormat.of().formatHex(digest.digest()));
  }

  static String of(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("Every Java has SHA-256", absent);
    }
  }
}
