"""What all DAGs of a data set have in common."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from airflow.sdk import DAG, Asset, CronDataIntervalTimetable, Param

from forecasting import alerts
from forecasting.datasets import DataSet
from forecasting.days import as_of_in

# Schedules begin here; nothing before is caught up on but by a backfill.
_BEGIN = datetime(2010, 1, 1)

AS_OF_PARAMETER = {
    "as_of": Param(
        None,
        type=["null", "string"],
        format="date",
        title="Last day of actuals",
        description="Empty: the day of the run's data interval.",
    )
}


def dag_of(
    data_set: DataSet,
    purpose: str,
    *,
    cron: str | None,
    doc: str,
    params: dict[str, Param] | None = None,
    timeout: timedelta | None = None,
) -> DAG:
    """
    A DAG of a data set, named after both.

    One run at a time, and one task of the warehouse (the pool); neither binds every run there is,
    which is why the job holds a lease of its own.

    timeout: of a whole run, by default four times that of a task
    """
    return DAG(
        dag_id=f"{data_set.identifier}_{purpose}",
        schedule=CronDataIntervalTimetable(cron, data_set.time_zone) if cron else None,
        start_date=_BEGIN.replace(tzinfo=ZoneInfo(data_set.time_zone)),
        catchup=False,
        max_active_runs=1,
        dagrun_timeout=timeout or night_timeout(data_set),
        on_failure_callback=alerts.RunNotifier(),
        tags=["forecast", data_set.name, purpose],
        description=f"{purpose} of {data_set.name}",
        doc_md=doc,
        params=params or {},
        user_defined_macros={"as_of": as_of_in(data_set.time_zone)},
        default_args={
            "owner": data_set.owner,
            "pool": data_set.pool,
            "retries": data_set.retries,
            "retry_delay": data_set.retry_delay,
            "execution_timeout": data_set.timeout,
            "on_failure_callback": alerts.of_failure(data_set),
        },
    )


def night_timeout(data_set: DataSet) -> timedelta:
    """After which a run is given up: three tasks, and the retries of one."""
    return 4 * data_set.timeout


def publication(data_set: DataSet) -> Asset:
    """What a published night updates: schedule=[Asset(...)] of another DAG waits for it."""
    return Asset(name=f"forecast_{data_set.identifier}", uri=f"x-forecast://{data_set.name}")
