"""
### Nights gone by

Runs the nightly DAG for each day from `first` to `last`, one after the other, each with its own
retries: the day after begins when a day has ended, so that what is current at the end is the last
day's. A day that fails does not stop the days after it.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import DAG, Param, task

from forecasting.dags import dag_of, night_timeout
from forecasting.datasets import DataSet, scheduled
from forecasting.days import each_day

AT_MOST = timedelta(days=30)
DAYS = {
    "first": Param(type="string", format="date", title="First day of actuals"),
    "last": Param(type="string", format="date", title="Last day of actuals"),
}


def backfill(data_set: DataSet) -> DAG:
    with dag_of(
        data_set,
        "backfill",
        cron=None,
        doc=__doc__,
        params=DAYS,
        timeout=AT_MOST,
    ) as dag:

        @task(retries=0, pool="default_pool")
        def days(params: dict | None = None) -> list[dict[str, str]]:
            return each_day(params["first"], params["last"])

        TriggerDagRunOperator.partial(
            task_id="night",
            trigger_dag_id=f"{data_set.identifier}_nightly",
            # The day is a parameter: a run of its own date would have an interval, too.
            logical_date=None,
            wait_for_completion=True,
            poke_interval=10,
            fail_when_dag_is_paused=True,
            # The nights need the warehouse's slot themselves.
            pool="default_pool",
            # A night has retries of its own; here one more would let the next day pass it.
            retries=0,
            execution_timeout=night_timeout(data_set),
            max_active_tis_per_dagrun=1,
        ).expand(conf=days())
    return dag


for each in scheduled():
    backfill(each)
