"""Times whole nights and single stages at growing numbers of series, in memory that stays the same.

Whole nights run from made-up raw files (docs/demo-data.md), each size ten times the one before. A size beyond them
runs in the stages that make features and score: there the panel of the largest night is copied many times under
other stores' names. Prints a table for docs/benchmarks.md: wall and CPU seconds and rows a second of each stage, the
peak memory of each process, and what ten times the series cost. Ends with 1 where that is more than was promised.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from night import STAGE, machine, measure, seconds

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FORECAST = os.path.join(ROOT, "scripts", "forecast")
CONFIG = os.path.join(ROOT, "conf", "datasets", "demo.conf")
HORIZON = 28
# Stages whose rows are forecasts; those of the others are days of series.
FORECASTING = {"predict", "audit and publish", "record features", "make features"}
TICKS = os.sysconf("SC_CLK_TCK")


class Figures:
    """Wall and CPU seconds by stage, and the peak memory, of one process."""

    def __init__(self):
        self.wall = {}
        self.cpu = {}
        self.peak = 0.0


def cpu_of(process):
    """CPU seconds that a process has used; NaN where the system does not tell."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / TICKS


def timed(command):
    """Runs a command that shows plain progress; ends the benchmark where the command fails."""
    figures = Figures()
    said = []
    results = []
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # Both streams are emptied: a full pipe would stop the command.
    reader = threading.Thread(target=lambda: results.extend(process.stdout))
    reader.start()
    used = 0.0
    for line in process.stderr:
        said.append(line)
        match = STAGE.match(line.rstrip("\n"))
        if match:
            now = cpu_of(process.pid)
            figures.wall[match["name"]] = seconds(match["time"])
            figures.cpu[match["name"]] = now - used
            used = now
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    reader.join()
    if process.returncode != 0:
        sys.exit(f"benchmark: ended with {process.returncode}: {shlex.join(command)}\n{''.join(said)}")
    total = usage.ru_utime + usage.ru_stime
    wall = time.monotonic() - started
    figures.wall["start and end"] = wall - sum(figures.wall.values())
    figures.cpu["start and end"] = total - used
    figures.wall["all"] = wall
    figures.cpu["all"] = total
    figures.peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return figures


def demo(folder, stores, items, days):
    """Writes raw files; gives the numbers of series and of rows of sales."""
    command = [FORECAST, "demo-data", folder, "--stores", str(stores), "--items", str(items), "--days", str(days)]
    measure(command + ["--horizon", str(HORIZON), "--progress", "none"])
    with open(os.path.join(folder, "demo-data.properties"), encoding="utf-8") as properties:
        text = properties.read()
    return tuple(int(re.search(rf"^{name}=(\d+)$", text, re.M)[1]) for name in ("series", "rows"))


def compiled():
    """Compiles what copies panels; gives the command that runs it."""
    build = ["mvn", "-B", "-ntp", "-q", "-Dstyle.color=never", "-pl", "feature-lib,jobs", "test-compile"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=sys.stderr)
    with open(os.path.join(ROOT, ".build", "built"), encoding="utf-8") as built:
        app, jars = built.read().split("\n")[:2]
    with open(os.path.join(ROOT, "pom.xml"), encoding="utf-8") as pom:
        opens = re.search("<spark.add-opens>(.*)</spark.add-opens>", pom.read())[1].split()
    path = [os.path.join(jars, "spark", "*"), os.path.join(jars, "lib", "*"), os.path.join(app, "*")]
    path.append(os.path.join(ROOT, "jobs", "target", "test-classes"))
    heap = f"-Xmx{os.environ['FORECAST_HEAP']}"
    return ["java", heap, *opens, "-cp", os.pathsep.join(path), "io.demandforecast.benchmark.PanelCopies"]


def copy_panel(copier, original, warehouse, copies):
    """Fills a warehouse's panel with copies of every series of another; none of them has been forecast."""
    for table in ("forecasts", "forecast_totals", "publications", "audits", "features"):
        shutil.rmtree(os.path.join(warehouse, table), ignore_errors=True)
    measure([*copier, original, os.path.join(warehouse, "panel"), str(copies)])


def table(sizes):
    """Lines of a table of sizes: (series, rows of sales, figures), smallest first."""
    head = [""]
    for series, _, _ in sizes:
        head += [f"{series:,} series: s", "CPU s", "rows/s"]
    ratios = list(zip(sizes, sizes[1:]))
    head += ["times the time"] * len(ratios) + ["times the CPU"] * len(ratios)
    yield head
    yield ["---"] * len(head)
    for stage in dict.fromkeys(name for _, _, figures in sizes for name in figures.wall):
        row = [stage]
        for series, rows, figures in sizes:
            wall = figures.wall.get(stage)
            handled = series * HORIZON if stage in FORECASTING else rows
            row += [f"{wall:.1f}", f"{figures.cpu[stage]:.1f}", f"{handled / wall:,.0f}"] if wall else ["", "", ""]
        for kind in ("wall", "cpu"):
            for (_, _, small), (_, _, large) in ratios:
                before, after = getattr(small, kind).get(stage), getattr(large, kind).get(stage)
                row.append(f"{after / before:.1f}" if before and after else "")
        yield row
    peaks = ["peak memory, MB"]
    for _, _, figures in sizes:
        peaks += [f"{figures.peak:,.0f}", "", ""]
    yield peaks + [""] * (2 * len(ratios))


def show(title, sizes):
    print(f"\n{title}\n")
    for row in table(sizes):
        print("| " + " | ".join(row) + " |", flush=True)


def broken(sizes, bound):
    """Sentences about sizes that cost more than was promised."""
    for (few, _, small), (many, _, large) in zip(sizes, sizes[1:]):
        growth = many / few
        cost = large.wall["all"] / small.wall["all"]
        if cost > growth * bound:
            yield f"{growth:.1f} times the series ({many:,}) cost {cost:.1f} times the time"


def main():
    parser = argparse.ArgumentParser(prog="scripts/benchmark growth", description=__doc__.splitlines()[0])
    parser.add_argument("--stores", default="10,100", help="stores of each size of the whole nights")
    parser.add_argument("--items", type=int, default=280, help="items a store")
    parser.add_argument("--days", type=int, default=400, help="days of sales")
    parser.add_argument("--copies", default="1,10", help="times the largest size for single stages; empty: none")
    parser.add_argument("--engine", default="xgboost", help="mllib or xgboost")
    parser.add_argument("--heap", default="4g", help="memory of the Java heap, the same at all sizes")
    parser.add_argument("--bound", type=float, default=1.1, help="times the growth that a growth may cost")
    arguments = parser.parse_args()
    os.environ["FORECAST_HEAP"] = arguments.heap
    measure([FORECAST, "--version"])  # Builds, where it must.
    copier = compiled() if arguments.copies else []
    print(f"{machine()}; {arguments.days} days; engine {arguments.engine}; heap {arguments.heap}", flush=True)
    options = ["--progress", "plain", "-c", CONFIG, "--set", f"training.engine={arguments.engine}"]

    nights, features, scoring = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        warehouse = ""
        for stores in (int(text) for text in arguments.stores.split(",")):
            data = os.path.join(folder, f"data-{stores}")
            warehouse = os.path.join(folder, f"warehouse-{stores}")
            series, rows = demo(data, stores, arguments.items, arguments.days)
            place = ["--data", data, "-w", warehouse]
            nights.append((series, rows, timed([FORECAST, "run", *options, *place])))
            shutil.rmtree(data)
            show(f"Whole night, {series:,} series, {rows:,} rows of sales", nights)
        if arguments.copies:
            series, rows, _ = nights[-1]
            original = os.path.join(folder, "panel")
            shutil.copytree(os.path.join(warehouse, "panel"), original)
            for copies in (int(text) for text in arguments.copies.split(",")):
                copy_panel(copier, original, warehouse, copies)
                for command, sizes in (("features", features), ("predict", scoring)):
                    place = ["--data", folder, "-w", warehouse]
                    sizes.append((series * copies, rows * copies, timed([FORECAST, command, *options, *place])))
                    show(f"{command} of a panel of {series * copies:,} series", sizes)

    findings = [text for sizes in (nights, features, scoring) for text in broken(sizes, arguments.bound)]
    if findings:
        sys.exit("benchmark: " + "; ".join(findings))


if __name__ == "__main__":
    main()
