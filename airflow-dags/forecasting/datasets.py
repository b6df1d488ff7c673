"""The data sets that are run, as conf/schedules.yaml names them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import yaml

# Where the project lies beside this folder nothing has to be set.
_SCHEDULES = Path(__file__).resolve().parents[2] / "conf" / "schedules.yaml"


@dataclass(frozen=True)
class DataSet:
    """One data set and when it is run."""

    name: str
    time_zone: str
    night: str
    retraining: str
    maintenance: str
    owner: str
    mail: tuple[str, ...] = ()
    retries: int = 3
    retry_delay: timedelta = timedelta(minutes=6)
    timeout: timedelta = timedelta(hours=6)
    spark: dict[str, str] = field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """The name where no hyphen is allowed."""
        return self.name.replace("-", "_")

    @property
    def pool(self) -> str:
        """One slot a warehouse: its writers wait here, and not inside a driver."""
        return f"forecast_{self.identifier}"


def scheduled(file: Path | None = None) -> list[DataSet]:
    """All data sets of a file, by default conf/schedules.yaml or FORECAST_SCHEDULES."""
    path = file or Path(os.environ.get("FORECAST_SCHEDULES", _SCHEDULES))
    sections = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_data_set(name, section) for name, section in sections.items()]


def _data_set(name: str, section: dict) -> DataSet:
    values = {key.replace("-", "_"): value for key, value in section.items()}
    if "retry_minutes" in values:
        values["retry_delay"] = timedelta(minutes=values.pop("retry_minutes"))
    if "hours" in values:
        values["timeout"] = timedelta(hours=values.pop("hours"))
    values["mail"] = tuple(values.get("mail", ()))
    try:
        return DataSet(name=name, **values)
    except TypeError as problem:
        raise ValueError(f"schedule of {name}: {problem}") from None
