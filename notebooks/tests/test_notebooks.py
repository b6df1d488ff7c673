"""Every notebook runs to its end on a warehouse of real nights, and is stored without outputs."""

from __future__ import annotations

import os
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
    """Two nights and a backtest of a small shop, and a person's decision."""
    folder = tmp_path_factory.mktemp("notebooks")
    data, warehouse = folder / "data", folder / "warehouse"
    forecast("demo-data", data, "--stores", 2, "--items", 6, "--days", 300)
    place = ["-c", ROOT / "local-stack/small-shop.conf", "--data", data, "-w", warehouse]
    place += ["--progress", "none"]
    forecast("run", "--as-of", "2025-12-17", *place)
    forecast("backtest", "--origins", "2025-11-15,2025-12-03", *place)
    forecast("run", "--as-of", "2025-12-31", *place)
    import deltalake

    model = deltalake.DeltaTable(warehouse / "models").to_pandas()["model_version"].max()
    forecast("promote", "--model", model, "--reason", "a look at the notebooks", *place[4:6])
    return warehouse


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORECAST_WAREHOUSE", str(warehouse))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(path, 4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": path.parent}})
    client.execute()
    outputs = [one for cell in notebook.cells for one in cell.get("outputs", [])]
    pictures = [one for one in outputs if "image/png" in one.get("data", {})]
    tables = [one for one in outputs if "text/html" in one.get("data", {})]
    assert len(pictures) >= 1 and len(tables) >= 1
    # A table of no rows would be drawn as well.
    assert all("0 rows" not in one["data"]["text/html"] for one in tables)
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
