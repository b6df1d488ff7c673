"""Where the tests of local-stack/ find what they look at."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def pytest_configure(config) -> None:
    config.addinivalue_line("markers", "slow: whole nights, on a cluster")
