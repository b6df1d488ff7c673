"""Nights of the demo shop by a whole Airflow on a Spark cluster, watched by Prometheus, all of it on loopback."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import program
from processes import LOOPBACK, Processes, free_port, listening, wait_for
from program import ROOT
from running_airflow import RunningAirflow
from running_prometheus import RunningPrometheus
from standalone_spark import StandaloneSpark

NIGHTS = ("2025-12-15", "2025-12-16", "2025-12-17")
SECONDS = 1800

SCHEDULES = """
demo:
  time-zone: Europe/Berlin
  night: "30 2 * * *"
  retraining: "0 6 * * 0"
  maintenance: "0 8 * * 0"
  owner: forecasting
  spark:
    spark.driver.memory: 1g
    spark.driver.host: 127.0.0.1
    spark.driver.bindAddress: 127.0.0.1
    spark.executor.memory: 1g
    spark.executor.cores: 2
    spark.cores.max: 2
    spark.sql.shuffle.partitions: 2
    spark.databricks.delta.snapshotPartitions: 2
"""

PROMETHEUS = """
global:
  scrape_interval: 5s
  evaluation_interval: 5s
rule_files:
  - {rules}/*.yml
scrape_configs:
  - job_name: pushgateway
    honor_labels: true
    static_configs:
      - targets: ["{gateway}"]
"""


def say(text: str) -> None:
    print(text, flush=True)


def forecast(*words: object) -> str:
    """What a command prints; where it fails, so does the demo."""
    done = program.forecast(*words)
    if done.returncode != 0:
        sys.exit(f"demo-night: forecast {words[0]} ended with {done.returncode}\n{done.stderr}")
    return done.stdout


class Stack:
    """Everything that runs beside the nights, in one folder."""

    def __init__(self, folder: Path, programs: Path | None, processes: Processes) -> None:
        self.folder = folder
        self.processes = processes
        env = {"FORECAST_SCHEDULES": str(folder / "schedules.yaml")}
        (folder / "schedules.yaml").write_text(SCHEDULES)
        self.prometheus = None
        if programs:
            gateway = self._start_pushgateway(programs)
            env["FORECAST__MONITORING__PUSHGATEWAY__URL"] = f"http://{gateway}"
            self.prometheus = self._start_prometheus(programs, gateway)
        self.spark = StandaloneSpark(folder, processes, cores=2, memory="2g")
        say(f"Spark       {self.spark.page}")
        self.airflow = RunningAirflow(folder / "airflow", processes, env)
        self._connect()
        say(f"Airflow     {self.airflow.page}  (no password)")

    def _start_pushgateway(self, programs: Path) -> str:
        address = f"{LOOPBACK}:{free_port()}"
        command = [str(programs / "pushgateway"), f"--web.listen-address={address}"]
        self.processes.start("pushgateway", command, dict(os.environ))
        wait_for("Pushgateway", lambda: listening(int(address.split(":")[1])), 30)
        return address

    def _start_prometheus(self, programs: Path, gateway: str) -> str:
        config = PROMETHEUS.format(rules=ROOT / "monitoring/rules", gateway=gateway)
        address = RunningPrometheus(programs, self.folder, config, self.processes).address
        say(f"Prometheus  http://{address}/alerts")
        return address

    def _connect(self) -> None:
        places = {
            **program.places(),
            "data": str(self.folder / "raw"),
            "warehouses": str(self.folder / "warehouses"),
            "backups": str(self.folder / "backups"),
            "logs": str(self.folder / "logs"),
        }
        self.airflow.command("variables", "set", "forecast", json.dumps(places))
        self.airflow.make_pools()
        self.airflow.connect(self.spark.master, {})
        self.airflow.unpause("demo_nightly")


def run_nights(stack: Stack) -> bool:
    """Whether all went well."""
    for day in NIGHTS:
        stack.airflow.trigger("demo_nightly", day, as_of=day)
        state = stack.airflow.ended("demo_nightly", day, SECONDS)
        tasks = stack.airflow.tasks("demo_nightly", day)
        say(f"Night of {day}: {state}  ({', '.join(f'{task} {end[0]}' for task, end in tasks.items())})")
        if state != "success":
            say(f"Why: {stack.folder}/airflow/logs/dag_id=demo_nightly/run_id={day}")
            return False
    return True


def where_to_look(stack: Stack) -> None:
    warehouse = stack.folder / "warehouses/demo"
    say("")
    say(f"Warehouse   {warehouse}")
    for page in sorted((warehouse / "reports").glob("*.html")):
        say(f"Report      {page}")
    say(f"SQL         scripts/forecast sql -w {warehouse} \"SELECT * FROM forecast_current LIMIT 5\"")
    say(f"Status      scripts/forecast status -w {warehouse}")
    say("")
    say(forecast("status", "-w", warehouse))


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/demo-night", description=__doc__)
    parser.add_argument("folder", type=Path, help="an empty folder, or one to make: all that is made stays there")
    parser.add_argument("--monitoring", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--leave", action="store_true", help="stop at once, without waiting for Enter")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    if folder.exists() and any(folder.iterdir()):
        parser.error(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    say(f"Logs        {folder}")
    forecast("demo-data", folder / "raw/demo", "--stores", 3, "--items", 12, "--days", 300)
    processes = Processes(folder)
    try:
        stack = Stack(folder, arguments.monitoring, processes)
        well = run_nights(stack)
        where_to_look(stack)
        if not arguments.leave and sys.stdin.isatty():
            input("Enter stops all of it. ")
        return 0 if well else 1
    except KeyboardInterrupt:
        return 130
    finally:
        processes.stop()


if __name__ == "__main__":
    sys.exit(main())
