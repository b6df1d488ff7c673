"""Every notebook runs to its end on a warehouse of real nights, and is stored without outputs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def forecast(*words: object) -> None:
    done = subprocess.run(
        [ROOT / "scripts/forecast", *map(str, words)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nights of a small shop, of which the last judges a model; backtests of two configurations; a person's decision."""
    folder = tmp_path_factory.mktemp("notebooks")
    data, warehouse = folder / "data", folder / "warehouse"
    forecast("demo-data", data, "--stores", 2, "--items", 6, "--days", 300)
    place = ["-c", ROOT / "local-stack/small-shop.conf", "--data", data, "-w", warehouse]
    place += ["--progress", "none"]
    forecast("run", "--as-of", "2025-12-10", *place)
    origins = ["--origins", "2025-11-12,2025-11-26"]
    forecast("backtest", *origins, *place)
    shallow = "training.grid=[{ trees = 10, depth = 2, step = 0.3, bins = 64, min-rows = 10 }]"
    forecast("backtest", *origins, "--set", shallow, *place)
    # Trains a challenger; the last night knows enough of the days after it to judge it.
    forecast("run", "--as-of", "2025-12-20", *place)
    forecast("run", "--as-of", "2025-12-31", *place)
    import deltalake

    model = deltalake.DeltaTable(warehouse / "models").to_pandas()["model_version"].max()
    forecast("promote", "--model", model, "--reason", "a look at the notebooks", *place[4:6])
    return warehouse


def rows(table: str) -> list[list[str]]:
    """Cells of a table's rows, its head and its foot left away."""
    body = re.search(r"<tbody>(.*?)</tbody>", table, re.DOTALL)
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        for row in re.findall(r"<tr>(.*?)</tr>", body.group(1) if body else "", re.DOTALL)
    ]


def backtests_are_compared(tables: list[list[list[str]]]) -> None:
    """The first table has a row a configuration, each with figures of its own."""
    assert len(tables[0]) == 2
    assert "NaN" not in str(tables[0])
    assert tables[0][0][1:] != tables[0][1][1:]


def a_challenger_is_judged(tables: list[list[list[str]]]) -> None:
    """The last table has what the challenger gained, and what it had to gain."""
    figures = {name: (figure, threshold) for _, name, figure, threshold in tables[-1]}
    assert "NaN" not in "".join(figures["gain"])
    assert {"wape", "champion_wape", "seasonal_naive_wape"} <= figures.keys()
    assert len(tables[0]) >= 3, "models"


EXPECTED = {
    "03-compare-backtests": backtests_are_compared,
    "04-judge-a-challenger": a_challenger_is_judged,
}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORECAST_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(path, 4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": path.parent}})
    client.execute()
    outputs = [one for cell in notebook.cells for one in cell.get("outputs", [])]
    pictures = [one for one in outputs if "image/png" in one.get("data", {})]
    tables = [rows(one["data"]["text/html"]) for one in outputs if "text/html" in one.get("data", {})]
    assert len(pictures) >= 1 and len(tables) >= 1
    assert all(tables), "a table has no rows"
    if path.stem in EXPECTED:
        EXPECTED[path.stem](tables)
    kept = os.environ.get("NOTEBOOK_OUTPUTS")
    if kept:
        nbformat.write(notebook, Path(kept) / path.name)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_stored_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_defines_nothing(path: Path) -> None:
    """Logic that is worth a name belongs to the library, where it is tested."""
    text = "\n".join(
        cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"
    )
    assert not any(line.startswith(("def ", "class ")) for line in text.splitlines())
