"""The image's recipe: linted, of pinned bases, without root, of what the build makes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DEPLOY, ROOT

DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
HADOLINT = Path(sys.executable).parent / "hadolint"


def lint(text: str) -> subprocess.CompletedProcess:
    return subprocess.run([HADOLINT, "-"], input=text, capture_output=True, text=True)


def test_lint_finds_nothing() -> None:
    found = lint(DOCKERFILE)
    assert found.returncode == 0, found.stdout


def test_lint_finds_something() -> None:
    assert lint("FROM debian:latest\n").returncode == 1


def test_bases_are_pinned() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(bases) == 2
    for base in bases:
        assert re.search(r":\d+\.\d+\.\d+", base), base


def test_spark_is_that_of_the_build() -> None:
    spark = re.search(r"<spark.version>([\d.]+)<", (ROOT / "pom.xml").read_text()).group(1)
    assert f"FROM apache/spark:{spark}-scala2.13-java17" in DOCKERFILE


def test_it_does_not_run_as_root() -> None:
    user = re.findall(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)[-1]
    assert "0" not in user


def test_what_is_copied_is_there() -> None:
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    for source in re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE):
        assert (ROOT / source).exists(), source
        assert f"!{source}" in allowed, source


@pytest.mark.parametrize(
    "profile, options, expected",
    [
        ("", "", []),
        ("yarn", "--name night", ["--name", "night"]),
    ],
)
def test_the_command_hands_on_its_words(
    tmp_path: Path, profile: str, options: str, expected: list[str]
) -> None:
    """spark-submit, as the command of the image calls it: one that writes down its words."""
    home = tmp_path / "forecast"
    (home / "bin").mkdir(parents=True)
    (home / "bin/forecast").write_text((DEPLOY / "forecast").read_text())
    (home / "conf").symlink_to(ROOT / "conf")
    spark = tmp_path / "spark/bin/spark-submit"
    spark.parent.mkdir(parents=True)
    spark.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    spark.chmod(0o755)
    said = subprocess.run(
        ["bash", home / "bin/forecast", "run", "-c", "a file.conf"],
        env={
            "PATH": "/usr/bin:/bin",
            "SPARK_HOME": str(tmp_path / "spark"),
            "FORECAST_PROFILE": profile,
            "FORECAST_SPARK_OPTIONS": options,
        },
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    words = said.stdout.splitlines()
    assert words[-4:] == [f"local://{home}/demand-forecast.jar", "run", "-c", "a file.conf"]
    assert [word for word in words if word in expected] == expected
    [java] = [word for word in words if word.startswith("spark.driver.defaultJavaOptions=")]
    assert f'"-Dlog4j2.configurationFile={home}/conf/log4j2.properties"' in java
    # What the caller says of the same comes later, and so counts.
    assert [word for word in words if word in (java, *expected)] == [java, *expected]
    assert ("--properties-file" in words) == bool(profile)


def test_a_profile_that_is_not_there_is_named() -> None:
    said = subprocess.run(
        ["bash", DEPLOY / "forecast", "run"],
        env={"PATH": "/usr/bin:/bin", "FORECAST_PROFILE": "none"},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 2
    assert "none.conf" in said.stderr
