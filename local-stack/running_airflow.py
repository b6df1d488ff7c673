"""A whole Airflow on loopback: API server, scheduler with its LocalExecutor, DAG processor."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from processes import LOOPBACK, Processes, free_port, listening, wait_for

DAGS = Path(__file__).resolve().parents[1] / "airflow-dags"
_BIN = Path(sys.executable).parent


class RunningAirflow:
    """Commands as a person types them; what came of them is read from Airflow's tables.

    others: folders of further DAGs, by a name
    """

    def __init__(
        self,
        home: Path,
        processes: Processes,
        env: dict[str, str],
        others: dict[str, Path] | None = None,
    ) -> None:
        self.home = home
        home.mkdir()
        port = free_port()
        self.page = f"http://{LOOPBACK}:{port}/"
        bundles = [
            {
                "name": name,
                "classpath": "airflow.dag_processing.bundles.local.LocalDagBundle",
                "kwargs": {"path": str(path), "refresh_interval": 5},
            }
            for name, path in {"forecast": DAGS, **(others or {})}.items()
        ]
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")
        }
        self._env = {
            **inherited,
            **env,
            "PATH": f"{_BIN}:{os.environ['PATH']}",
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
            "AIRFLOW__CORE__PARALLELISM": "4",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://{LOOPBACK}:{port}/execution/",
            "AIRFLOW__API__HOST": LOOPBACK,
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__API__WORKERS": "1",
            # On loopback, for as long as this runs: nobody has to log in.
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__API__SECRET_KEY": "of-this-test-only",
            "AIRFLOW__API_AUTH__JWT_SECRET": "of-this-test-only-and-long-enough-to-sign-with-it-"
            "by-a-hash-of-five-hundred-and-twelve-bits",
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
            "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST": json.dumps(bundles),
        }
        self._processes = processes
        self._scheduler = None
        self.command("db", "migrate")
        for part in ("api-server", "dag-processor"):
            processes.start(f"airflow-{part}", [str(_BIN / "airflow"), part], self._env)
        # What the clock says is of no day of the test.
        self.start_scheduler("False")
        wait_for("API server", lambda: listening(port), 90)

    def start_scheduler(self, use_job_schedule: str) -> None:
        """In place of the one that runs; "True": it starts runs by itself, too."""
        if self._scheduler:
            self._processes.end(self._scheduler)
        env = {**self._env, "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": use_job_schedule}
        command = [str(_BIN / "airflow"), "scheduler"]
        self._scheduler = self._processes.start(f"scheduler-{use_job_schedule}", command, env)

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [str(_BIN / "airflow"), *words],
            env=self._env,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def make_pools(self) -> None:
        env = {**self._env, "PYTHONPATH": str(DAGS)}
        pools = subprocess.run(
            [sys.executable, "-m", "forecasting.pools"], env=env, capture_output=True, check=True
        ).stdout
        file = self.home / "pools.json"
        file.write_bytes(pools)
        self.command("pools", "import", str(file))

    def connect(self, master: str, extra: dict) -> None:
        """Says where spark-submit submits to; again, where it was said before."""
        if "spark_forecast" in self.command("connections", "list"):
            self.command("connections", "delete", "spark_forecast")
        host, port = master.rsplit(":", 1)
        words = ["--conn-type", "spark", "--conn-host", host, "--conn-port", port]
        self.command(
            "connections", "add", "spark_forecast", *words, "--conn-extra", json.dumps(extra)
        )

    def select(self, query: str, *values) -> list[tuple]:
        with sqlite3.connect(f"file:{self.home}/airflow.db?mode=ro", uri=True) as database:
            return database.execute(query, values).fetchall()

    def unpause(self, *dags: str) -> None:
        for dag in dags:
            wait_for(
                dag, lambda dag=dag: self.select("SELECT 1 FROM dag WHERE dag_id = ?", dag), 90
            )
            self.command("dags", "unpause", dag)

    def pause(self, *dags: str) -> None:
        for dag in dags:
            self.command("dags", "pause", dag)

    def trigger(self, dag: str, run: str, **parameters: str) -> None:
        self.command("dags", "trigger", dag, "--run-id", run, "--conf", json.dumps(parameters))

    def ended(self, dag: str, run: str, seconds: float) -> str:
        """The state that a run ends in."""
        query = "SELECT state FROM dag_run WHERE dag_id = ? AND run_id = ?"

        def state():
            found = self.select(query, dag, run)
            return found and found[0][0] in ("success", "failed") and found[0][0]

        return wait_for(f"end of {dag} {run}", state, seconds)

    def tasks(self, dag: str, run: str) -> dict[str, tuple[str, int]]:
        """State and number of tries of each task of a run."""
        rows = self.select(
            "SELECT task_id, state, try_number FROM task_instance WHERE dag_id = ? AND run_id = ?",
            dag,
            run,
        )
        return {task: (state, tries) for task, state, tries in rows}

    def log(self, dag: str, run: str, task: str, attempt: int) -> str:
        folder = self.home / "logs" / f"dag_id={dag}" / f"run_id={run}" / f"task_id={task}"
        return (folder / f"attempt={attempt}.log").read_text()
