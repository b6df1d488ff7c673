"""Who is told of a failure, by a server on this machine that takes what is sent."""

import email
import json
import socketserver
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from airflow.sdk.exceptions import AirflowFailException
from forecasting import alerts
from forecasting.datasets import scheduled

DEMO = next(each for each in scheduled() if each.name == "demo")


class Task:
    task_id = "ingest"


@pytest.fixture
def context(bag):
    return {
        "dag": bag.dags["demo_nightly"],
        "ti": Task(),
        "run_id": "scheduled__1",
        "exception": AirflowFailException("forecast ingest ended with exit code 4: <no date>"),
    }


def serving(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def webhook(monkeypatch):
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, self.headers["Authorization"], json.loads(body)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = serving(HTTPServer(("127.0.0.1", 0), Handler))
    url = f"http://127.0.0.1:{server.server_port}/hooks/1"
    connection = {"conn_type": "http", "host": url, "password": "token"}
    monkeypatch.setenv("AIRFLOW_CONN_FORECAST_WEBHOOK", json.dumps(connection))
    yield received
    server.shutdown()
    server.server_close()


class Mailbox(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail needs."""

    def handle(self):
        self.wfile.write(b"220 test\r\n")
        for line in self.rfile:
            word = line.split()[0].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                mail = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.mails.append(mail.decode())
            self.wfile.write(b"250 ok\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def mails(monkeypatch):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox)
    server.mails = []
    serving(server)
    connection = {
        "conn_type": "smtp",
        "host": "127.0.0.1",
        "port": server.server_address[1],
        "extra": {"disable_ssl": True, "disable_tls": True, "from_email": "airflow@example.org"},
    }
    monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", json.dumps(connection))
    yield server.mails
    server.shutdown()
    server.server_close()


def test_a_failure_is_posted(webhook, context):
    for tell in alerts.of_failure(DEMO):
        tell(context)
    ((path, authorization, told),) = webhook
    assert (path, authorization) == ("/hooks/1", "Bearer token")
    assert told == {
        "dag": "demo_nightly",
        "task": "ingest",
        "run": "scheduled__1",
        "reason": "forecast ingest ended with exit code 4: <no date>",
        "text": "demo_nightly.ingest failed: forecast ingest ended with exit code 4: <no date>",
    }


def test_a_failure_is_mailed_to_those_of_the_data_set(webhook, mails, context):
    for tell in alerts.of_failure(replace(DEMO, mail=("shop@example.org",))):
        tell(context)
    (mail,) = mails
    told = email.message_from_string(mail)
    assert (told["To"], told["Subject"]) == ("shop@example.org", "Forecast: demo_nightly failed")
    text = told.get_payload(0).get_payload(decode=True).decode()
    assert "task ingest" in text and "exit code 4: &lt;no date&gt;" in text
    assert len(webhook) == 1


@pytest.mark.parametrize("reason", ["timed_out", "all_tasks_deadlocked"])
def test_a_run_that_no_task_has_told_of_is_told_of(webhook, context, reason):
    alerts.RunNotifier()({"dag": context["dag"], "run_id": "scheduled__1", "reason": reason})
    assert webhook[0][2]["text"] == f"demo_nightly failed: {reason}"


def test_a_run_whose_task_has_told_is_not_told_of_twice(webhook, context):
    ended = {"dag": context["dag"], "run_id": "scheduled__1", "reason": "task_failure"}
    alerts.RunNotifier()(ended)
    assert webhook == []


def test_without_a_connection_nobody_is_told_and_nothing_fails(context, monkeypatch, database):
    monkeypatch.delenv("AIRFLOW_CONN_FORECAST_WEBHOOK", raising=False)
    for tell in alerts.of_failure(DEMO):
        tell(context)
