"""The built program, submitted to a cluster of two workers in every way there is: the same tables as inside one process.

Runs in an environment that has pyspark (whose spark-submit and master are used) and deltalake.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml
from conftest import DEPLOY, ROOT

pytest.importorskip("pyspark", reason="no spark-submit here: pyspark is not installed")
sys.path.insert(0, str(ROOT / "local-stack"))

import json_log  # noqa: E402
import program  # noqa: E402
from deltalake import DeltaTable  # noqa: E402
from processes import LOOPBACK, Processes, free_port, listening, wait_for  # noqa: E402
from running_prometheus import RunningPrometheus, metrics_at, names_at, programs  # noqa: E402
from standalone_spark import StandaloneSpark  # noqa: E402
from tables import differences, rows  # noqa: E402

pytestmark = pytest.mark.slow

SHOP = ROOT / "local-stack/small-shop.conf"
AS_OF = "2025-12-17"
S3 = ROOT / "s3-server/target/lib"
LOG = f"-Dlog4j2.configurationFile={ROOT}/conf/log4j2.properties"
ALL_LINES = {"FORECAST_LOG_LEVEL": "info", "FORECAST_LOG_LEVEL_SPARK": "info"}
LIVE = "metrics_demand_forecast_driver_plugin_io_demandforecast_live_LivePlugin_"
# Executors that fit workers of two cores and a driver beside them.
FITTING = ["--executor-memory", "900m", "--executor-cores", "1", "--driver-memory", "900m"]
# And numbers of tasks that fit small tables, where no profile says them.
SMALL = [*FITTING, "--conf", "spark.sql.shuffle.partitions=4"]
SMALL += ["--conf", "spark.databricks.delta.snapshotPartitions=2"]


class Stage:
    """A cluster, raw files, and a warehouse that holds what one process made of them."""

    def __init__(self, folder: Path, processes: Processes) -> None:
        self.folder = folder
        self.processes = processes
        self.forecast("demo-data", folder / "data", "--stores", 2, "--items", 5, "--days", 200)
        app, jars = program.built()
        self.application = app / "demand-forecast.jar"
        self.jars = [*jars.glob("lib/*.jar"), *app.glob("feature-lib-*.jar")]
        self.embedded = folder / "embedded"
        self.forecast(*self.night(self.embedded))
        self.conf = folder / "spark-conf"
        self.conf.mkdir()
        shutil.copy(ROOT / "conf/metrics.properties", self.conf)
        self.cluster = StandaloneSpark(
            folder, processes, workers=2, cores=2, memory="2g", conf=self.conf
        )

    def night(
        self, warehouse: object, engine: str = "mllib", *settings: str, config: Path = SHOP
    ) -> list:
        words = ["run", "-c", config, "--data", self.folder / "data", "-w", warehouse]
        words += ["--as-of", AS_OF, "--progress", "plain", "--set", f"training.engine={engine}"]
        return words + [word for setting in settings for word in ("--set", setting)]

    @staticmethod
    def forecast(*words: object) -> None:
        done = program.forecast(*words)
        assert done.returncode == 0, done.stderr

    def submit(
        self, master: str, options: list, words: list, timeout: int = 600, **env: str
    ) -> subprocess.CompletedProcess:
        command = [self.cluster.home / "bin/spark-submit", "--master", master, *options]
        command += ["--conf", f"spark.driver.host={LOOPBACK}"]
        command += ["--class", "io.demandforecast.cli.Main"]
        command += ["--jars", ",".join(map(str, self.jars)), self.application, *words]
        return self.call(command, timeout, **env)

    def call(self, command: list, timeout: int = 600, **env: str) -> subprocess.CompletedProcess:
        ours = {"SPARK_LOCAL_IP": LOOPBACK, "SPARK_HOME": str(self.cluster.home)}
        return subprocess.run(
            list(map(str, command)),
            env={**os.environ, **ours, **env},
            capture_output=True,
            text=True,
            timeout=timeout,
        )

    def unpacked(self) -> Path:
        """The program as an image has it: the command, the jar, libraries, conf."""
        home = self.folder / "opt/forecast"
        (home / "bin").mkdir(parents=True)
        (home / "lib").mkdir()
        (home / "bin/forecast").write_text((DEPLOY / "forecast").read_text())
        (home / "conf").symlink_to(ROOT / "conf")
        (home / "demand-forecast.jar").symlink_to(self.application)
        for jar in self.jars:
            (home / "lib" / jar.name).symlink_to(jar)
        return home

    def workers_used(self) -> int:
        return sum(any((self.folder / f"spark-worker-{number}").glob("app-*")) for number in (0, 1))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("submitted")
    processes = Processes(folder)
    try:
        yield Stage(folder, processes)
    finally:
        processes.stop()


def test_client_mode(stage: Stage) -> None:
    warehouse = stage.folder / "client"
    profile = ["--properties-file", ROOT / "conf/profiles/standalone.conf", *FITTING]
    done = stage.submit(stage.cluster.master, profile, stage.night(warehouse))
    assert done.returncode == 0, done.stderr
    assert differences(stage.embedded, warehouse) == {}
    assert len(rows(warehouse, "forecasts")) > 100
    assert stage.workers_used() == 2


def test_the_command_of_the_image(stage: Stage) -> None:
    """Its log, too: as objects in files, and on the error stream."""
    home = stage.unpacked()
    logs = stage.folder / "logs-of-the-image"
    options = ["--master", stage.cluster.master, *SMALL]
    options += ["--conf", f"spark.driver.host={LOOPBACK}"]
    env = {"FORECAST_SPARK_OPTIONS": " ".join(options), "FORECAST_LOGS": str(logs), **ALL_LINES}
    command = ["bash", home / "bin/forecast"]
    warehouse = stage.folder / "image"

    done = stage.call([*command, *stage.night(warehouse)], FORECAST_LOG_FORMAT="json", **env)
    assert done.returncode == 0, done.stderr
    assert differences(stage.embedded, warehouse) == {}
    lines = json_log.lines_of(logs)
    json_log.check_nights(lines, "demo", AS_OF)
    assert json_log.of_other_threads(lines)

    again = stage.call([*command, *stage.night(warehouse)], FORECAST_LOG_FORMAT="json-stderr", **env)
    assert again.returncode == 0, again.stderr
    objects = [line for line in again.stderr.splitlines() if line.startswith('{"time"')]
    said = json_log.parsed("\n".join(objects))
    assert {line.get("as_of") for line in said if line.get("run_id")} == {AS_OF}
    assert any(line.get("table") == "runs" for line in said)


def test_cluster_mode(stage: Stage) -> None:
    """spark-submit ends when the driver is handed over: how that ended the master knows."""
    warehouse = stage.folder / "cluster"
    logs = stage.folder / "logs-of-the-cluster"
    options = ["--deploy-mode", "cluster", "--conf", "spark.master.rest.enabled=true", *SMALL]
    options += ["--conf", f"spark.driver.defaultJavaOptions={LOG} -Dforecast.logs={logs}"]
    # What the environment is told here does not arrive there.
    said = "-Dforecast.log.format=json -Dforecast.log.level=info -Dforecast.log.level.spark=info"
    options += ["--conf", f"spark.driver.extraJavaOptions={said}"]
    done = stage.submit(stage.cluster.rest_master, options, stage.night(warehouse))
    assert done.returncode == 0, done.stderr
    [submission] = {
        word.strip('",.') for word in done.stderr.split() if word.strip('",.').startswith("driver-")
    }
    status = f"http://{LOOPBACK}:{stage.cluster.rest_port}/v1/submissions/status/{submission}"

    def state() -> str | None:
        with urllib.request.urlopen(status) as answer:
            found = json.load(answer)["driverState"]
        return found if found not in ("SUBMITTED", "RUNNING", "RELAUNCHING") else None

    assert wait_for("end of the driver", state, 600) == "FINISHED"
    assert differences(stage.embedded, warehouse) == {}
    lines = json_log.lines_of(logs)
    json_log.check_nights(lines, "demo", AS_OF)
    assert json_log.of_other_threads(lines)


def test_executors_that_come_and_go(stage: Stage) -> None:
    warehouse = stage.folder / "elastic"
    events = stage.folder / "events"
    events.mkdir()
    elastic = ["--properties-file", ROOT / "conf/profiles/elastic.conf", *SMALL]
    # Enough of them for more than one executor.
    elastic += ["--conf", "spark.sql.shuffle.partitions=32"]
    elastic += ["--conf", "spark.eventLog.enabled=true", "--conf", f"spark.eventLog.dir={events}"]
    elastic += ["--conf", "spark.eventLog.rolling.enabled=false"]
    elastic += ["--conf", "spark.eventLog.compress=false"]
    done = stage.submit(stage.cluster.master, elastic, stage.night(warehouse))
    assert done.returncode == 0, done.stderr
    assert differences(stage.embedded, warehouse) == {}

    [log] = events.iterdir()
    told = [json.loads(line) for line in log.read_text().splitlines()]
    began = next(each["Submission Time"] for each in told if each["Event"] == "SparkListenerJobStart")
    added = [each["Timestamp"] for each in told if each["Event"] == "SparkListenerExecutorAdded"]
    # The profile begins with one; the others were asked for when tasks waited.
    assert len([at for at in added if at > began]) >= 1, added
    assert len(added) >= 2, added


@pytest.mark.parametrize("workers", [1, 2])
def test_xgboost_is_trained_on_the_cluster(stage: Stage, workers: int) -> None:
    settings = ("xgboost", f"training.workers={workers}", "training.partitions=2")
    alone = stage.folder / f"embedded-xgboost-{workers}"
    stage.forecast(*stage.night(alone, *settings))
    warehouse = stage.folder / f"xgboost-{workers}"
    done = stage.submit(stage.cluster.master, SMALL, stage.night(warehouse, *settings))
    assert done.returncode == 0, done.stderr
    [model] = DeltaTable(str(warehouse / "models")).to_pyarrow_table().to_pylist()
    assert model["engine"] == "xgboost"
    assert len(rows(warehouse, "forecasts")) > 100
    assert differences(alone, warehouse) == {}


def test_xgboost_on_several_workers_refuses_executors_that_come_and_go(stage: Stage) -> None:
    warehouse = stage.folder / "refused"
    elastic = ["--properties-file", ROOT / "conf/profiles/elastic.conf", *SMALL]
    night = stage.night(warehouse, "xgboost", "training.workers=2")
    done = stage.submit(stage.cluster.master, elastic, night)
    assert done.returncode == 3, done.stderr
    assert "spark.dynamicAllocation.enabled = true does not allow" in done.stderr
    assert "\tat " not in done.stderr
    assert not list(warehouse.glob("publications/*.parquet"))


def _watching(folder: Path, targets: dict[str, list[str]]) -> str:
    """monitoring/prometheus.yml, asking often, and what runs here in place of its addresses."""
    config = yaml.safe_load((ROOT / "monitoring/prometheus.yml").read_text())
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [f"{ROOT}/monitoring/rules/*.yml"]
    del config["alerting"]
    jobs = {job["job_name"]: job for job in config["scrape_configs"]}
    for name, addresses in targets.items():
        jobs[name]["static_configs"] = [{"targets": addresses}]
        jobs[name]["scrape_interval"] = "1s"
    config["scrape_configs"] = [jobs[name] for name in targets]
    return yaml.safe_dump(config)


def test_master_workers_and_driver_are_watched(stage: Stage) -> None:
    """What a real Prometheus scrapes while a night runs is what the tables say of it afterwards."""
    installed = programs()
    if installed is None:
        pytest.skip("no Prometheus on this machine")
    page = f"{LOOPBACK}:{free_port()}"
    master = stage.cluster.page.split("/")[2]
    targets = {
        "spark-master": [master],
        "spark-applications": [master],
        "spark-worker": [each.split("/")[2] for each in stage.cluster.worker_pages],
        "forecast-driver": [page],
    }
    config = _watching(stage.folder, targets)
    prometheus = RunningPrometheus(installed, stage.folder, config, stage.processes).address
    live = stage.folder / "live.conf"
    live.write_text(
        f'include required(file("{SHOP}"))\ninclude required(file("{ROOT}/conf/live.conf"))\n'
    )
    warehouse = stage.folder / "watched"
    options = [*SMALL, "--conf", f"spark.ui.port={page.split(':')[1]}"]
    night = stage.night(warehouse, config=live)
    done = stage.submit(stage.cluster.master, options, night, SPARK_CONF_DIR=str(stage.conf))
    assert done.returncode == 0, done.stderr
    assert differences(stage.embedded, warehouse) == {}

    def most(metric: str, job: str) -> dict[str, float]:
        found = metrics_at(prometheus, f'max_over_time({metric}{{job="{job}"}}[1h])')
        return {labels["instance"]: value for labels, value in found}

    driver = names_at(prometheus, '{job="forecast-driver"}')
    of_spark = [name for name in driver if name.startswith("metrics_")]
    # No application's id, which would make every night figures of their own.
    assert of_spark and all(name.startswith("metrics_demand_forecast_") for name in of_spark)
    assert most("metrics_master_aliveWorkers_Value", "spark-master") == {master: 2.0}
    busy = most("metrics_worker_executors_Value", "spark-worker")
    assert set(busy) == set(targets["spark-worker"]) and sum(busy.values()) >= 2
    assert names_at(prometheus, '{job="spark-applications"}')
    for job in ("spark-master", "spark-worker", "forecast-driver"):
        assert any("jvm_heap_used" in name for name in names_at(prometheus, f'{{job="{job}"}}')), job

    loads = DeltaTable(str(warehouse / "loads")).to_pyarrow_table().to_pylist()
    assert sum(load["quarantined"] for load in loads) > 0
    [model] = DeltaTable(str(warehouse / "models")).to_pyarrow_table().to_pylist()
    fits = {(each["candidate"], each["origin"]) for each in model["cross_validation"]}
    trees = {fit for fit in fits if fit[0] == model["champion"]}
    assert trees and len(trees) < len(fits)
    assert {
        what: most(f"{LIVE}{what}_Value", "forecast-driver")
        for what in ("rows_read", "rows_quarantined", "models_tried")
    } == {
        "rows_read": {page: float(sum(load["rows_read"] for load in loads))},
        "rows_quarantined": {page: float(sum(load["quarantined"] for load in loads))},
        # Of the one candidate at each origin, and the champion on all rows.
        "models_tried": {page: len(trees) + 1.0},
    }

    [ended] = [
        row
        for row in DeltaTable(str(warehouse / "runs")).to_pyarrow_table().to_pylist()
        if row["event"] == "finished"
    ]
    seconds = {
        f"{LIVE}stage_seconds_{re.sub('[^A-Za-z0-9]', '_', stage_name)}_Value": took
        for stage_name, took in dict(ended["stage_seconds"]).items()
    }
    seen = {name for name in driver if re.fullmatch(f"{LIVE}stage_seconds_.*_Value", name)}
    # The last ones end with the driver, before anybody asks.
    assert seen <= set(seconds) and len(seen) >= len(seconds) - 3, (seen, set(seconds))
    for name in seen:
        assert most(name, "forecast-driver") == {page: pytest.approx(seconds[name], abs=0.1)}, name


@pytest.mark.skipif(not S3.is_dir(), reason="no S3 server: its jars come with scripts/test")
def test_a_warehouse_on_an_object_store(stage: Stage) -> None:
    objects = stage.folder / "objects"
    objects.mkdir()
    port = free_port()
    settings = stage.folder / "s3.properties"
    settings.write_text(
        f"s3proxy.endpoint=http://{LOOPBACK}:{port}\n"
        "s3proxy.authorization=none\n"
        "jclouds.provider=filesystem-nio2\n"
        f"jclouds.filesystem.basedir={objects}\n"
    )
    java = shutil.which("java")
    command = [java, "-Xmx256m", "-cp", f"{S3}/*", "org.gaul.s3proxy.Main"]
    command += ["--properties", str(settings)]
    stage.processes.start("s3", command, dict(os.environ))
    wait_for("S3 server", lambda: listening(port), 60)
    made = urllib.request.Request(f"http://{LOOPBACK}:{port}/forecast", method="PUT")
    assert urllib.request.urlopen(made).status == 200
    place = "spark.hadoop.fs.s3a.bucket.forecast."
    options = [*SMALL]
    for name, value in {
        "endpoint": f"http://{LOOPBACK}:{port}",
        "endpoint.region": "us-east-1",
        "path.style.access": "true",
        "connection.ssl.enabled": "false",
        "access.key": "tests",
        "secret.key": "tests",
    }.items():
        options += ["--conf", f"{place}{name}={value}"]
    done = stage.submit(stage.cluster.master, options, stage.night("s3a://forecast/warehouse"))
    assert done.returncode == 0, done.stderr
    # The server keeps objects as files.
    assert differences(stage.embedded, objects / "forecast/warehouse") == {}
