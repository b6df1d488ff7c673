package io.demandforecast.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.storage.FaultyProxy.Fault;
import io.demandforecast.storage.FaultyProxy.Seen;
import io.demandforecast.testing.SparkTest;
import io.demandforecast.warehouse.Warehouse;
import io.demandforecast.warehouse.WarehouseIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setting by which a store encrypts objects reaches every request that writes one. */
@Tag("slow")
class EncryptedObjectsIT extends SparkTest {
  private static final String BUCKET = "encrypted";
  private static final String HEADER = "x-amz-server-side-encryption";
  private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/of-a-test";

  @TempDir Path folder;

  @Test
  void everyObjectIsWrittenWithTheKeyThatTheConfigurationNames() throws Exception {
    try (S3Server server = S3Server.start(folder, BUCKET);
        FaultyProxy proxy =
            FaultyProxy.before(server.endpoint(), (number, method, path) -> Fault.NONE)) {
      S3Server.settings(BUCKET, proxy.endpoint()).forEach(this::set);
      String prefix = "spark.hadoop.fs.s3a.bucket." + BUCKET + ".encryption.";
      set(prefix + "algorithm", "SSE-KMS");
      set(prefix + "key", KEY);
      // Files beyond this are sent in parts: the key is named when the upload begins.
      set("spark.hadoop.fs.s3a.bucket." + BUCKET + ".multipart.size", "5M");

      String place = "s3a://" + BUCKET + "/w";
      Warehouse warehouse =
          Warehouse.open(spark(), place, new WarehouseIdentity("test", List.of("item"), List.of()));
      try (var lease = warehouse.lease(Duration.ofMinutes(5))) {
        warehouse.writeFile("model-files/m/model.bin", new byte[] {1, 2, 3});
        warehouse.writeFile("model-files/m/large.bin", new byte[12 << 20]);
        Appends.append(spark(), place + "/observations", "a", 1);
      }

      List<Seen> written =
          proxy.seen().stream()
              .filter(request -> isWhole(request) || isBegunInParts(request))
              .filter(request -> !request.path().endsWith("/"))
              .toList();
      for (String kind :
          List.of(
              ".*/_warehouse\\.json",
              ".*/_leases/.*",
              ".*/model\\.bin",
              ".*/large\\.bin",
              ".*/_delta_log/\\d{20}\\.json",
              ".*\\.parquet")) {
        Assertions.assertTrue(
            written.stream().anyMatch(request -> request.path().matches(kind)), kind);
      }
      Assertions.assertTrue(
          written.stream().anyMatch(EncryptedObjectsIT::isBegunInParts), written::toString);
      for (Seen request : written) {
        assertEquals("aws:kms", request.headers().get(HEADER), request.path());
        assertEquals(KEY, request.headers().get(HEADER + "-aws-kms-key-id"), request.path());
      }
    }
  }

  private static boolean isWhole(Seen request) {
    return request.method().equals("PUT") && !request.query().contains("partNumber");
  }

  private static boolean isBegunInParts(Seen request) {
    return request.method().equals("POST") && request.query().startsWith("uploads");
  }

  private void set(String key, String value) {
    spark()
        .sparkContext()
        .hadoopConfiguration()
        .set(key.substring("spark.hadoop.".length()), value);
  }
}
