"""A PostgreSQL of the tests' own, on loopback alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from processes import free_port

_INSTALLED = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """The programs of TEST_SERVERS (scripts/servers-env), else the newest that are installed; else none."""
    if named := os.environ.get("TEST_SERVERS"):
        return Path(named)
    found = sorted(_INSTALLED.glob("*/bin/initdb")) if _INSTALLED.is_dir() else []
    return found[-1].parent if found else None


def wait_for(what: str, ready, seconds: int, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError(f"{what} does not start: {log.read_text()[-4000:]}")
        time.sleep(0.3)


class PrivatePostgres:
    """To be used in a with statement."""

    user = "keeper"
    password = "s3cret-of-the-test"

    def __enter__(self) -> PrivatePostgres:
        # Below the system's own temporary folder: the server's user need not see the build's.
        self.folder = Path(tempfile.mkdtemp(prefix="private-postgres-", dir="/tmp"))
        self.port = free_port()
        secret = self.folder / "password"
        secret.write_text(self.password)
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "nobody", str(self.folder)], check=True)
        self._as_server(
            "initdb",
            f"--pgdata={self.folder / 'data'}",
            f"--username={self.user}",
            "--auth=scram-sha-256",
            f"--pwfile={secret}",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        )
        self._as_server(
            "pg_ctl",
            f"--pgdata={self.folder / 'data'}",
            f"--log={self.folder / 'log'}",
            "--wait",
            f"--options=-p {self.port} -c listen_addresses=127.0.0.1"
            " -c unix_socket_directories= -c fsync=off",
            "start",
        )
        return self

    def __exit__(self, *_) -> None:
        self._as_server(
            "pg_ctl", f"--pgdata={self.folder / 'data'}", "--mode=immediate", "--wait", "stop"
        )
        shutil.rmtree(self.folder)

    def execute(self, statement: str) -> None:
        subprocess.run(
            [str(binaries() / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", self.user,
             "-d", "postgres", "-c", statement],
            env={**os.environ, "PGPASSWORD": self.password},
            check=True,
            capture_output=True,
        )  # fmt: skip

    @staticmethod
    def _as_server(program: str, *options: str) -> None:
        """The server refuses to run as root."""
        words = [str(binaries() / program), *options]
        if os.geteuid() == 0:
            words = ["runuser", "-u", "nobody", "--", *words]
        done = subprocess.run(words, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(words)} failed")
