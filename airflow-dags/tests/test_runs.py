"""The table runs, asked for the end of a driver that runs inside a cluster."""

from datetime import datetime, timedelta, timezone

import pyarrow as pa
import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from deltalake import write_deltalake
from forecasting import runs, submit
from forecasting.datasets import scheduled
from forecasting.outcome import Outcome
from forecasting.submit import ForecastSubmitOperator

NIGHT = datetime(2026, 1, 1, 2, 30, tzinfo=timezone.utc)
DEMO = next(each for each in scheduled() if each.name == "demo")


@pytest.fixture
def warehouse(tmp_path):
    rows = [
        ("x-1", "started", 0, "submission = mark-1", None, None),
        ("x-1", "failed", 1, None, 4, "no date"),
        ("x-2", "started", 2, "submission = mark-2", None, None),
        ("x-3", "started", 3, "submission = mark-3", None, None),
        ("x-3", "forecast", 4, None, None, None),
        ("x-3", "finished", 5, None, 0, None),
    ]
    table = pa.table(
        {
            "execution_id": [row[0] for row in rows],
            "event": [row[1] for row in rows],
            "at": pa.array(
                [NIGHT + timedelta(minutes=row[2]) for row in rows], pa.timestamp("us", "UTC")
            ),
            "config": pa.array([row[3] for row in rows], pa.string()),
            "exit_code": pa.array([row[4] for row in rows], pa.int32()),
            "message": pa.array([row[5] for row in rows], pa.string()),
        }
    )
    write_deltalake(str(tmp_path / "runs"), table)
    return str(tmp_path)


def test_each_submission_finds_its_own_end(warehouse):
    assert runs.outcome(warehouse, "mark-1", NIGHT) == Outcome(4, "no date")
    assert runs.outcome(warehouse, "mark-2", NIGHT) is None
    assert runs.outcome(warehouse, "mark-3", NIGHT) == Outcome(0, "")
    assert runs.outcome(warehouse, "mark-4", NIGHT) is None


def test_what_is_older_is_not_looked_at(warehouse):
    assert runs.outcome(warehouse, "mark-1", NIGHT + timedelta(minutes=2)) is None


def test_a_warehouse_without_runs_tells_nothing(tmp_path):
    assert runs.outcome(str(tmp_path), "mark-1", NIGHT) is None


class Ended:
    """A task of a try that began at night."""

    def __init__(self, mark):
        self.id = mark
        self.start_date = NIGHT


@pytest.fixture
def submitted(warehouse, monkeypatch):
    """Ends a task whose driver ran in a standalone cluster, as spark-submit told of it."""
    monkeypatch.setenv(
        "AIRFLOW_CONN_SPARK_FORECAST",
        '{"conn_type": "spark", "host": "spark://m:7077", "extra": {"deploy-mode": "cluster"}}',
    )

    def of(mark, told):
        def execute(self, context):
            if told:
                raise RuntimeError(told)

        monkeypatch.setattr(submit.SparkSubmitOperator, "execute", execute)
        task = ForecastSubmitOperator(task_id="ingest", data_set=DEMO, command=["ingest"])
        task.warehouse = warehouse
        ForecastSubmitOperator.execute.__wrapped__(task, {"ti": Ended(mark)})

    return of


def test_in_a_cluster_the_record_says_why_a_driver_failed(submitted):
    with pytest.raises(AirflowFailException, match="exit code 4 .*: no date"):
        submitted("mark-1", "Driver driver-1 exited with status FAILED")


def test_in_a_cluster_a_submit_that_ends_with_zero_may_have_failed(submitted):
    with pytest.raises(AirflowFailException, match="exit code 4 .*: no date"):
        submitted("mark-1", None)


def test_in_a_cluster_a_driver_without_an_end_is_tried_again(submitted):
    with pytest.raises(AirflowException) as raised:
        submitted("mark-2", "Driver driver-2 exited with status KILLED")
    assert not isinstance(raised.value, AirflowFailException)


def test_in_a_cluster_the_code_of_spark_submit_is_not_the_jobs(submitted):
    with pytest.raises(AirflowException) as raised:
        submitted("mark-4", "Cannot execute: x. Error code is: 1.")
    assert not isinstance(raised.value, AirflowFailException)


def test_in_a_cluster_what_was_recorded_as_done_is_done(submitted):
    submitted("mark-3", "Failed to poll for the driver status 10 times: returncode = 1")
