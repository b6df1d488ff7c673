package io.demandforecast.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What README and docs show and {@link DocumentedUnitsIT} does not run.
 *
 * @param test file of the test that runs it; none where no test does
 * @param name what that test is called
 * @param reason why it is not run here
 */
record DocumentedElsewhere(Optional<Path> test, String name, String reason) {
  private static final String SHOWN = "shows what a command prints or a folder holds";
  private static final String M5 = "the competition's data are not ours to hand on";
  private static final String SERVERS = "a Hadoop, a Kubernetes or a cluster on other machines";

  /** By page and first line. */
  static TreeMap<String, DocumentedElsewhere> all() {
    TreeMap<String, DocumentedElsewhere> all = new TreeMap<>();
    String test = "scripts/test";
    all.put("README.md: scripts/forecast run", by(test, "first_use_test"));
    all.put(
        "README.md: scripts/forecast sql \"SELECT * FROM forecast_current LIMIT 5\"",
        by(test, "first_use_test"));
    all.put(
        "README.md: Load 1    124,984 rows in: 123,878 accepted, 0 merged, 14 quarantined, 1,092 out of scope",
        none(SHOWN));
    all.put(
        "README.md:  target_date | lead |    mean | q05 | q50 | q95 | source".replace(":  ", ": "),
        none(SHOWN));
    all.put(
        "README.md: SPARK_HOME=/opt/spark scripts/forecast run --master yarn -c shop.conf --data s3a://bucket/raw"
            + " -w s3a://bucket/warehouse",
        none(SERVERS));
    String submit = "deploy/tests/test_submit.py";
    all.put(
        "README.md: $SPARK_HOME/bin/spark-submit --master yarn --class io.demandforecast.cli.Main --jars"
            + " \"$(ls jobs/target/lib/*.jar | paste -sd, -)\" jobs/target/demand-forecast.jar run -c shop.conf"
            + " --data s3a://bucket/raw -w s3a://bucket/warehouse",
        by(submit, "spark-submit"));
    all.put("docs/airflow.md: scripts/python-env airflow-dags", by(test, "pytest_in airflow-dags"));
    all.put(
        "docs/airflow.md: airflow variables set forecast '{",
        by("airflow-dags/tests/test_nights.py", "\"variables\", \"set\", \"forecast\""));
    all.put(
        "docs/airflow.md: airflow backfill create --dag-id demo_nightly --from-date 2025-12-13 --to-date 2025-12-15"
            + " --max-active-runs 1",
        by("airflow-dags/tests/test_nights.py", "\"backfill\", \"create\""));
    all.put(
        "docs/architecture.md: raw files, tables, databases                                      sql, notebooks, export",
        none("a drawing"));
    for (String line :
        new String[] {
          "scripts/forecast ingest   -c conf/datasets/m5.conf --data M5 -w W",
          "scripts/forecast backtest -c conf/datasets/m5.conf -w W --set training.engine=xgboost --origins"
              + " 2016-02-28,2016-03-27,2016-04-24",
          "scripts/forecast sql -w W \"SELECT * FROM accuracy WHERE segment = 'all' AND leads = 'all'\"",
          "scripts/benchmark features",
          "scripts/benchmark night -c conf/datasets/m5.conf --data M5 --as-of 2016-04-24 --beside 'python3 SCRIPT.py'",
          "scripts/benchmark nightly --data M5 --as-of 2016-04-24 --nights 3",
          "scripts/benchmark nightly --data M5 --as-of 2016-04-24 --nights 3 --layout long",
          "scripts/benchmark growth --stores 10,100 --copies \"\"",
          "scripts/benchmark growth --stores 10 --copies 10,100"
        }) {
      all.put(
          "docs/benchmarks.md: " + line,
          none(line.contains("M5") || line.contains("m5") ? M5 : "takes up to hours"));
    }
    all.put(
        "docs/benchmarks.md: scripts/forecast sql -w W \"SELECT * FROM accuracy WHERE segment = 'all' AND leads = 'all'\"",
        none(M5));
    all.put(
        "docs/benchmarks.md: mvn -pl feature-lib,jobs -Dexcluded.tests=none -Dtest=ClusterIT"
            + " -Dsurefire.failIfNoSpecifiedTests=false test",
        by(test, "--all"));
    for (String line :
        new String[] {
          "/opt/spark/sbin/start-master.sh --host 10.0.0.1 --port 7077",
          "/opt/spark/sbin/start-worker.sh spark://10.0.0.1:7077 --cores 8 --memory 24g",
          "SPARK_HOME=/opt/spark scripts/forecast run --master spark://10.0.0.1:7077 -c shop.conf --data"
              + " /mnt/shop/raw -w /mnt/shop/warehouse"
        }) {
      all.put("docs/operations.md: " + line, by(submit, "stage.cluster.master"));
    }
    all.put(
        "docs/reading.md: FORECAST_EXPORT_USER=... FORECAST_EXPORT_PASSWORD=... forecast export planning -c shop.conf -w"
            + " \"$WAREHOUSE\"",
        by("jobs/src/test/java/io/demandforecast/export/TableExportTest.java", "\"export\""));
    all.put(
        "docs/reading.md: FOLDER/forecasts/production/current.json                       a copy of the manifest of what is current",
        none(SHOWN));
    all.put(
        "docs/report.md: Report    file:/srv/shop/warehouse/reports/r-2025-12-31-0ebfc7ce61-1.html",
        none(SHOWN));
    for (String line :
        new String[] {
          "cp conf/secure.conf /opt/spark/conf/spark-defaults.conf",
          "export _SPARK_AUTH_SECRET=...",
          "export FORECAST_KEYSTORE=/etc/forecast/keystore.p12 FORECAST_KEYSTORE_PASSWORD=...",
          "/opt/spark/sbin/start-master.sh --host 10.0.0.1; /opt/spark/sbin/start-worker.sh spark://10.0.0.1:7077",
          "SPARK_HOME=/opt/spark scripts/forecast run --master spark://10.0.0.1:7077 ..."
        }) {
      all.put(
          "docs/security.md: " + line,
          by("jobs/src/test/java/io/demandforecast/cluster/SecureClusterIT.java", "secure.conf"));
    }
    all.put(
        "docs/security.md: osv-scanner scan --sbom jobs/target/bom.json",
        none("asks a server about what was found since"));
    all.put(
        "docs/security.md: mvn org.owasp:dependency-check-maven:aggregate",
        none("asks a server about what was found since"));
    all.put(
        "docs/sizing.md: FORECAST_PROFILE=yarn SPARK_HOME=/opt/spark scripts/forecast run -c shop.conf --data hdfs:///raw"
            + " -w hdfs:///warehouse",
        none(SERVERS));
    all.put(
        "docs/sizing.md: $SPARK_HOME/bin/spark-submit --properties-file conf/profiles/yarn.conf --deploy-mode cluster"
            + " --files shop.conf,conf/log4j2.properties"
            + " --conf spark.driver.defaultJavaOptions=-Dlog4j2.configurationFile=log4j2.properties"
            + " --class io.demandforecast.cli.Main --jars \"$(ls jobs/target/lib/*.jar | paste -sd, -)\""
            + " jobs/target/demand-forecast.jar run -c shop.conf --data hdfs:///raw -w hdfs:///warehouse",
        none(SERVERS));
    for (String line :
        new String[] {
          "docker build -f deploy/Dockerfile -t demand-forecast:0.5.0 .",
          "kubectl apply -f deploy/kubernetes/namespace.yaml -f deploy/kubernetes/access.yaml -f"
              + " deploy/kubernetes/network.yaml -f deploy/kubernetes/configuration.yaml -f deploy/kubernetes/nightly.yaml",
          "kubectl -n forecast create job --from=cronjob/forecast-nightly tonight"
        }) {
      all.put(
          "docs/sizing.md: " + line,
          none("needs a Docker or a Kubernetes; deploy/tests hold the files to their schemas"));
    }
    for (String line :
        new String[] {
          "scripts/release --tag v0.5.0 --sign KEY dist",
          "gpg --verify SHA256SUMS.asc SHA256SUMS",
          "tar -xzf demand-forecast-0.5.0.tar.gz"
        }) {
      all.put("docs/releases.md: " + line, by(test, "release_test"));
    }
    return all;
  }

  private static DocumentedElsewhere by(String test, String name) {
    return new DocumentedElsewhere(Optional.of(Path.of(test)), name, "");
  }

  private static DocumentedElsewhere none(String reason) {
    return new DocumentedElsewhere(Optional.empty(), "", reason);
  }
}
