"""Which day a run is as of. No clock: the day follows from the run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

# What a task hands to the job; as_of is a macro of every DAG, made by as_of_in.
AS_OF = "{{ as_of(params, data_interval_start, data_interval_end) }}"


def as_of_in(time_zone: str) -> Callable[..., str]:
    """The macro of a DAG in a time zone."""
    zone = ZoneInfo(time_zone)

    def as_of(params: dict, start: datetime | None, end: datetime | None) -> str:
        """
        The day named by a person; else the day that the interval begins on, or its last whole day
        where it is longer (a week).
        """
        if params.get("as_of"):
            return date.fromisoformat(params["as_of"]).isoformat()
        if start is None or end is None:
            raise ValueError("a run without a data interval needs the parameter as_of")
        return max(
            start.astimezone(zone).date(), end.astimezone(zone).date() - timedelta(days=1)
        ).isoformat()

    return as_of


def each_day(first: str, last: str) -> list[dict[str, str]]:
    """The parameters of a run for each day from the first to the last."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if end < begin:
        raise ValueError(f"the last day, {last}, is before the first, {first}")
    return [
        {"as_of": (begin + timedelta(days=day)).isoformat()}
        for day in range((end - begin).days + 1)
    ]
