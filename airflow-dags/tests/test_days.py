"""Which day a run is as of."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from forecasting.days import as_of_in, each_day

BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")


def interval(start, end, zone=BERLIN):
    return (
        datetime.fromisoformat(start).replace(tzinfo=zone).astimezone(UTC),
        datetime.fromisoformat(end).replace(tzinfo=zone).astimezone(UTC),
    )


@pytest.mark.parametrize(
    "begin, end, day",
    [
        ("2025-12-20 02:30", "2025-12-21 02:30", "2025-12-20"),
        # In UTC these begin on the day before.
        ("2025-12-20 00:15", "2025-12-21 00:15", "2025-12-20"),
        # Nights on which the clock changes.
        ("2025-03-29 02:30", "2025-03-30 03:30", "2025-03-29"),
        ("2025-10-26 02:30", "2025-10-27 02:30", "2025-10-26"),
        # A week, from Sunday to Sunday: Saturday is its last whole day.
        ("2025-12-14 06:00", "2025-12-21 06:00", "2025-12-20"),
    ],
)
def test_a_scheduled_run_is_as_of_its_interval(begin, end, day):
    assert as_of_in("Europe/Berlin")({"as_of": None}, *interval(begin, end)) == day


def test_the_parameter_names_another_day():
    night = interval("2025-12-20 02:30", "2025-12-21 02:30")
    assert as_of_in("Europe/Berlin")({"as_of": "2025-11-02"}, *night) == "2025-11-02"
    assert as_of_in("Europe/Berlin")({"as_of": "2025-11-02"}, None, None) == "2025-11-02"


def test_a_run_without_interval_and_parameter_is_refused():
    with pytest.raises(ValueError, match="needs the parameter as_of"):
        as_of_in("Europe/Berlin")({}, None, None)


def test_what_is_no_day_is_refused():
    with pytest.raises(ValueError):
        as_of_in("Europe/Berlin")({"as_of": "2025-02-30; rm"}, None, None)


def test_each_day_from_first_to_last():
    days = ["2025-12-30", "2025-12-31", "2026-01-01"]
    assert each_day("2025-12-30", "2026-01-01") == [{"as_of": day} for day in days]
    assert each_day("2025-12-30", "2025-12-30") == [{"as_of": "2025-12-30"}]
    with pytest.raises(ValueError, match="is before the first"):
        each_day("2025-12-31", "2025-12-30")
