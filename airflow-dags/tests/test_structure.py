"""What each DAG is made of."""

import pytest
from airflow.sdk import Asset, CronDataIntervalTimetable
from forecasting.dags import publication
from forecasting.datasets import scheduled
from forecasting.pools import pools

DEMO = next(each for each in scheduled() if each.name == "demo")


def command_of(task):
    return task.application_args[: task.application_args.index("-c")]


def test_every_data_set_has_four_dags(bag):
    purposes = ("nightly", "retraining", "backfill", "maintenance")
    assert set(bag.dags) == {f"{each.identifier}_{p}" for each in scheduled() for p in purposes}


def test_a_night_is_three_submits_in_a_row(bag):
    tasks = bag.dags["demo_nightly"].topological_sort()
    assert [command_of(task) for task in tasks] == [
        ["ingest"],
        ["predict", "--train-when-due"],
        ["publish"],
    ]
    assert [task.upstream_task_ids for task in tasks] == [set(), {"ingest"}, {"forecast"}]


def test_a_retraining_is_one_submit(bag):
    (task,) = bag.dags["demo_retraining"].tasks
    assert command_of(task) == ["train"]
    assert "--as-of" in task.application_args


def test_a_backup_is_made_before_maintenance_removes_anything(bag):
    backup, maintain = bag.dags["demo_maintenance"].topological_sort()
    assert command_of(backup) == ["backup", "{{ var.json.forecast.backups }}/demo", "--keep", "14"]
    assert command_of(maintain) == ["maintain"]
    assert maintain.upstream_task_ids == {"backup"}
    assert "--as-of" not in backup.application_args + maintain.application_args


def test_a_backfill_runs_the_nightly_dag_a_day_at_a_time(bag):
    night = bag.dags["walmart_weekly_backfill"].get_task("night")
    assert night.partial_kwargs["trigger_dag_id"] == "walmart_weekly_nightly"
    assert night.partial_kwargs["wait_for_completion"] is True
    assert night.partial_kwargs["max_active_tis_per_dagrun"] == 1
    assert night.partial_kwargs["retries"] == 0
    assert night.partial_kwargs["logical_date"] is None
    # In the warehouse's pool it would hold the slot that its own night waits for.
    assert night.partial_kwargs["pool"] == "default_pool"


@pytest.mark.parametrize("purpose", ["nightly", "retraining", "maintenance"])
def test_schedules_are_data_intervals_in_the_data_sets_time_zone(bag, purpose):
    timetable = bag.dags[f"walmart_weekly_{purpose}"].timetable
    assert isinstance(timetable, CronDataIntervalTimetable)
    assert str(timetable.timezone) == "America/Chicago" or timetable.timezone.name == (
        "America/Chicago"
    )


def test_only_the_publication_updates_the_asset(bag):
    outlets = {task.task_id: task.outlets for task in bag.dags["demo_nightly"].tasks}
    assert outlets == {"ingest": [], "forecast": [], "publish": [publication(DEMO)]}
    assert publication(DEMO) == Asset(name="forecast_demo", uri="x-forecast://demo")


def test_every_warehouse_has_a_pool_of_one_slot(bag):
    assert {name: pool["slots"] for name, pool in pools().items()} == {
        "forecast_demo": 1,
        "forecast_walmart_weekly": 1,
    }
    for dag_id in ("demo_nightly", "demo_retraining", "demo_maintenance"):
        assert {task.pool for task in bag.dags[dag_id].tasks} == {"forecast_demo"}


def test_settings_of_spark_reach_the_submit_of_their_data_set_only(bag):
    memory = {
        dag_id: bag.dags[dag_id].get_task("ingest").conf.get("spark.driver.memory")
        for dag_id in ("demo_nightly", "walmart_weekly_nightly")
    }
    assert memory == {"demo_nightly": None, "walmart_weekly_nightly": "4g"}
