"""Settings of cluster managers in conf/profiles: their entries are in an installed Spark alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.java_gateway import launch_gateway

PROFILES = sorted((Path(__file__).resolve().parents[2] / "conf/profiles").glob("*.conf"))
ENTRIES = {
    "spark.kubernetes.": "org.apache.spark.deploy.k8s.Config$",
    # Its object is the package itself.
    "spark.yarn.": "org.apache.spark.deploy.yarn.config.package$",
}


def settings() -> list[tuple[str, str, str]]:
    """Profile, setting and value of all that a cluster manager has entries for."""
    return [
        (path.stem, *line.split(None, 1))
        for path in PROFILES
        for line in path.read_text().splitlines()
        if line.startswith(tuple(ENTRIES))
    ]


@pytest.fixture(scope="module")
def jvm():
    gateway = launch_gateway()
    # Entries register themselves when their objects are made.
    for name in ENTRIES.values():
        gateway.jvm.java.lang.Class.forName(name)
    yield gateway.jvm
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(60)


def test_there_are_some_of_each():
    assert {key.split(".")[1] for _, key, _ in settings()} == {"kubernetes", "yarn"}


@pytest.mark.parametrize("profile, key, value", settings())
def test_it_is_known_and_other_than_its_default(jvm, profile, key, value):
    entry = jvm.org.apache.spark.internal.config.ConfigEntry.findEntry(key)
    assert entry is not None, f"{profile}: {key} is nothing that Spark knows"
    assert entry.defaultValueString() != value.strip()


def test_a_misspelt_one_would_be_found(jvm):
    find = jvm.org.apache.spark.internal.config.ConfigEntry.findEntry
    assert find("spark.kubernetes.namespaze") is None
    assert find("spark.yarn.maxAppAttempt") is None
