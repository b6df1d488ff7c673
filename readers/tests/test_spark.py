"""Readers by Spark, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import forecast
from private_postgres import PrivatePostgres, binaries, wait_for
from processes import free_port, listening
from recipes import recipes

BIN = Path(sys.executable).parent
LOOPBACK = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}


def run(code: list[str], folder: Path, **variables: str) -> str:
    """What a program prints."""
    env = {**os.environ, **LOOPBACK, "PATH": f"{BIN}:{os.environ['PATH']}", **variables}
    done = subprocess.run(code, cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def last_line(text: str) -> list[str]:
    return text.strip().splitlines()[-1].replace(",", "\t").split("\t")


def test_pyspark(warehouse, published, delta_jars, tmp_path):
    show = "print(*forecast.selectExpr('count(*)', 'min(run_id)', 'sum(mean)').first(), sep='\\t')\n"
    code = recipes()["pyspark"] + show
    rows, run_id, total = last_line(run([sys.executable, "-c", code], tmp_path))
    published.is_told(rows, [run_id], total)


@pytest.fixture(scope="module")
def metastore(warehouse, delta_jars, postgresql_jar, tmp_path_factory):
    """Settings of a Spark that shares a metastore in PostgreSQL, and the statements that make the views."""
    if binaries() is None:
        pytest.skip("PostgreSQL's server is not installed on this machine: no metastore")
    folder = tmp_path_factory.mktemp("metastore")
    with PrivatePostgres() as postgres:
        postgres.execute("CREATE DATABASE metastore")
        variables = {
            "SPARK_CONF_DIR": str(folder),
            "POSTGRESQL_JAR": postgresql_jar,
            "METASTORE_URL": f"jdbc:postgresql://127.0.0.1:{postgres.port}/metastore",
            "METASTORE_USER": postgres.user,
            "METASTORE_PASSWORD": postgres.password,
        }
        run(["bash", "-euc", recipes()["spark-defaults"]], folder, **variables)
        (folder / "views.sql").write_text(forecast("views", "-w", str(warehouse)))
        yield folder, variables


@pytest.fixture(scope="module")
def registered(metastore):
    """The metastore once the recipe has registered tables and views, and what the recipe answered."""
    folder, variables = metastore
    return run(["bash", "-euc", recipes()["spark-sql"]], folder, **variables)


@pytest.mark.slow
def test_spark_sql_with_views_of_a_metastore(registered, published):
    rows, run_id, total = last_line(registered)
    published.is_told(rows, [run_id], total)


@pytest.mark.slow
def test_jdbc_by_the_thrift_server(metastore, registered, published):
    """Another process, the same metastore: it registers nothing, the views are there."""
    folder, variables = metastore
    port = free_port()
    env = {**os.environ, **LOOPBACK, **variables, "PORT": str(port)}
    env["PATH"] = f"{BIN}:{env['PATH']}"
    log = folder / "thrift.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            ["bash", "-euc", "exec " + recipes()["thrift"]],
            cwd=folder,
            env=env,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for("Thrift server", lambda: listening(port), 300, server, log)
        answer = run(["bash", "-euc", recipes()["beeline"]], folder, **variables, PORT=str(port))
        rows, run_id, total = last_line(answer)
        published.is_told(rows, [run_id], total)
    finally:
        server.terminate()
        server.wait(60)
