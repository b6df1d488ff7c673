package io.demandforecast.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A small job with a shuffle; says its sum, and how its own page answers. */
public final class SumJob {
  /** What it says before the sum. */
  static final String SUM = "SUM ";

  /** What it says before the address and the answer of its page. */
  static final String PAGE = "PAGE ";

  /** What it says where its page answers without TLS. */
  static final String OPEN = "OPEN ";

  private SumJob() {}

  /**
   * @param args name of the application
   */
  public static void main(String[] args) throws Exception {
    SparkSession spark = SparkSession.builder().appName(args[0]).getOrCreate();
    long sum =
        spark
            .range(0, 1000, 1, 4)
            .groupBy(functions.col("id").mod(functions.lit(7)))
            .agg(functions.sum("id").as("part"))
            .agg(functions.sum("part"))
            .first()
            .getLong(0);
    System.out.println(SUM + sum);
    String page = spark.sparkContext().uiWebUrl().get();
    System.out.println(PAGE + page + " " + answer(page + "/jobs/"));
    try {
      System.out.println(OPEN + answer(page.replace("https:", "http:") + "/jobs/"));
    } catch (IOException e) {
      System.out.println("without TLS: " + e.getMessage());
    }
    spark.stop();
    System.exit(0);
  }

  /** Trusts what the options of this JVM say. */
  private static int answer(String page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(page)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
