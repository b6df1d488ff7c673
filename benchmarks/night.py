"""Times whole nights by engine, each from raw files into a warehouse of its own, stage by stage.

Prints a table for docs/benchmarks.md: seconds of each stage, wall clock, CPU seconds and the peak memory of the
largest process, and the same of any command that is to be compared, run in the same invocation.
"""

import argparse
import os
import platform
import re
import resource
import shlex
import subprocess
import sys
import tempfile
import time

STAGE = re.compile(r"^\[\d+/\d+\] (?P<name>[^:]+): done,.* (?P<time>(?:\d+:)*[\d.]+)(?: s)?$")


def seconds(text):
    """Seconds of 12, 1:02 or 1:00:02."""
    total = 0.0
    for part in text.split(":"):
        total = 60 * total + float(part)
    return total


def measure(command):
    """Runs a command; gives wall seconds, CPU seconds, peak MB and what it wrote to its error stream."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    if process.returncode != 0:
        sys.exit(f"benchmark: ended with {process.returncode}: {shlex.join(command)}\n{errors}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    kilobytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return wall, cpu, kilobytes / 1024, errors


def stages(progress):
    found = {}
    for line in progress.splitlines():
        match = STAGE.match(line)
        if match:
            found[match["name"]] = seconds(match["time"])
    return found


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as facts:
            model = next(line.split(":")[1].strip() for line in facts if line.startswith("model name"))
    except (OSError, StopIteration):
        pass  # Not Linux: the architecture has to do.
    return f"{os.cpu_count()} cores, {model}"


def main():
    parser = argparse.ArgumentParser(prog="scripts/benchmark night", description=__doc__.splitlines()[0])
    parser.add_argument("-c", "--config", required=True, help="data set, such as conf/datasets/m5.conf")
    parser.add_argument("--data", required=True, help="folder of the raw files")
    parser.add_argument("--as-of", required=True, help="last day of actuals to use")
    parser.add_argument("--engines", default="mllib,xgboost")
    parser.add_argument("--beside", default="", help="command to time in the same invocation")
    arguments = parser.parse_args()
    forecast = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "scripts", "forecast")
    measure([forecast, "--version"])  # Builds, where it must: not part of a night.

    columns = {}
    with tempfile.TemporaryDirectory() as folder:
        for engine in arguments.engines.split(","):
            command = [forecast, "run", "--progress", "plain", "-c", arguments.config, "--data", arguments.data]
            command += ["--as-of", arguments.as_of, "-w", os.path.join(folder, engine), "--set", f"training.engine={engine}"]
            wall, cpu, peak, errors = measure(command)
            by_stage = stages(errors)
            by_stage["start, end and between"] = wall - sum(by_stage.values())
            columns[engine] = (by_stage, wall, cpu, peak)
    if arguments.beside:
        wall, cpu, peak, _ = measure(shlex.split(arguments.beside))
        columns["beside"] = ({}, wall, cpu, peak)

    names = list(dict.fromkeys(name for by_stage, *_ in columns.values() for name in by_stage))
    rows = [[name] + [f"{c[0][name]:.1f}" if name in c[0] else "" for c in columns.values()] for name in names]
    rows.append(["wall clock, s"] + [f"{c[1]:.1f}" for c in columns.values()])
    rows.append(["CPU, s"] + [f"{c[2]:.1f}" for c in columns.values()])
    rows.append(["peak memory, MB"] + [f"{c[3]:.0f}" for c in columns.values()])
    print(f"{machine()}; {arguments.config} as of {arguments.as_of}\n")
    for row in [["", *columns], ["---"] * (1 + len(columns)), *rows]:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
