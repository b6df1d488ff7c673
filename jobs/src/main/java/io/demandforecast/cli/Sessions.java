package io.demandforecast.cli;

import io.demandforecast.config.ForecastConfig.Setting;
import io.demandforecast.config.ForecastConfig.SparkSettings;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.storage.SafeCommits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Builds Spark sessions; no other class does. What spark-submit was told wins over the
 * configuration, and that over the defaults here.
 */
final class Sessions {
  private static final String MASTER = "spark.master";
  private static final String EXTENSIONS = "spark.sql.extensions";
  private static final String DELTA_EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";
  private static final Pattern LOCAL = Pattern.compile("local(\\[\\s*(\\d+|\\*)\\s*])?");
  private static final String LOOPBACK = "127.0.0.1";

  private static final String AUTHENTICATE = "spark.authenticate";
  private static final String SECRET = "spark.authenticate.secret";

  /** Variable that Spark itself takes the secret of a cluster from. */
  static final String SECRET_VARIABLE = "_SPARK_AUTH_SECRET";

  private Sessions() {}

  /**
   * Opens a session, or joins the one that this JVM has already.
   *
   * @param master what the person named on the command line; wins over all else
   */
  static OpenSession open(SparkSettings settings, Optional<String> master) {
    var present = SparkSession.getDefaultSession();
    if (present.isDefined()) {
      return OpenSession.joined(present.get());
    }
    Path managed = managedTables();
    SparkConf conf =
        authenticated(conf(settings, master, new SparkConf()), System.getenv())
            .set("spark.sql.warehouse.dir", managed.toUri().toString());
    return OpenSession.own(SparkSession.builder().config(conf).getOrCreate(), managed);
  }

  /**
   * The settings of a session.
   *
   * @param submitted what spark-submit (or a test) has set; added to and returned
   */
  static SparkConf conf(SparkSettings settings, Optional<String> master, SparkConf submitted) {
    SparkConf conf = submitted;
    for (Setting setting : settings.settings()) {
      conf.setIfMissing(setting.key(), setting.value());
    }
    conf.setIfMissing(MASTER, settings.master());
    master.ifPresent(url -> conf.set(MASTER, url));
    conf.setIfMissing("spark.app.name", "demand-forecast");
    if (conf.get(MASTER).startsWith("local")) {
      local(conf);
    }
    // Tables have few partitions (years, kinds): a task keeps a file open for each, where it would
    // otherwise sort its rows first.
    conf.setIfMissing("spark.sql.maxConcurrentOutputFileWriters", "32");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    String extensions = conf.get(EXTENSIONS, "");
    if (!extensions.contains(DELTA_EXTENSION)) {
      conf.set(
          EXTENSIONS, extensions.isEmpty() ? DELTA_EXTENSION : extensions + "," + DELTA_EXTENSION);
    }
    return SafeCommits.in(conf);
  }

  /**
   * What a driver needs that knows a standalone cluster's secret: Spark asks for the setting, and
   * takes the variable's value in its place. The secret itself stands in no setting.
   *
   * @throws ForecastException where the secret is asked for and there is none
   */
  static SparkConf authenticated(SparkConf conf, Map<String, String> environment) {
    boolean asked = conf.getBoolean(AUTHENTICATE, false) && !conf.contains(SECRET);
    if (asked && conf.get(MASTER).startsWith("spark://")) {
      if (environment.getOrDefault(SECRET_VARIABLE, "").isBlank()) {
        throw ForecastException.configuration(
            AUTHENTICATE
                + " is on, and the environment variable "
                + SECRET_VARIABLE
                + " does not hold the cluster's secret. Set it as on master and workers.");
      }
      conf.set(SECRET, "in " + SECRET_VARIABLE);
    }
    return conf;
  }

  /** One machine: nothing listens to the network, and a shuffle has as many parts as cores. */
  private static void local(SparkConf conf) {
    conf.set(MASTER, retrying(conf.get(MASTER)));
    // A task without memory fails like others: Spark would end the process, this one, without a
    // word.
    conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    conf.setIfMissing("spark.driver.host", LOOPBACK);
    conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
    conf.setIfMissing(
        "spark.sql.shuffle.partitions", Integer.toString(Math.max(2, cores(conf.get(MASTER)))));
    // Delta replays a table's log in 50 partitions otherwise: a log of one machine is small.
    conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "2");
  }

  /** A local master lets a task fail once, as clusters do, unless the master says how often. */
  private static String retrying(String master) {
    return LOCAL.matcher(master).matches() ? "local[" + cores(master) + ",2]" : master;
  }

  /** Cores of a local master: local, local[4], local[*], local[4,1]. */
  static int cores(String master) {
    int open = master.indexOf('[');
    if (open < 0) {
      return 1;
    }
    String count = master.substring(open + 1, master.length() - 1).split(",", -1)[0].trim();
    return count.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(count);
  }

  /** A folder for tables that Spark would manage itself: it makes one, and nothing is put there. */
  private static Path managedTables() {
    try {
      return Files.createTempDirectory("demand-forecast-spark-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
