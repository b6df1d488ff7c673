"""Asks the table runs how an execution ended, where spark-submit does not tell."""

from __future__ import annotations

from datetime import datetime

from forecasting.outcome import Outcome

# A setting that numbers do not depend on; the record of an execution keeps it.
SUBMISSION = "spark.forecast.submission"


def outcome(warehouse: str, submission: str, since: datetime) -> Outcome | None:
    """
    How the execution with a submission's mark ended; code 0 where it did its work, None where
    nothing is recorded of its end.

    since: nothing older is looked at
    """
    # Only a cluster's tasks need them: not when DAGs are read.
    import pyarrow.dataset as ds
    from deltalake import DeltaTable
    from deltalake.exceptions import TableNotFoundError

    try:
        table = DeltaTable(f"{warehouse}/runs")
    except TableNotFoundError:
        return None
    rows = (
        table.to_pyarrow_dataset()
        .to_table(
            columns=["execution_id", "event", "config", "exit_code", "message"],
            filter=ds.field("at") >= since,
        )
        .to_pylist()
    )
    ours = {row["execution_id"] for row in rows if submission in (row["config"] or "")}
    for row in rows:
        if row["execution_id"] in ours and row["event"] == "finished":
            return Outcome(0, "")
        if row["execution_id"] in ours and row["event"] == "failed":
            return Outcome(row["exit_code"], row["message"])
    return None
