"""Processes that a test starts and ends again, each with a log of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def wait_for(what: str, condition, seconds: float, every: float = 0.5):
    """What a condition comes to as soon as it holds; fails where it does not in time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found = condition()
        if found:
            return found
        time.sleep(every)
    raise AssertionError(f"no {what} in {seconds} seconds")


def listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0


class Processes:
    """Ends all that it started, and what those started."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: list[subprocess.Popen] = []

    def start(self, name: str, command: list[str], env: dict[str, str]) -> subprocess.Popen:
        with (self._logs / f"{name}.log").open("w") as log:
            process = subprocess.Popen(
                command, env=env, stdout=log, stderr=log, start_new_session=True
            )
        self._running.append(process)
        return process

    def end(self, process: subprocess.Popen) -> None:
        self._running.remove(process)
        _signal(process, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            pass
        # Children that outlived it.
        _signal(process, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in reversed(self._running.copy()):
            self.end(process)


def _signal(process: subprocess.Popen, number: int) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        pass


def pid_of(*words: str) -> int | None:
    """A Java process whose command line has all of these words."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if line[0].endswith(b"java") and all(word.encode() in line for word in words):
            return int(folder.name)
    return None
