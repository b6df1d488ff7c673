"""What conf/schedules.yaml says."""

from datetime import timedelta

import pytest
from conftest import PROJECT
from forecasting.datasets import scheduled


def written(tmp_path, text):
    file = tmp_path / "schedules.yaml"
    file.write_text(text)
    return file


FULL = """
spare-parts:
  time-zone: UTC
  night: "0 1 * * *"
  retraining: "0 2 * * 0"
  maintenance: "0 3 * * 0"
  owner: parts
  mail: [parts@example.org]
  retries: 8
  retry-minutes: 15
  hours: 2
  spark: {spark.driver.memory: 8g}
"""


def test_every_scheduled_data_set_has_a_configuration():
    for each in scheduled():
        assert (PROJECT / "conf" / "datasets" / f"{each.name}.conf").is_file(), each.name


def test_every_setting_is_read(tmp_path):
    (each,) = scheduled(written(tmp_path, FULL))
    assert (each.name, each.identifier, each.pool) == (
        "spare-parts",
        "spare_parts",
        "forecast_spare_parts",
    )
    assert each.mail == ("parts@example.org",)
    assert (each.retries, each.retry_delay) == (8, timedelta(minutes=15))
    assert each.timeout == timedelta(hours=2)
    assert each.spark == {"spark.driver.memory": "8g"}


def test_what_is_misspelt_or_missing_is_told(tmp_path):
    with pytest.raises(ValueError, match="schedule of spare-parts: .*nights"):
        scheduled(written(tmp_path, FULL.replace("night:", "nights:")))
    with pytest.raises(ValueError, match="schedule of spare-parts: .*owner"):
        scheduled(written(tmp_path, FULL.replace("  owner: parts\n", "")))
