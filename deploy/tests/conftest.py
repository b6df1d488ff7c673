"""Where the tests of deploy/ find what they look at."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def manifests() -> list[tuple[str, dict]]:
    """Every document of deploy/kubernetes, and those that configuration maps hold, by a name."""
    found = []
    for file in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        for document in yaml.safe_load_all(file.read_text()):
            found.append((f"{file.name}: {document['kind']}", document))
            for key, text in document.get("data", {}).items():
                if key.endswith(".yaml"):
                    found.append((f"{file.name}: {key}", yaml.safe_load(text)))
    return found


@pytest.fixture(scope="session")
def version() -> str:
    """The project's version, as its root POM has it."""
    import xml.etree.ElementTree as ElementTree

    pom = ElementTree.parse(ROOT / "pom.xml").getroot()
    return pom.find("{*}version").text


def pytest_configure(config) -> None:
    config.addinivalue_line("markers", "slow: whole nights, on a cluster")
