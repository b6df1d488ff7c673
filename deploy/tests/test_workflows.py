"""The workflows of the forge, by its schema, and what they call."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CHECK = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"]


def check(*files: Path) -> subprocess.CompletedProcess:
    return subprocess.run([*CHECK, *files], capture_output=True, text=True)


def commands(workflow: Path) -> list[str]:
    jobs = yaml.safe_load(workflow.read_text())["jobs"]
    return [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]


def test_there_are_workflows() -> None:
    assert [workflow.name for workflow in WORKFLOWS] == ["release.yml", "test.yml"]


def test_they_are_of_the_schema() -> None:
    found = check(*WORKFLOWS)
    assert found.returncode == 0, found.stdout


def test_the_schema_finds_a_misspelt_key(tmp_path: Path) -> None:
    wrong = tmp_path / "test.yml"
    wrong.write_text(WORKFLOWS[-1].read_text().replace("runs-on:", "run-on:"))
    assert check(wrong).returncode == 1


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_tests_are_run_and_none_is_skipped(workflow: Path) -> None:
    assert any(command.startswith("scripts/test --strict") for command in commands(workflow))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_the_scripts_that_they_call_are_there(workflow: Path) -> None:
    words = " ".join(commands(workflow)).split()
    scripts = {word for word in words if word.startswith("scripts/")}
    assert scripts
    for script in scripts:
        assert (ROOT / script).is_file(), script
