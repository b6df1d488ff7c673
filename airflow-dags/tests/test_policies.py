"""What every DAG has to keep to, whoever writes it."""

import ast
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from conftest import DAGS

FILES = sorted(DAGS.glob("*.py"))
SOURCES = FILES + sorted((DAGS / "forecasting").glob("*.py"))
CLOCKS = {"now", "utcnow", "today", "time", "localtime"}
TEMPLATE_CLOCK = re.compile(rf"{{[{{%][^}}]*\b({'|'.join(sorted(CLOCKS))})\(")
FILE_ACCESS = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}

# Reads all DAGs while whatever leaves the process, or asks Airflow for what is set, fails.
NO_IO = """
import socket, subprocess
import airflow.sdk, airflow.providers.apache.spark.operators.spark_submit
import airflow.providers.smtp.notifications.smtp
import airflow.providers.standard.operators.trigger_dagrun
from airflow.sdk import BaseHook, Variable

def refuse(*_, **__):
    raise AssertionError("a DAG asks the outside world when it is read")

for owner, name in [(socket.socket, "connect"), (socket, "getaddrinfo"), (subprocess, "Popen"),
                    (BaseHook, "get_connection"), (Variable, "get")]:
    setattr(owner, name, refuse)
import nightly, retraining, backfill, maintenance
"""


def dags(bag):
    return [bag.dags[dag_id] for dag_id in sorted(bag.dags)]


def setting(task, name):
    """Of a task, or of what a task is expanded from."""
    return task.partial_kwargs[name] if hasattr(task, "partial_kwargs") else getattr(task, name)


def test_every_dag_has_an_owner_tags_and_a_text_for_people(bag):
    for dag in dags(bag):
        assert "forecast" in dag.tags and len(dag.tags) == 3, dag.dag_id
        assert dag.doc_md.strip().startswith("###"), dag.dag_id
        for task in dag.tasks:
            assert task.owner == "forecasting", task


def test_every_task_and_run_ends_some_time(bag):
    for dag in dags(bag):
        assert dag.dagrun_timeout > timedelta(0), dag.dag_id
        for task in dag.tasks:
            assert timedelta(0) < setting(task, "execution_timeout") <= dag.dagrun_timeout, task


def test_one_run_at_a_time_and_none_of_the_past_by_itself(bag):
    for dag in dags(bag):
        assert dag.max_active_runs == 1, dag.dag_id
        assert dag.catchup is False, dag.dag_id
        # With one, a later run by hand would succeed without a single task.
        assert dag.end_date is None, dag.dag_id


def test_somebody_is_told_of_every_failure(bag):
    for dag in dags(bag):
        assert dag.on_failure_callback, dag.dag_id
        for task in dag.tasks:
            assert setting(task, "on_failure_callback"), task


def test_retries_outlast_the_lease_of_a_killed_run(bag):
    for dag in dags(bag):
        for task in dag.tasks:
            if task.task_id not in ("days", "night"):
                assert task.retries * task.retry_delay > timedelta(minutes=5), task


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_dag_file_is_short_and_has_no_logic(file):
    text = file.read_text()
    assert len(text.splitlines()) < 80
    for node in ast.walk(ast.parse(text)):
        assert not isinstance(node, (ast.If, ast.While, ast.Try, ast.Lambda)), node.lineno


def called(text):
    """Names of all that is called in a source: the last part of each, with its line."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name)):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            yield name, node.lineno


def clocks(text):
    """Lines that ask the clock: in Python, or in a template of a text."""
    asked = [line for name, line in called(text) if name in CLOCKS]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            asked += [node.lineno] if TEMPLATE_CLOCK.search(node.value) else []
    return asked


def opened(text):
    """Lines that open, read or write files."""
    return [line for name, line in called(text) if name in FILE_ACCESS]


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.name)
def test_nothing_asks_the_clock(file):
    assert clocks(file.read_text()) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_dag_file_opens_another(file):
    assert opened(file.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now()",
        "datetime.datetime.utcnow()",
        "now()",
        "time.time()",
        "today()",
        'BashOperator(bash_command="x {{ macros.datetime.now() }}")',
        '["{{macros.time.time()}}"]',
        'f"{x} {{{{ macros.datetime.utcnow().date() }}}}"',
        '"{% set day = macros.datetime.today() %}"',
    ],
)
def test_a_clock_would_be_seen(line):
    assert clocks(line) == [1]


@pytest.mark.parametrize(
    "line", ["x(runtime())", '"now() is a word {{ ds }}"', "data.timeout", '"{{ as_of(params) }}"']
)
def test_what_is_no_clock_is_none(line):
    assert clocks(line) == []


@pytest.mark.parametrize("line", ["open('a')", "io.open('a')", "Path('a').read_text()"])
def test_an_opened_file_would_be_seen(line):
    assert opened(line) == [1]


def test_reading_the_dags_asks_nobody():
    done = subprocess.run(
        [sys.executable, "-c", NO_IO], cwd=DAGS, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
