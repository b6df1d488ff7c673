"""The DAGs parse under the pinned Airflow, as it is pinned."""

import re
import subprocess
import sys
from importlib.metadata import version

from conftest import DAGS, PROJECT


def test_every_file_parses_without_a_warning(bag):
    assert bag.import_errors == {}
    assert bag.captured_warnings == {}
    assert len(bag.dags) == 8


def test_no_deprecated_name_is_imported():
    """Airflow tells of deprecated names when they are imported: here that ends the process."""
    code = (
        "import warnings\n"
        "import airflow.sdk, airflow.providers.apache.spark.operators.spark_submit\n"
        "import airflow.providers.smtp.notifications.smtp\n"
        "import airflow.providers.standard.operators.trigger_dagrun\n"
        "warnings.simplefilter('error')\n"
        "import nightly, retraining, backfill, maintenance\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=DAGS, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr


def test_what_is_installed_is_what_is_pinned():
    pins = dict(
        line.split("==")
        for line in (DAGS / "requirements.txt").read_text().splitlines()
        if "==" in line
    )
    wanted = dict(
        line.split("==")
        for line in (DAGS / "requirements.in").read_text().splitlines()
        if "==" in line
    )
    assert wanted.items() <= pins.items()
    assert {name: version(name) for name in wanted} == wanted


def test_spark_submit_is_of_the_spark_that_the_jobs_are_built_for():
    pom = (PROJECT / "pom.xml").read_text()
    assert version("pyspark") == re.search(r"<spark.version>(.*?)</spark.version>", pom).group(1)
