"""An Airflow of its own for the tests, in a folder that goes when they end."""

import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

import pytest

DAGS = Path(__file__).resolve().parents[1]
PROJECT = DAGS.parent
sys.path.insert(0, str(DAGS))
# Processes and clusters that tests of several folders start.
sys.path.insert(0, str(PROJECT / "local-stack"))

# Before anything imports airflow, which reads them once.
_home = tempfile.mkdtemp(prefix="airflow-tests-")
os.environ.update(
    {
        "AIRFLOW_HOME": _home,
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
        "AIRFLOW_VAR_FORECAST": '{"home": "/opt/forecast", "application": "/opt/forecast/app.jar",'
        ' "jars": "/opt/forecast/lib/*.jar", "data": "/raw", "warehouses": "/warehouses",'
        ' "backups": "/backups"}',
        "AIRFLOW_CONN_SPARK_FORECAST": "spark://127.0.0.1:7077",
    }
)
os.environ.pop("FORECAST_SCHEDULES", None)

_FAKE = """#!/bin/sh
# Ends with the next of the codes it is given, as a driver would, and keeps its command line and parent.
here=$(dirname "$0")
printf '%s\\n' "$@" > "$here/arguments"
echo "$OPENLINEAGE_PARENT_ID" > "$here/parent"
code=$(head -n 1 "$here/codes")
sed -i 1d "$here/codes"
echo "[1/1] load and validate"
case "$code" in *"a long message")
  echo "forecast: sales-1.csv, line 7: no date" >&2
  for line in $(seq 8 99); do echo "sales-1.csv, line $line: no date" >&2; done
  exit "${code%% *}" ;;
esac
if [ "$code" = killed ]; then kill -9 $$; fi
if [ "$code" != 0 ]; then
  echo "forecast: sales-1.csv, line 7: no date" >&2
  echo "and 3 rows more" >&2
fi
exit "$code"
"""


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: whole nights, on a cluster")
    # Of Airflow's own innards; those of the DAGs are looked at by test_parse.
    for text in ("GitWildMatchPattern", "Using `httpx` with"):
        config.addinivalue_line("filterwarnings", f"ignore:{text}")


def pytest_sessionfinish(session):
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture(scope="session")
def database():
    """Airflow's tables, made once."""
    from airflow.utils.db import initdb

    initdb()


@pytest.fixture(scope="session")
def bag():
    """All DAGs, read as Airflow reads them."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(str(DAGS))


@pytest.fixture
def fake_submit(tmp_path, monkeypatch):
    """A spark-submit that ends with the codes it is given, one a call; returns its folder."""
    script = tmp_path / "spark-submit"
    script.write_text(_FAKE)
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    def ends_with(*codes):
        (tmp_path / "codes").write_text("".join(f"{code}\n" for code in codes))
        return tmp_path

    return ends_with
