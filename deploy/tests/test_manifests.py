"""The manifests by the schemas of Kubernetes and of the Spark operator, and by each other."""

from __future__ import annotations

import copy

import kubernetes_validate
import pytest
from conftest import DEPLOY, ROOT, manifests
from kubeflow_spark_api.models import SparkV1beta2ScheduledSparkApplication

KUBERNETES = ["1.33", "1.35"]
ALL = manifests()
CORE = [one for one in ALL if "sparkoperator" not in one[1]["apiVersion"]]
SCHEDULED = [one for one in ALL if "sparkoperator" in one[1]["apiVersion"]]


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("name, manifest", CORE, ids=[name for name, _ in CORE])
def test_kubernetes_takes_it(name: str, manifest: dict, version: str) -> None:
    kubernetes_validate.validate(manifest, version, strict=True)


@pytest.mark.parametrize("version", KUBERNETES)
def test_a_misspelt_field_would_be_found(version: str) -> None:
    manifest = copy.deepcopy(dict(CORE)["nightly.yaml: CronJob"])
    manifest["spec"]["jobTemplate"]["spec"]["backofLimit"] = 3
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(manifest, version, strict=True)


def unknown(given, taken, path: str = "") -> list[str]:
    """Fields that a model did not take over."""
    if isinstance(given, dict):
        taken = taken if isinstance(taken, dict) else {}
        return [
            f"{path}.{key}"
            for key in given
            if key not in taken
        ] + [
            field
            for key, value in given.items()
            if key in taken
            for field in unknown(value, taken[key], f"{path}.{key}")
        ]
    if isinstance(given, list):
        return [
            field
            for index, (one, other) in enumerate(zip(given, taken, strict=True))
            for field in unknown(one, other, f"{path}[{index}]")
        ]
    return [] if given == taken else [path]


def test_the_operator_takes_the_application() -> None:
    [(_, manifest)] = SCHEDULED
    model = SparkV1beta2ScheduledSparkApplication.from_dict(manifest)
    assert unknown(manifest, model.to_dict()) == []


def test_a_field_that_the_operator_does_not_know_would_be_found() -> None:
    [(_, manifest)] = SCHEDULED
    manifest = copy.deepcopy(manifest)
    manifest["spec"]["template"]["driver"]["core"] = 2
    model = SparkV1beta2ScheduledSparkApplication.from_dict(manifest)
    assert unknown(manifest, model.to_dict()) == [".spec.template.driver.core"]


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [str(value)]


def test_images_are_of_this_version(version: str) -> None:
    words = [word for _, one in ALL for text in strings(one) for word in text.split()]
    images = {word.rpartition("=")[2] for word in words if "demand-forecast:" in word}
    assert images == {f"demand-forecast:{version}"}


def test_all_is_in_one_namespace() -> None:
    inside = {
        one["metadata"]["namespace"] for _, one in ALL if "namespace" in one["metadata"]
    }
    assert inside == {"forecast"}


def profile() -> dict[str, str]:
    lines = (ROOT / "conf/profiles/kubernetes.conf").read_text().splitlines()
    return dict(line.split(None, 1) for line in lines if line.startswith("spark."))


def test_the_application_is_of_the_profile() -> None:
    settings = profile()
    [(_, manifest)] = SCHEDULED
    template = manifest["spec"]["template"]
    for key, value in template["sparkConf"].items():
        # Beside it is what an image's command says itself.
        if not key.endswith(("extraClassPath", "defaultJavaOptions")):
            assert settings[key] == value, key
    [log, form] = template["sparkConf"]["spark.driver.defaultJavaOptions"].split()
    place = log.removeprefix("-Dlog4j2.configurationFile=/opt/forecast/")
    assert (ROOT / place).is_file()
    appender = form.removeprefix("-Dforecast.log.format=")
    assert f".name = {appender}\n" in (ROOT / place).read_text()
    assert settings["spark.driver.memory"] == template["driver"]["memory"]
    assert settings["spark.executor.memory"] == template["executor"]["memory"]
    assert int(settings["spark.executor.cores"]) == template["executor"]["cores"]
    assert int(settings["spark.executor.instances"]) == template["executor"]["instances"]
    assert settings["spark.kubernetes.memoryOverheadFactor"] == template["memoryOverheadFactor"]
    account = settings["spark.kubernetes.authenticate.driver.serviceAccountName"]
    assert account == template["driver"]["serviceAccount"]
    assert settings["spark.kubernetes.namespace"] == manifest["metadata"]["namespace"]


def test_only_what_may_pass_is_tried_again() -> None:
    job = dict(CORE)["nightly.yaml: CronJob"]["spec"]["jobTemplate"]["spec"]
    counted, failed = job["podFailurePolicy"]["rules"]
    # 5: something outside failed; 137 and 143: the pod was ended.
    assert (counted["action"], counted["onExitCodes"]["values"]) == ("Count", [5, 137, 143])
    assert (failed["action"], failed["onExitCodes"]["operator"]) == ("FailJob", "NotIn")


def test_the_configuration_is_a_file_of_the_image() -> None:
    text = dict(CORE)["configuration.yaml: ConfigMap"]["data"]["shop.conf"]
    included = text.split('file("/opt/forecast/')[1].split('"')[0]
    assert (ROOT / included).is_file()
    assert f"COPY {included.split('/')[0]} /opt/forecast/" in (DEPLOY / "Dockerfile").read_text()
