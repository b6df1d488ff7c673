"""The operator, run by Airflow, with a spark-submit that ends as it is told."""

import json
import os
import sys
from dataclasses import replace
from datetime import timedelta
from types import ModuleType

import pytest
from forecasting.dags import AS_OF_PARAMETER, dag_of
from forecasting.datasets import DataSet
from forecasting.days import AS_OF
from forecasting.submit import ForecastSubmitOperator

SHOP = DataSet(
    name="shop",
    time_zone="Europe/Berlin",
    night="0 2 * * *",
    retraining="0 3 * * 0",
    maintenance="0 4 * * 0",
    owner="forecasting",
    retries=2,
    retry_delay=timedelta(0),
)


def make_known(dag):
    """Airflow runs only what it has in its tables."""
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db

    bag = DagBag(collect_dags=False)
    bag.bag_dag(dag)
    DagBundlesManager().sync_bundles_to_db()
    sync_bag_to_db(bag, "dags-folder", None)


def ran(command="ingest", data_set=SHOP):
    """The only task of a DAG, after Airflow has run it to its end."""
    with dag_of(data_set, "test", cron=None, doc="### Test", params=AS_OF_PARAMETER) as dag:
        ForecastSubmitOperator(task_id=command, data_set=data_set, command=[command], as_of=AS_OF)
    make_known(dag)
    (task,) = dag.test(run_conf={"as_of": "2025-12-20"}).get_task_instances()
    return task


@pytest.mark.usefixtures("database")
class TestByExitCode:
    def test_zero_is_success(self, fake_submit):
        fake_submit(0)
        task = ran()
        assert (task.state, task.try_number) == ("success", 1)

    @pytest.mark.parametrize("code", [1, 2, 3, 4, 6])
    def test_what_another_try_would_not_mend_fails_at_once(self, fake_submit, capfd, code):
        left = fake_submit(code, 0) / "codes"
        task = ran()
        assert (task.state, task.try_number) == ("failed", 1)
        assert left.read_text() == "0\n"
        log = "".join(capfd.readouterr())
        assert f"forecast ingest ended with exit code {code} (" in log
        assert "): sales-1.csv, line 7: no date\nand 3 rows more" in log

    def test_a_long_message_is_told_from_its_beginning(self, fake_submit, capfd):
        fake_submit("4 and a long message")
        assert ran().state == "failed"
        log = "".join(capfd.readouterr())
        assert "): sales-1.csv, line 7: no date\nsales-1.csv, line 8: no date" in log

    def test_five_is_tried_again_until_it_succeeds(self, fake_submit, capfd):
        fake_submit(5, 5, 0)
        task = ran()
        assert (task.state, task.try_number) == ("success", 3)
        assert "another try may help): sales-1.csv" in "".join(capfd.readouterr())

    def test_five_fails_when_there_are_no_tries_left(self, fake_submit):
        left = fake_submit(5, 5, 5, 0) / "codes"
        task = ran()
        assert (task.state, task.try_number) == ("failed", 3)
        assert left.read_text() == "0\n"

    def test_a_killed_driver_is_tried_again(self, fake_submit, capfd):
        fake_submit("killed", 0)
        task = ran()
        assert (task.state, task.try_number) == ("success", 2)
        assert "forecast ingest was killed by signal 9" in "".join(capfd.readouterr())


@pytest.mark.usefixtures("database")
def test_the_command_line_is_that_of_the_data_set(fake_submit):
    arguments = (fake_submit(0) / "arguments", ran())[0].read_text().splitlines()
    assert arguments[:2] == ["--master", "spark://127.0.0.1:7077"]
    job = arguments[arguments.index("/opt/forecast/app.jar") + 1 :]
    assert job[:9] == [
        "ingest",
        *("-c", "/opt/forecast/conf/datasets/shop.conf"),
        *("-w", "/warehouses/shop"),
        *("--data", "/raw/shop"),
        *("--as-of", "2025-12-20"),
    ]
    assert job[9] == "--set" and job[10].startswith('spark.settings."spark.forecast.submission"="')
    assert job[11:] == ["--progress", "plain"]
    assert arguments[arguments.index("--jars") + 1] == "/opt/forecast/lib/*.jar"
    assert arguments[arguments.index("--class") + 1] == "io.demandforecast.cli.Main"


def words_after(arguments, word):
    return [after for before, after in zip(arguments, arguments[1:], strict=False) if before == word]


def options_of_the_driver(fake_submit, **data_set):
    folder = fake_submit(0)
    ran(data_set=replace(SHOP, **data_set))
    settings = dict(
        each.split("=", 1)
        for each in words_after((folder / "arguments").read_text().splitlines(), "--conf")
    )
    return settings["spark.driver.defaultJavaOptions"].split(), settings


@pytest.mark.usefixtures("database")
class TestTheLog:
    CONFIGURED = '"-Dlog4j2.configurationFile=/opt/forecast/conf/log4j2.properties"'

    def test_is_that_of_the_program(self, fake_submit):
        options, settings = options_of_the_driver(fake_submit)
        assert options == [self.CONFIGURED]
        # Its level is not Spark's to say.
        assert "spark.log.level" not in settings

    def test_goes_to_the_folder_of_the_variable(self, fake_submit, monkeypatch):
        places = {**json.loads(os.environ["AIRFLOW_VAR_FORECAST"]), "logs": "/var/log/forecast"}
        monkeypatch.setenv("AIRFLOW_VAR_FORECAST", json.dumps(places))
        options, _ = options_of_the_driver(fake_submit)
        assert options == [self.CONFIGURED, '"-Dforecast.logs=/var/log/forecast/shop"']

    def test_leaves_the_data_sets_own_options(self, fake_submit):
        ours = {
            "spark.driver.defaultJavaOptions": "-Dx=1",
            "spark.driver.extraJavaOptions": "-Dforecast.log.format=json",
        }
        options, settings = options_of_the_driver(fake_submit, spark=ours)
        assert options == [self.CONFIGURED, "-Dx=1"]
        assert settings["spark.driver.extraJavaOptions"] == "-Dforecast.log.format=json"


@pytest.mark.usefixtures("database")
class TestTheParentOfLineage:
    @pytest.fixture
    def provider(self, monkeypatch):
        """As much of the OpenLineage provider as is called."""
        macros = ModuleType("airflow.providers.openlineage.plugins.macros")
        macros.lineage_parent_id = lambda task: f"airflow/{task.dag_id}.{task.task_id}/{task.id}"
        monkeypatch.setitem(sys.modules, "airflow.providers.openlineage", ModuleType("openlineage"))
        plugins = "airflow.providers.openlineage.plugins"
        monkeypatch.setitem(sys.modules, plugins, ModuleType("plugins"))
        monkeypatch.setitem(sys.modules, macros.__name__, macros)
        return macros

    @pytest.mark.usefixtures("provider")
    def test_is_the_task_where_the_provider_is_there(self, fake_submit):
        folder = fake_submit(0)
        task = ran()
        assert (folder / "parent").read_text() == f"airflow/shop_test.ingest/{task.id}\n"

    def test_is_nobody_where_the_provider_fails_and_the_task_goes_on(
        self, fake_submit, provider, caplog
    ):
        provider.lineage_parent_id = None
        folder = fake_submit(0)
        assert ran().state == "success"
        assert (folder / "parent").read_text() == "\n"
        assert "The command's lineage has no parent." in caplog.text

    def test_is_nobody_without_it(self, fake_submit):
        folder = fake_submit(0)
        assert ran().state == "success"
        assert (folder / "parent").read_text() == "\n"

    @pytest.mark.usefixtures("provider")
    def test_is_not_handed_to_a_driver_inside_a_standalone_cluster(self, monkeypatch):
        inside = {"conn_type": "spark", "host": "spark://127.0.0.1", "port": 6066}
        inside["extra"] = {"deploy-mode": "cluster"}
        operator = ForecastSubmitOperator(task_id="ingest", data_set=SHOP, command=["ingest"])
        monkeypatch.setenv("AIRFLOW_CONN_SPARK_FORECAST", json.dumps(inside))
        assert not operator._environment_arrives()
        for host in ("yarn", "k8s://https://127.0.0.1"):
            monkeypatch.setenv("AIRFLOW_CONN_SPARK_FORECAST", json.dumps({**inside, "host": host}))
            assert operator._environment_arrives(), host
