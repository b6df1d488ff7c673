"""Writes the pools that the DAGs need: python -m forecasting.pools >pools.json"""

from __future__ import annotations

import json

from forecasting.datasets import scheduled


def pools() -> dict[str, dict]:
    """One slot a warehouse, in the form that airflow pools import reads."""
    return {
        data_set.pool: {
            "slots": 1,
            "description": f"Writers of the warehouse of {data_set.name}",
            "include_deferred": True,
        }
        for data_set in scheduled()
    }


if __name__ == "__main__":
    print(json.dumps(pools(), indent=2))
