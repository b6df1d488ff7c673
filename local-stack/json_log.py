"""The program's log as objects, read and held to what each line has to say."""

from __future__ import annotations

import json
from pathlib import Path

COMMIT = " is written as version "


def parsed(text: str) -> list[dict]:
    """Every line as an object; one that is none fails."""
    return [json.loads(line) for line in text.splitlines()]


def lines_of(folder: Path) -> list[dict]:
    """Every line of all files, the oldest first."""
    files = sorted(folder.glob("forecast*.json"))
    assert files, f"no JSON log in {folder}"
    return parsed("".join(file.read_text() for file in files))


def check_nights(lines: list[dict], dataset: str, *days: str) -> None:
    """That lines say where they were written, whichever thread wrote them."""
    executions = {line["execution_id"] for line in lines if line.get("execution_id")}
    assert executions, "no line says its execution"
    for execution in executions:
        _check_execution(_from_first_to_last(lines, execution), execution, dataset)
    inside = [line for line in lines if line.get("execution_id")]
    assert {line["as_of"] for line in inside if line.get("as_of")} == set(days)
    committed = {line["table"] for line in inside if COMMIT in line["message"]}
    assert {"observations", "forecasts", "publications", "runs"} <= committed, committed


def of_other_threads(lines: list[dict]) -> list[dict]:
    """Lines of an execution's stages that its own thread did not write."""
    return [line for line in lines if line.get("stage") and line["thread"] != "main"]


def _from_first_to_last(lines: list[dict], execution: str) -> list[dict]:
    """One command writes at a time: all lines between two of an execution are of it."""
    places = [at for at, line in enumerate(lines) if line.get("execution_id") == execution]
    return lines[places[0] : places[-1] + 1]


def _check_execution(lines: list[dict], execution: str, dataset: str) -> None:
    said = {"execution_id": execution, "dataset": dataset}
    for line in lines:
        # Once it is known which day and run it is, it stays known.
        said |= {key: line[key] for key in ("as_of", "run_id") if key not in said and line.get(key)}
        assert said == {key: line.get(key) for key in said}, line
        assert line.get("command"), line
        if line["logger"].startswith("io.demandforecast") and line["message"].startswith("stage "):
            assert line.get("stage"), line
        if COMMIT in line["message"]:
            assert line.get("table") == line["message"].split(COMMIT)[0], line
