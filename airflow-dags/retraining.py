"""
### Weekly retraining

Trains a model on all that is known as of the interval's last day, due or not, and registers it. It
forecasts once it has beaten the one in use, which the nights decide. Publishes nothing.
"""

from airflow.sdk import DAG

from forecasting.dags import AS_OF_PARAMETER, dag_of
from forecasting.datasets import DataSet, scheduled
from forecasting.days import AS_OF
from forecasting.submit import ForecastSubmitOperator


def retraining(data_set: DataSet) -> DAG:
    with dag_of(
        data_set, "retraining", cron=data_set.retraining, doc=__doc__, params=AS_OF_PARAMETER
    ) as dag:
        ForecastSubmitOperator(task_id="train", data_set=data_set, command=["train"], as_of=AS_OF)
    return dag


for each in scheduled():
    retraining(each)
