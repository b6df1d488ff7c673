"""What a driver is told of the task that started it, for its lineage."""

from __future__ import annotations

import logging

PARENT = "OPENLINEAGE_PARENT_ID"
_LOG = logging.getLogger(__name__)


def parent(task_instance) -> dict[str, str]:
    """The variable that names a task as Airflow's OpenLineage provider does; empty without that."""
    try:
        from airflow.providers.openlineage.plugins.macros import lineage_parent_id
    except ImportError:
        return {}
    try:
        return {PARENT: lineage_parent_id(task_instance)}
    except Exception:
        # Lineage is told beside the work: whatever is wrong with it, the night goes on.
        _LOG.warning("The command's lineage has no parent.", exc_info=True)
        return {}
