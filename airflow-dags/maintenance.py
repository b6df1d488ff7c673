"""
### Backup and maintenance

1. **backup** copies the warehouse to the folder of backups, incrementally and checked; keeps 14.
2. **maintain** archives and removes what its time is over for, compacts, and frees files.

In this order, so that what is removed is in a backup. Both are safe to run again.
"""

from airflow.sdk import DAG

from forecasting.dags import dag_of
from forecasting.datasets import DataSet, scheduled
from forecasting.submit import ForecastSubmitOperator


def maintenance(data_set: DataSet) -> DAG:
    with dag_of(data_set, "maintenance", cron=data_set.maintenance, doc=__doc__) as dag:
        backup = ForecastSubmitOperator(
            task_id="backup",
            data_set=data_set,
            command=[
                "backup",
                "{{ var.json.forecast.backups }}/" + data_set.name,
                "--keep",
                "14",
            ],
        )
        maintain = ForecastSubmitOperator(
            task_id="maintain", data_set=data_set, command=["maintain"]
        )
        backup >> maintain
    return dag


for each in scheduled():
    maintenance(each)
