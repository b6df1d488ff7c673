"""Tables of two warehouses, compared row by row."""

from __future__ import annotations

from pathlib import Path

from deltalake import DeltaTable

# Clocks, ids of executions, and how long something took: these differ between any two runs.
_DIFFERING = {"loaded_at", "published_at", "decided_at", "fencing_token", "seconds"}

COMPARED = (
    "observations",
    "covariates",
    "series",
    "quarantine",
    "loads",
    "panel",
    "models",
    "forecasts",
    "forecast_totals",
    "features",
    "accuracy",
    "drift",
    "audits",
    "promotions",
    "publications",
)


def rows(warehouse: Path, table: str) -> list[str]:
    """All rows as text, in one order; floating-point numbers to the bit. None of a table not written."""
    if not (warehouse / table).exists():
        return []
    read = DeltaTable(str(warehouse / table)).to_pyarrow_table()
    kept = [name for name in sorted(read.column_names) if name not in _DIFFERING]
    return sorted(repr([row[name] for name in kept]) for row in read.select(kept).to_pylist())


def differences(one: Path, other: Path) -> dict[str, str]:
    """Tables that are not the same, with a row of each that the other does not have."""
    found = {}
    for table in COMPARED:
        left, right = rows(one, table), rows(other, table)
        if left != right:
            extra = [sorted(set(a) - set(b))[:1] for a, b in ((left, right), (right, left))]
            found[table] = f"{len(left)} and {len(right)} rows; {extra}"
    return found
