"""The built program: where it lies, and how a command of it is called."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def forecast(*words: object, **more) -> subprocess.CompletedProcess:
    """A command inside one process, whatever Spark this machine has; more: for subprocess.run."""
    env = {name: value for name, value in os.environ.items() if name != "SPARK_HOME"}
    return subprocess.run(
        [str(ROOT / "scripts/forecast"), *map(str, words)],
        env={**env, **more.pop("env", {})},
        capture_output=True,
        text=True,
        **more,
    )


def built() -> tuple[Path, Path]:
    """Folders of the application's own jars and of the libraries, of the build in use."""
    app, jars = (ROOT / ".build/built").read_text().splitlines()
    return Path(app), Path(jars)


def places() -> dict[str, str]:
    """What Airflow's variable says of the program."""
    app, jars = built()
    return {
        "home": str(ROOT),
        "application": f"{app}/demand-forecast.jar",
        "jars": f"{jars}/lib/*.jar,{app}/feature-lib-*.jar",
    }
