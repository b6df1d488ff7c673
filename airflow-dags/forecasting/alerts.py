"""Who is told when a task has failed for good, or a run came to nothing."""

from __future__ import annotations

from airflow.providers.smtp.notifications.smtp import SmtpNotifier
from airflow.sdk import BaseHook, BaseNotifier
from airflow.sdk.exceptions import AirflowNotFoundException

from forecasting.datasets import DataSet

WEBHOOK = "forecast_webhook"
_SUBJECT = "Forecast: {{ dag.dag_id }} failed"
_BODY = (
    "<p>{{ dag.dag_id }}, run {{ run_id }}{% if ti is defined %}, task {{ ti.task_id }}{% endif %}"
    "</p><pre>{{ (exception or reason or '') | string | escape }}</pre>"
)


class WebhookNotifier(BaseNotifier):
    """Posts a failure as JSON to the address of the connection forecast_webhook, where it is."""

    def notify(self, context) -> None:
        import requests

        try:
            connection = BaseHook.get_connection(WEBHOOK)
        except AirflowNotFoundException:
            self.log.info("There is no connection %s: nobody is told.", WEBHOOK)
            return
        headers = (
            {"Authorization": f"Bearer {connection.password}"} if connection.password else {}
        )
        requests.post(
            connection.host, json=message(context), headers=headers, timeout=10
        ).raise_for_status()


class RunNotifier(WebhookNotifier):
    """
    Tells of a run that ended in another way than by a task that failed, which has told itself: it
    took too long, or no task of it can ever begin.
    """

    def notify(self, context) -> None:
        if context.get("reason") != "task_failure":
            super().notify(context)


def message(context) -> dict[str, str]:
    """What is told of a failure; text is what chat rooms show."""
    task = context["ti"].task_id if context.get("ti") else ""
    why = str(context.get("exception") or context.get("reason") or "")
    where = f"{context['dag'].dag_id}{'.' + task if task else ''}"
    return {
        "dag": context["dag"].dag_id,
        "task": task,
        "run": context["run_id"],
        "reason": why,
        "text": f"{where} failed: {why}",
    }


def of_failure(data_set: DataSet) -> list[BaseNotifier]:
    """The callbacks of a task that failed and is not tried again."""
    mail = (
        [SmtpNotifier(to=list(data_set.mail), subject=_SUBJECT, html_content=_BODY)]
        if data_set.mail
        else []
    )
    return [WebhookNotifier(), *mail]
