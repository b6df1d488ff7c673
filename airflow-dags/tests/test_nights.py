"""
Nights as they are run: scheduler, executor, a Spark cluster, and the jobs themselves; good ones, a
bad file, a killed driver, one that takes too long, a held lease, a failed audit. At the end the
tables are those of the command line's nights.

The tests are steps of one story, in this order.
"""

import gzip
import json
import os
import shutil
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import json_log
import program
import pytest
from conftest import DAGS, PROJECT
from deltalake import DeltaTable
from processes import LOOPBACK, Processes, pid_of, wait_for
from running_airflow import RunningAirflow
from standalone_spark import StandaloneSpark
from tables import differences, rows

pytestmark = pytest.mark.slow

SCHEDULES = """
demo:
  time-zone: Europe/Berlin
  night: "30 2 * * *"
  retraining: "0 6 * * 0"
  maintenance: "0 8 * * 0"
  owner: forecasting
  retries: 3
  retry-minutes: 0.05
  hours: {hours}
  spark:
    # Short commands end before the optimizing compiler has paid for itself.
    spark.driver.extraJavaOptions: -XX:TieredStopAtLevel=1
    spark.executor.extraJavaOptions: -XX:TieredStopAtLevel=1
    spark.driver.memory: 1g
    spark.driver.host: 127.0.0.1
    spark.driver.bindAddress: 127.0.0.1
    spark.executor.memory: 1g
    spark.executor.cores: 2
    spark.cores.max: 2
    spark.sql.shuffle.partitions: 2
    spark.databricks.delta.snapshotPartitions: 2
"""
# Seconds that a night may take on a busy machine.
NIGHT = 900
# Seconds that a training does not end in, but has begun.
SHORT = 25


@dataclass
class Stage:
    """Where the story takes place."""

    folder: Path
    processes: Processes = None
    airflow: RunningAirflow = None
    cluster: StandaloneSpark = None
    told: list = field(default_factory=list)

    @property
    def raw(self) -> Path:
        return self.folder / "raw" / "demo"

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouses" / "demo"

    def published(self, warehouse: Path | None = None) -> list[str]:
        """Days of the publications, in their order."""
        table = DeltaTable(str((warehouse or self.warehouse) / "publications")).to_pyarrow_table()
        ordered = sorted(table.to_pylist(), key=lambda row: row["publication_seq"])
        return [row["as_of"].isoformat() for row in ordered]

    def forecast(self, *words: str) -> str:
        """A command by hand, without Airflow and cluster."""
        done = program.forecast(*words, env={"FORECAST_HEAP": "2g"}, timeout=NIGHT)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def by_hand(self, warehouse: Path, command: str, *words: str) -> None:
        config = str(PROJECT / "conf" / "datasets" / "demo.conf")
        where = ("-c", config, "--data", str(self.raw), "-w", str(warehouse))
        self.forecast(command, *words, *where)

    def say_places(self, **others: str) -> None:
        """Airflow's variable that says where things are."""
        places = {
            **program.places(),
            **{name: str(self.folder / name) for name in ("warehouses", "backups", "logs")},
            "data": str(self.raw.parent),
        }
        self.airflow.command("variables", "set", "forecast", json.dumps({**places, **others}))

    def schedule(self, hours: str) -> None:
        """The tasks that begin from now on have so much time."""
        file = self.folder / "schedules.yaml"
        # Whole or not at all: Airflow reads it at any time.
        made = file.with_suffix(".new")
        made.write_text(SCHEDULES.format(hours=hours))
        made.rename(file)

    def attempt(self, dag: str, run: str, task: str, words: str, number: int = 1) -> str:
        """The log of a try, as soon as it has these words."""
        where = self.airflow.home / "logs" / f"dag_id={dag}" / f"run_id={run}" / f"task_id={task}"
        file = where / f"attempt={number}.log"
        wait_for(words, lambda: file.exists() and words in file.read_text(), NIGHT, every=0.1)
        return file.read_text()

    def night(self, run: str, day: str) -> str:
        """The state that a night by hand ends in."""
        self.airflow.trigger("demo_nightly", run, as_of=day)
        return self.airflow.ended("demo_nightly", run, NIGHT)


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    # Kept where FORECAST_NIGHTS names a folder: to look at when something went wrong.
    kept = os.environ.get("FORECAST_NIGHTS")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("nights")
    folder.mkdir(exist_ok=True)
    processes = Processes(folder)
    stage = Stage(folder, processes)
    webhook = HTTPServer((LOOPBACK, 0), _handler(stage.told))
    threading.Thread(target=webhook.serve_forever, daemon=True).start()
    try:
        stage.raw.parent.mkdir()
        stage.forecast(
            "demo-data", str(stage.raw), "--stores", "2", "--items", "6", "--days", "200"
        )
        stage.schedule(hours="1")
        stage.cluster = StandaloneSpark(folder, processes)
        env = {
            "FORECAST_SCHEDULES": str(folder / "schedules.yaml"),
            "FORECAST_LOG_FORMAT": "json",
            "FORECAST_LOG_LEVEL": "info",
        }
        stage.airflow = RunningAirflow(
            folder / "airflow", processes, env, {"others": DAGS / "tests" / "others"}
        )
        stage.say_places()
        stage.airflow.make_pools()
        stage.airflow.connect(stage.cluster.master, {})
        hook = f"http://{LOOPBACK}:{webhook.server_port}/"
        words = ["--conn-type", "http", "--conn-host", hook]
        stage.airflow.command("connections", "add", "forecast_webhook", *words)
        purposes = ("nightly", "retraining", "backfill", "maintenance")
        stage.airflow.unpause(*(f"demo_{purpose}" for purpose in purposes), "replenishment")
        yield stage
    finally:
        processes.stop()
        webhook.shutdown()
        webhook.server_close()


def _handler(told):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    return Handler


def test_three_scheduled_nights_are_published_in_their_order(stage):
    stage.airflow.command(
        "backfill", "create", "--dag-id", "demo_nightly", "--max-active-runs", "1",
        "--from-date", "2025-12-12T12:00:00+00:00", "--to-date", "2025-12-15T12:00:00+00:00",
    )  # fmt: skip
    query = "SELECT run_id FROM dag_run WHERE dag_id = 'demo_nightly' ORDER BY logical_date"
    runs = wait_for("backfill", lambda: stage.airflow.select(query), 60)
    assert len(runs) == 3
    for (run,) in runs:
        assert stage.airflow.ended("demo_nightly", run, NIGHT) == "success"
        once = dict.fromkeys(("ingest", "forecast", "publish"), ("success", 1))
        assert stage.airflow.tasks("demo_nightly", run) == once
    # The data intervals begin at 02:30 in Berlin.
    days = ["2025-12-13", "2025-12-14", "2025-12-15"]
    assert stage.published() == days
    # What the environment says of the log is done by drivers that Airflow starts.
    json_log.check_nights(json_log.lines_of(stage.folder / "logs/demo"), "demo", *days)


def test_a_bad_file_stops_the_night_before_its_publication(stage):
    bad = stage.raw / "sales-9999.csv.gz"
    good = gzip.decompress((stage.raw / "sales-0001.csv.gz").read_bytes()).decode().splitlines()
    spoilt = [line.rsplit(",", 1)[0] + ",many" for line in good[1:200]]
    bad.write_bytes(gzip.compress("\n".join([good[0], *spoilt, ""]).encode()))

    assert stage.night("bad-file", "2025-12-16") == "failed"

    assert stage.airflow.tasks("demo_nightly", "bad-file") == {
        "ingest": ("failed", 1),
        "forecast": ("upstream_failed", 0),
        "publish": ("upstream_failed", 0),
    }
    why = "forecast ingest ended with exit code 4 (the data break what was declared): "
    assert why in stage.airflow.log("demo_nightly", "bad-file", "ingest", 1)
    (told,) = stage.told
    assert (told["dag"], told["task"], told["run"]) == ("demo_nightly", "ingest", "bad-file")
    assert told["reason"].startswith(why) and "more than 2 %" in told["reason"]
    assert stage.published()[-1] == "2025-12-15"
    bad.unlink()


def test_a_killed_driver_is_tried_again_and_converges(stage):
    stage.airflow.trigger("demo_nightly", "killed", as_of="2025-12-16")
    words = ("predict", "--train-when-due", str(stage.warehouse))
    stage.attempt("demo_nightly", "killed", "forecast", "assemble panel: done")
    os.kill(wait_for("driver", lambda: pid_of(*words), 10), signal.SIGKILL)

    assert stage.airflow.ended("demo_nightly", "killed", NIGHT) == "success"

    assert stage.airflow.tasks("demo_nightly", "killed") == {
        "ingest": ("success", 1),
        "forecast": ("success", 2),
        "publish": ("success", 1),
    }
    log = stage.airflow.log("demo_nightly", "killed", "forecast", 1)
    assert "forecast predict was killed by signal 9" in log
    assert stage.published()[-2:] == ["2025-12-15", "2025-12-16"]


def test_a_backfill_runs_a_night_after_the_other(stage):
    stage.airflow.trigger("demo_backfill", "two-days", first="2025-12-17", last="2025-12-18")
    assert stage.airflow.ended("demo_backfill", "two-days", 2 * NIGHT) == "success"
    assert stage.published()[-2:] == ["2025-12-17", "2025-12-18"]


@pytest.fixture
def drivers_inside(stage):
    """Until its test ends, drivers run inside the cluster."""
    inside = {"deploy-mode": "cluster", "rest-port": stage.cluster.rest_port}
    stage.airflow.connect(stage.cluster.rest_master, inside)
    yield
    stage.airflow.connect(stage.cluster.master, {})


@pytest.mark.usefixtures("drivers_inside")
def test_a_driver_inside_the_cluster_tells_its_exit_code_by_the_table_runs(stage):
    # Nothing is known of that day.
    assert stage.night("far-away", "2027-03-01") == "failed"
    tasks = stage.airflow.tasks("demo_nightly", "far-away")
    assert tasks["ingest"] == ("success", 1)
    assert tasks["forecast"] == ("failed", 1)
    log = stage.airflow.log("demo_nightly", "far-away", "forecast", 1)
    assert "Polling driver driver-" in log
    assert "forecast predict ended with exit code 4 " in log


def test_a_training_that_takes_too_long_is_ended_and_tried_again(stage):
    train = ("train", str(stage.warehouse))
    stage.schedule(hours=str(SHORT / 3600))
    try:
        stage.airflow.trigger("demo_retraining", "anew", as_of="2025-12-18")
        driver = wait_for("driver", lambda: pid_of(*train), NIGHT, every=0.1)
        stage.attempt("demo_retraining", "anew", "train", "AirflowTaskTimeout")
    finally:
        stage.schedule(hours="1")
    # Else the run as a whole would have four times the short time.
    stage.airflow.command("dags", "reserialize")
    wait_for("end of the driver", lambda: not Path(f"/proc/{driver}").exists(), 30)

    assert stage.airflow.ended("demo_retraining", "anew", NIGHT) == "success"
    tasks = stage.airflow.tasks("demo_retraining", "anew")
    assert tasks["train"][0] == "success" and tasks["train"][1] >= 2
    models = DeltaTable(str(stage.warehouse / "models")).to_pyarrow_table().to_pylist()
    days = [model["as_of"].isoformat() for model in models]
    assert days.count("2025-12-18") == 1


@contextmanager
def lease_held_by_another(stage):
    """A command by hand has begun to write, and is stopped there; at the end it is killed."""
    before = set(leases(stage))
    config = str(PROJECT / "conf" / "datasets" / "demo.conf")
    words = ["ingest", "-c", config, "--data", str(stage.raw), "-w", str(stage.warehouse)]
    env = {**os.environ, "FORECAST_HEAP": "1g"}
    command = [str(PROJECT / "scripts" / "forecast"), *words]
    holder = stage.processes.start("holder", command, env)
    try:
        wait_for("lease", lambda: set(leases(stage)) - before, 120, every=0.02)
        os.killpg(holder.pid, signal.SIGSTOP)
        assert holder.poll() is None
        yield
    finally:
        os.killpg(holder.pid, signal.SIGKILL)
        holder.wait()


def leases(stage):
    """Numbered files, a new one each time that somebody takes the lease; marks have an ending."""
    return (stage.warehouse / "_leases").glob("[0-9]" * 20)


def test_a_task_that_meets_a_held_lease_is_tried_again(stage):
    with lease_held_by_another(stage):
        stage.airflow.trigger("demo_maintenance", "kept")
        log = stage.attempt("demo_maintenance", "kept", "backup", "ended with exit code 5 ")
        assert "forecast backup ended with exit code 5 (something outside failed" in log

    assert stage.airflow.ended("demo_maintenance", "kept", NIGHT) == "success"
    tasks = stage.airflow.tasks("demo_maintenance", "kept")
    assert tasks["backup"][0] == "success" and tasks["backup"][1] >= 2
    assert tasks["maintain"] == ("success", 1)
    listed = stage.forecast("backup", str(stage.folder / "backups" / "demo"), "--list")
    assert "b-" in listed


def strict_home(stage):
    """A program whose data set allows no forecast that is near what sold."""
    home = stage.folder / "strict"
    (home / "conf" / "datasets").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "log4j2.properties").write_text(
        (PROJECT / "conf" / "log4j2.properties").read_text()
    )
    (home / "conf" / "datasets" / "demo.conf").write_text(
        f'include required(file("{PROJECT}/conf/datasets/demo.conf"))\n'
        "publication { min-total-ratio = 0.001, max-total-ratio = 0.002 }\n"
    )
    return home


def test_a_night_whose_audit_fails_is_tried_once_and_publishes_nothing(stage):
    told = len(stage.told)
    stage.say_places(home=str(strict_home(stage)))
    try:
        assert stage.night("failed-audit", "2025-12-19") == "failed"
    finally:
        stage.say_places()

    tasks = stage.airflow.tasks("demo_nightly", "failed-audit")
    assert tasks == {
        "ingest": ("success", 1),
        "forecast": ("success", 1),
        "publish": ("failed", 1),
    }
    log = stage.airflow.log("demo_nightly", "failed-audit", "publish", 1)
    why = "forecast publish ended with exit code 6 (the audit failed, nothing was published): "
    assert why in log
    assert stage.published()[-1] == "2025-12-18"
    # By the task alone, and not once more by its run.
    (message,) = wait_for("message", lambda: stage.told[told:], 60)
    assert (message["run"], message["task"]) == ("failed-audit", "publish")


def test_every_publication_is_an_event_that_other_dags_wait_for(stage):
    events = stage.airflow.select("SELECT extra FROM asset_event ORDER BY id")
    days = [json.loads(extra)["as_of"] for (extra,) in events]
    assert days == [f"2025-12-{day}" for day in range(13, 19)]

    # A scheduler that starts runs itself, which none of ours must do by now. It takes up what has
    # been waiting since the first of the events.
    stage.airflow.pause("demo_nightly", "demo_retraining", "demo_maintenance")
    stage.airflow.start_scheduler("True")
    query = "SELECT run_id FROM dag_run WHERE dag_id = 'replenishment' ORDER BY id"
    run = wait_for("run of the waiting DAG", lambda: stage.airflow.select(query), 90)[0][0]
    assert stage.airflow.ended("replenishment", run, 90) == "success"
    assert "as of 2025-12-13" in stage.airflow.log("replenishment", run, "order", 1)


def test_the_tables_are_those_of_nights_by_the_command_line(stage):
    by_hand = stage.folder / "by-hand"
    shutil.rmtree(by_hand, ignore_errors=True)
    for day in range(13, 19):
        stage.by_hand(by_hand, "run", "--as-of", f"2025-12-{day}")
    stage.by_hand(by_hand, "train", "--as-of", "2025-12-18")
    stage.by_hand(by_hand, "maintain")
    strict = str(strict_home(stage) / "conf" / "datasets" / "demo.conf")
    words = ["run", "-c", strict, "--data", str(stage.raw), "-w", str(by_hand)]
    done = program.forecast(*words, "--as-of", "2025-12-19", env={"FORECAST_HEAP": "2g"})
    assert done.returncode == 6, done.stderr

    assert stage.published(by_hand) == stage.published() == [f"2025-12-{d}" for d in range(13, 19)]
    assert len(rows(by_hand, "forecasts")) > 1000
    assert differences(stage.warehouse, by_hand) == {}
