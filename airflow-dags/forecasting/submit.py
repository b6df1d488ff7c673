"""The operator that submits a command of the forecasting system."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import timedelta

from airflow.providers.apache.spark.hooks.spark_submit import SparkSubmitHook
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import BaseHook

from forecasting import lineage, runs
from forecasting.datasets import DataSet
from forecasting.outcome import Outcome, of_submit

CONNECTION = "spark_forecast"
_PLACES = "{{ var.json.forecast.%s }}"
# Clocks of a cluster's machines may differ by so much.
_CLOCKS = timedelta(hours=1)
_KEPT_LINES = 500
# Of the driver, which takes them before what the data set has in spark.driver.extraJavaOptions.
# Executors log where their cluster keeps it.
_JAVA_OPTIONS = "spark.driver.defaultJavaOptions"
_SPARK = {
    # Drivers inside a standalone cluster get what Java 17 has to open for Spark this way only.
    "spark.master.rest.enabled": "true",
}


class ForecastSubmitOperator(SparkSubmitOperator):
    """
    SparkSubmitOperator with the command line of a data set, which knows the job's exit codes: 1 to
    4 and 6 fail the task at once; 5, and a driver that was killed, leave it to its retries.

    Where the driver runs inside a cluster, spark-submit's own code is not the job's: then the table
    runs is asked.

    :param data_set: what is run
    :param command: of the command line, with its options
    :param as_of: the last day of actuals that are used; none: the command has no such day
    """

    template_fields = (*SparkSubmitOperator.template_fields, "warehouse", "as_of")

    def __init__(
        self, *, data_set: DataSet, command: list[str], as_of: str | None = None, **kwargs
    ) -> None:
        self.command = command[0]
        self.warehouse = f"{_PLACES % 'warehouses'}/{data_set.name}"
        self.as_of = as_of
        arguments = [
            *command,
            *("-c", f"{_PLACES % 'home'}/conf/datasets/{data_set.name}.conf"),
            *("-w", self.warehouse),
            *("--data", f"{_PLACES % 'data'}/{data_set.name}"),
            *(("--as-of", as_of) if as_of else ()),
            *("--set", f'spark.settings."{runs.SUBMISSION}"="{{{{ ti.id }}}}"'),
            *("--progress", "plain"),
        ]
        super().__init__(
            application=_PLACES % "application",
            jars=_PLACES % "jars",
            java_class="io.demandforecast.cli.Main",
            application_args=arguments,
            name=f"forecast {self.command} {data_set.name}",
            conf={**_SPARK, **data_set.spark, _JAVA_OPTIONS: _java_options(data_set)},
            conn_id=CONNECTION,
            **kwargs,
        )

    def execute(self, context) -> None:
        if self._environment_arrives():
            self.env_vars = {**(self.env_vars or {}), **lineage.parent(context["ti"])}
        try:
            super().execute(context)
            ended = self._ended(context, Outcome(0, ""))
        except Exception as failure:
            ended = self._ended(context, of_submit(str(failure)))
        if ended.code != 0:
            # The provider has logged all output already: its trace would hide the message.
            raise ended.error(self.command)
        for asset in self.outlets:
            context["outlet_events"][asset].extra = {"as_of": self.as_of}

    def _get_hook(self) -> SparkSubmitHook:
        """The provider's, which keeps more than 20 lines: a job's message may be longer."""
        hook = super()._get_hook()
        hook._last_submit_log_lines = deque(maxlen=_KEPT_LINES)
        return hook

    def _ended(self, context, told: Outcome) -> Outcome:
        """
        How the job ended. Of a driver inside a cluster spark-submit tells at most whether it
        failed, so that the record of the job goes first.
        """
        if not self._driver_is_in_cluster():
            return told
        since = context["ti"].start_date - _CLOCKS
        recorded = runs.outcome(self.warehouse, str(context["ti"].id), since)
        return recorded or (told if told.code == 0 else replace(told, code=None))

    def _driver_is_in_cluster(self) -> bool:
        """But not on Kubernetes, where the provider reads the driver's own code from its pod."""
        return self._is_cluster_mode() and not self._is_of("k8s")

    def _environment_arrives(self) -> bool:
        """The provider hands variables to every driver but that inside a standalone cluster."""
        return not self._is_cluster_mode() or self._is_of("k8s") or self._is_of("yarn")

    @staticmethod
    def _is_cluster_mode() -> bool:
        return BaseHook.get_connection(CONNECTION).extra_dejson.get("deploy-mode") == "cluster"

    @staticmethod
    def _is_of(manager: str) -> bool:
        connection = BaseHook.get_connection(CONNECTION)
        return manager in f"{connection.conn_type}{connection.host}"


def _java_options(data_set: DataSet) -> str:
    """Where the log goes and how it looks, then what the data set has of these options itself."""
    options = [f'"-Dlog4j2.configurationFile={_PLACES % "home"}/conf/log4j2.properties"']
    folder = f'"-Dforecast.logs={_PLACES % "logs"}/{data_set.name}"'
    options.append(f"{{% if var.json.forecast.logs is defined %}}{folder}{{% endif %}}")
    options.append(data_set.spark.get(_JAVA_OPTIONS, ""))
    return " ".join(options)
