"""The built program, submitted to a cluster of two workers in every way there is: the same tables as inside one process.

Runs in an environment that has pyspark (whose spark-submit and master are used) and deltalake.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT

pytest.importorskip("pyspark", reason="no spark-submit here: pyspark is not installed")
sys.path.insert(0, str(ROOT / "local-stack"))

import program  # noqa: E402
from processes import LOOPBACK, Processes, free_port, listening, wait_for  # noqa: E402
from standalone_spark import StandaloneSpark  # noqa: E402
from tables import differences, rows  # noqa: E402

pytestmark = pytest.mark.slow

SHOP = ROOT / "local-stack/small-shop.conf"
AS_OF = "2025-12-17"
S3 = ROOT / "s3-server/target/lib"
# Executors that fit workers of one core and a driver beside them.
SMALL = ["--executor-memory", "900m", "--executor-cores", "1", "--driver-memory", "900m"]


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
        self.cluster = StandaloneSpark(folder, processes, workers=2, cores=2, memory="2g")

    def night(self, warehouse: object, engine: str = "mllib", *settings: str) -> list:
        words = ["run", "-c", SHOP, "--data", self.folder / "data", "-w", warehouse]
        words += ["--as-of", AS_OF, "--progress", "plain", "--set", f"training.engine={engine}"]
        return words + [word for setting in settings for word in ("--set", setting)]

    @staticmethod
    def forecast(*words: object) -> None:
        done = program.forecast(*words)
        assert done.returncode == 0, done.stderr

    def submit(
        self, master: str, options: list, words: list, timeout: int = 600
    ) -> subprocess.CompletedProcess:
        command = [self.cluster.home / "bin/spark-submit", "--master", master, *options]
        command += ["--conf", f"spark.driver.host={LOOPBACK}"]
        command += ["--class", "io.demandforecast.cli.Main"]
        command += ["--jars", ",".join(map(str, self.jars)), self.application, *words]
        return subprocess.run(
            list(map(str, command)),
            env={**os.environ, "SPARK_LOCAL_IP": LOOPBACK, "SPARK_HOME": str(self.cluster.home)},
            capture_output=True,
            text=True,
            timeout=timeout,
        )

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
    profile = ["--properties-file", ROOT / "conf/profiles/standalone.conf", *SMALL]
    done = stage.submit(stage.cluster.master, profile, stage.night(warehouse))
    assert done.returncode == 0, done.stderr
    assert differences(stage.embedded, warehouse) == {}
    assert len(rows(warehouse, "forecasts")) > 100
    assert stage.workers_used() == 2


def test_cluster_mode(stage: Stage) -> None:
    """spark-submit ends when the driver is handed over: how that ended the master knows."""
    warehouse = stage.folder / "cluster"
    options = ["--deploy-mode", "cluster", "--conf", "spark.master.rest.enabled=true", *SMALL]
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


def test_executors_that_come_and_go(stage: Stage) -> None:
    warehouse = stage.folder / "elastic"
    elastic = ["--properties-file", ROOT / "conf/profiles/elastic.conf", *SMALL]
    done = stage.submit(stage.cluster.master, elastic, stage.night(warehouse))
    assert done.returncode == 0, done.stderr
    assert differences(stage.embedded, warehouse) == {}


def test_xgboost_on_several_workers_refuses_executors_that_come_and_go(stage: Stage) -> None:
    warehouse = stage.folder / "refused"
    elastic = ["--properties-file", ROOT / "conf/profiles/elastic.conf", *SMALL]
    night = stage.night(warehouse, "xgboost", "training.workers=2")
    done = stage.submit(stage.cluster.master, elastic, night)
    assert done.returncode == 3, done.stderr
    assert "spark.dynamicAllocation.enabled = true does not allow" in done.stderr
    assert "\tat " not in done.stderr
    assert not list(warehouse.glob("publications/*.parquet"))


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
