"""A Prometheus on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.parse
import urllib.request
from pathlib import Path

from processes import LOOPBACK, Processes, free_port, listening, wait_for
from program import ROOT

# Seconds.
SOON = 30


def programs() -> Path | None:
    """The folder of Prometheus and its kin; None where this machine cannot have them."""
    done = subprocess.run([str(ROOT / "scripts/monitoring-env")], capture_output=True, text=True)
    return Path(done.stdout.strip()) if done.returncode == 0 else None


def metrics_at(address: str, query: str) -> list[tuple[dict[str, str], float]]:
    """Labels and value of each series that a query comes to."""
    found = _answer(address, "query", query=query)["result"]
    return [(each["metric"], float(each["value"][1])) for each in found]


def names_at(address: str, selector: str) -> list[str]:
    """Names of all metrics that were ever scraped of a selector."""
    return _answer(address, "label/__name__/values", **{"match[]": selector})


def _answer(address: str, what: str, **parameters: str):
    words = urllib.parse.urlencode(parameters)
    with urllib.request.urlopen(f"http://{address}/api/v1/{what}?{words}", timeout=SOON) as answer:
        return json.load(answer)["data"]


class RunningPrometheus:
    """config: text of its prometheus.yml"""

    def __init__(self, programs: Path, folder: Path, config: str, processes: Processes) -> None:
        self.address = f"{LOOPBACK}:{free_port()}"
        file = folder / "prometheus.yml"
        file.write_text(config)
        command = [str(programs / "prometheus"), f"--config.file={file}"]
        command += [f"--web.listen-address={self.address}"]
        command += [f"--storage.tsdb.path={folder / 'prometheus'}"]
        processes.start("prometheus", command, dict(os.environ))
        port = int(self.address.split(":")[1])
        wait_for("Prometheus", lambda: listening(port), SOON)
