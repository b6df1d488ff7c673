"""The recipes of docs/reading.md, as they stand on the page."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "reading.md"
_BLOCK = re.compile(r"^```(python|sh)\n# recipe: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipes() -> dict[str, str]:
    """Code by the recipe's name."""
    found = {name: code for _, name, code in _BLOCK.findall(PAGE.read_text(encoding="utf-8"))}
    if not found:
        raise AssertionError(f"no recipe in {PAGE}")
    return found


def frame(name: str):
    """What the variable forecast of a Python recipe holds when it has run in this process."""
    variables: dict[str, object] = {}
    exec(compile(recipes()[name], f"{PAGE.name}: {name}", "exec"), variables)
    return variables["forecast"]
