"""
### The nightly forecast

1. **ingest** loads and checks what is new. Exit code 4: a file breaks what was declared.
2. **forecast** trains when a model is due, forecasts, scores and watches what was published before.
3. **publish** audits and publishes. Exit code 6: the audit failed, readers keep the last forecast.

As of the day that the data interval begins on, in the data set's time zone; the parameter `as_of`
names another. A failed task may be cleared at any time: what is done is found done. What to do by
exit code: docs/airflow.md.
"""

from airflow.sdk import DAG

from forecasting.dags import AS_OF_PARAMETER, dag_of, publication
from forecasting.datasets import DataSet, scheduled
from forecasting.days import AS_OF
from forecasting.submit import ForecastSubmitOperator


def nightly(data_set: DataSet) -> DAG:
    with dag_of(
        data_set, "nightly", cron=data_set.night, doc=__doc__, params=AS_OF_PARAMETER
    ) as dag:
        ingest = ForecastSubmitOperator(
            task_id="ingest", data_set=data_set, command=["ingest"], as_of=AS_OF
        )
        forecast = ForecastSubmitOperator(
            task_id="forecast",
            data_set=data_set,
            command=["predict", "--train-when-due"],
            as_of=AS_OF,
        )
        publish = ForecastSubmitOperator(
            task_id="publish",
            data_set=data_set,
            command=["publish"],
            as_of=AS_OF,
            outlets=[publication(data_set)],
        )
        ingest >> forecast >> publish
    return dag


for each in scheduled():
    nightly(each)
