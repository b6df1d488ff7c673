"""A DAG of somebody else's that waits for published forecasts of the demo."""

from airflow.sdk import DAG, Asset, task

with DAG(dag_id="replenishment", schedule=[Asset("forecast_demo", uri="x-forecast://demo")]):

    @task
    def order(triggering_asset_events=None):
        for events in triggering_asset_events.values():
            for event in events:
                print("ordering by the forecast as of", event.extra["as_of"])

    order()
