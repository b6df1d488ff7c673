"""A warehouse of real nights for all readers, and what its own program says of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FORECAST = PROJECT / "scripts" / "forecast"
# Processes that tests of several folders start.
sys.path.insert(0, str(PROJECT / "local-stack"))
QUESTION = "SELECT count(*) AS n, min(run_id) AS run_id, sum(mean) AS total FROM forecast_current"


@dataclass(frozen=True)
class Published:
    """What is current: how many rows, of which run, and the sum of their means."""

    rows: int
    run_id: str
    total: float

    def is_told(self, rows, run_ids, total) -> None:
        """Fails where a reader sees anything else."""
        assert int(rows) == self.rows
        assert set(run_ids) == {self.run_id}
        assert float(total) == pytest.approx(self.total, rel=1e-12)


def forecast(*words: str) -> str:
    """What the program prints."""
    done = subprocess.run([str(FORECAST), *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory) -> Path:
    """Two nights, of which the second is taken back: what is current is not what came last."""
    folder = tmp_path_factory.mktemp("readers")
    data, place = folder / "data", folder / "warehouse"
    forecast("demo-data", str(data), "--stores", "1", "--items", "3", "--days", "200")
    config = ["-c", str(PROJECT / "local-stack/small-shop.conf"), "--data", str(data), "-w", str(place)]
    quick = ["--set", "publication.materialise=true"]
    for day in ("2025-12-30", "2025-12-31"):
        forecast("run", "--as-of", day, *config, *quick)
    forecast("rollback", "--reason", "readers are to see it", *config, *quick)
    os.environ["WAREHOUSE"] = str(place)
    return place


@pytest.fixture(scope="session")
def published(warehouse) -> Published:
    answer = json.loads(forecast("sql", "-w", str(warehouse), "--format", "json", QUESTION))
    assert answer["n"] > 0
    return Published(answer["n"], answer["run_id"], answer["total"])


def newest_jars() -> Path:
    """Jars of the build that scripts/forecast uses."""
    return Path((PROJECT / ".build" / "built").read_text().splitlines()[1]) / "lib"


@pytest.fixture(scope="session")
def delta_jars(warehouse) -> str:
    jars = [*newest_jars().glob("delta-*.jar"), *newest_jars().glob("unitycatalog-*.jar")]
    assert jars
    os.environ["DELTA_JARS"] = ",".join(map(str, jars))
    return os.environ["DELTA_JARS"]


@pytest.fixture(scope="session")
def postgresql_jar(warehouse) -> str:
    (jar,) = newest_jars().glob("postgresql-*.jar")
    return str(jar)


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: servers of Spark's, a metastore")
