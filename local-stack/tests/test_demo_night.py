"""scripts/demo-night as a person runs it: what it says, what it leaves, and that nothing of it stays running."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time
import uuid
from pathlib import Path

import pytest
from deltalake import DeltaTable
from processes import wait_for
from program import ROOT
from running_prometheus import metrics_at, programs

pytestmark = pytest.mark.slow

# Every process that it starts inherits this.
MARK = "FORECAST_DEMO_NIGHT_TEST"
SECONDS = 2400
ENTER = "Enter stops all of it."
NIGHTS = ["2025-12-15", "2025-12-16", "2025-12-17"]


class Demo:
    """A run of it at a terminal, where a person reads what it says and presses Enter."""

    def __init__(self, folder: Path) -> None:
        self.said = ""
        self._mark = uuid.uuid4().hex
        self._terminal, other = os.openpty()
        self._process = subprocess.Popen(
            [str(ROOT / "scripts/demo-night"), str(folder)],
            env={**os.environ, MARK: self._mark},
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
        )
        os.close(other)

    def read_until(self, words: str) -> str:
        """All that it said so far, as soon as these words are part of it."""
        ends = time.monotonic() + SECONDS
        while words not in self.said:
            assert time.monotonic() < ends, f"no '{words}' in {SECONDS} seconds: {self.said}"
            select.select([self._terminal], [], [], 1)
            assert self._process.poll() is None, self.said
            self.said += self._heard()
        return self.said.replace("\r\n", "\n")

    def _heard(self) -> str:
        """What has been said since; nothing where nobody speaks."""
        ready, _, _ = select.select([self._terminal], [], [], 0)
        return os.read(self._terminal, 65536).decode(errors="replace") if ready else ""

    def press_enter(self) -> int:
        """Its exit code."""
        os.write(self._terminal, b"\n")
        return self._process.wait(120)

    def alive(self) -> dict[int, str]:
        """Processes that it started, and those that these started, with their command lines."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if f"{MARK}={self._mark}".encode() in (folder / "environ").read_bytes():
                    line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    found[int(folder.name)] = line
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                # It ended while it was looked at, or is another user's.
                continue
        return found

    def stop(self) -> None:
        """Ends what a failed test left running."""
        for process in self.alive():
            os.kill(process, 9)
        self._process.wait()
        os.close(self._terminal)


def test_three_nights_are_shown_and_nothing_stays(tmp_path: Path) -> None:
    folder = tmp_path / "shown"
    demo = Demo(folder)
    try:
        said = demo.read_until(ENTER)
        assert re.findall(r"Night of (\S+): (\w+)", said) == [(day, "success") for day in NIGHTS]
        _assert_published(folder, said)
        _assert_watched(said)
        running = " ".join(demo.alive().values())
        for program in ("airflow", "deploy.master.Master", "deploy.worker.Worker"):
            assert program in running, program

        assert demo.press_enter() == 0
        wait_for("end of all processes", lambda: not demo.alive(), 30)
    finally:
        left = demo.alive()
        demo.stop()
    assert left == {}


def _assert_published(folder: Path, said: str) -> None:
    warehouse = folder / "warehouses/demo"
    publications = DeltaTable(str(warehouse / "publications")).to_pyarrow_table().to_pylist()
    assert sorted(row["as_of"].isoformat() for row in publications) == NIGHTS
    reports = [Path(page) for page in re.findall(r"^Report +(\S+)$", said, re.MULTILINE)]
    assert len(reports) == len(NIGHTS)
    for page in reports:
        assert page.parent == warehouse / "reports"
        assert page.read_text().lstrip().lower().startswith("<!doctype html")


def _assert_watched(said: str) -> None:
    if programs() is None:
        assert "No Prometheus watches these nights" in said
        return
    [address] = re.findall(r"^Prometheus +http://(\S+)/alerts$", said, re.MULTILINE)
    series = metrics_at(address, '{__name__=~"forecast_.*"}')
    figures = {labels["__name__"]: value for labels, value in series}
    for name in ("forecast_publication_rows", "forecast_load_rows", "forecast_last_exit_code"):
        assert name in figures, sorted(figures)
    assert figures["forecast_publication_rows"] > 100
    codes = metrics_at(address, "forecast_last_exit_code")
    assert {labels["command"]: value for labels, value in codes} == {
        "ingest": 0.0,
        "predict": 0.0,
        "publish": 0.0,
    }
