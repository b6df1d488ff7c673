"""Times the first night of M5's sales and the nights after it, each with the sales of one day more and no training.

The sales come as the competition has them, a wide file that every night brings again with a column more (wide), or in
a long layout, a file a day after the first (long). The other files stay as they are. Prints a table for
docs/benchmarks.md: seconds of each stage, wall clock, CPU seconds, peak memory, and the rows and bytes that were
written to each table.
"""

import argparse
import csv
import datetime
import gzip
import json
import os
import shutil
import sys
import tempfile

from night import machine, measure, stages

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FORECAST = os.path.join(ROOT, "scripts", "forecast")
CONFIG = os.path.abspath(os.path.join(ROOT, "conf", "datasets", "m5.conf"))
FIRST_DAY = datetime.date(2011, 1, 29)
SALES = "sales_train_evaluation.csv.gz"
TEXTS = 6  # Columns before those of the days, the first of them without meaning.
LONG = """  sales {
    path = "sales-*.csv.gz"
    columns = [
      { name = item_id, required = true }, { name = dept_id, required = true }
      { name = cat_id, required = true }, { name = store_id, required = true }
      { name = state_id, required = true }, { name = day, type = date, required = true }
      { name = units, type = decimal, required = true }
    ]
    time.column = day
    quantity = units
    attributes = [dept_id, cat_id, state_id]
    rules.whole-range { check = range, column = units, min = 0, max = 100000 }
  }

"""


def long_config():
    """M5's configuration with the section of the sales exchanged."""
    with open(CONFIG, encoding="utf-8") as file:
        text = file.read()
    return text[: text.index("  sales {")] + LONG + text[text.index("  calendar {\n") :]


def write(path, rows):
    with gzip.open(path, "wt", compresslevel=1, newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def long_rows(sales, begin, end):
    """Rows of the days with numbers from begin up to end."""
    yield ["item_id", "dept_id", "cat_id", "store_id", "state_id", "day", "units"]
    for day in range(begin, end + 1):
        date = (FIRST_DAY + datetime.timedelta(days=day - 1)).isoformat()
        for row in sales[1:]:
            yield [*row[1:TEXTS], date, row[TEXTS + day - 1]]


def deliver(folder, layout, sales, before, day):
    """Brings the sales up to a day's number; before is the one delivered last, 0 at first."""
    if layout == "wide":
        write(os.path.join(folder, SALES), (row[: TEXTS + day] for row in sales))
    else:
        write(os.path.join(folder, f"sales-{day:05}.csv.gz"), long_rows(sales, before + 1, day))


def written(warehouse, seen):
    """Rows and bytes by table of the commits that are not among those seen, which they then are."""
    found = {}
    for table in sorted(os.listdir(warehouse)):
        log = os.path.join(warehouse, table, "_delta_log")
        for name in sorted(os.listdir(log)) if os.path.isdir(log) else []:
            path = os.path.join(log, name)
            if not name.endswith(".json") or path in seen:
                continue
            seen.add(path)
            with open(path, encoding="utf-8") as commit:
                for action in map(json.loads, commit):
                    if "add" in action:
                        rows, size = found.get(table, (0, 0))
                        rows += json.loads(action["add"]["stats"])["numRecords"]
                        found[table] = (rows, size + action["add"]["size"])
    return found


def main():
    parser = argparse.ArgumentParser(prog="scripts/benchmark nightly", description=__doc__.splitlines()[0])
    parser.add_argument("--data", required=True, help="folder of M5's files")
    parser.add_argument("--as-of", required=True, help="last day of actuals of the first night")
    parser.add_argument("--nights", type=int, default=3, help="nights after the first")
    parser.add_argument("--layout", choices=["wide", "long"], default="wide", help="of the sales")
    parser.add_argument("--engine", default="xgboost", help="mllib or xgboost")
    parser.add_argument("--set", action="append", default=[], help="a setting, as of scripts/forecast")
    arguments = parser.parse_args()
    measure([FORECAST, "--version"])  # Builds, where it must: not part of a night.
    with gzip.open(os.path.join(arguments.data, SALES), "rt", newline="", encoding="utf-8") as file:
        sales = list(csv.reader(file))
    as_of = datetime.date.fromisoformat(arguments.as_of)
    first = (as_of - FIRST_DAY).days + 1
    if not 1 <= first <= len(sales[0]) - TEXTS - arguments.nights:
        sys.exit(f"benchmark: there are no sales of {arguments.nights} nights after {as_of}")

    nights = []
    with tempfile.TemporaryDirectory() as folder:
        warehouse = os.path.join(folder, "warehouse")
        data = os.path.join(folder, "data")
        os.mkdir(data)
        for name in ("calendar.csv", "sell_prices.csv.gz"):
            shutil.copyfile(os.path.join(arguments.data, name), os.path.join(data, name))
        config = CONFIG
        if arguments.layout == "long":
            config = os.path.join(folder, "m5-long.conf")
            with open(config, "w", encoding="utf-8") as file:
                file.write(long_config())
        command = [FORECAST, "run", "--progress", "plain", "-c", config, "--data", data, "-w", warehouse]
        settings = [f"training.engine={arguments.engine}", "training.retrain-after-days=1000", *arguments.set]
        for setting in settings:
            command += ["--set", setting]
        seen = set()
        for night in range(arguments.nights + 1):
            day = first + night
            deliver(data, arguments.layout, sales, day - 1 if night else 0, day)
            date = as_of + datetime.timedelta(days=night)
            wall, cpu, peak, errors = measure([*command, "--as-of", date.isoformat()])
            by_stage = stages(errors)
            by_stage["start, end and between"] = wall - sum(by_stage.values())
            nights.append((date, by_stage, wall, cpu, peak, written(warehouse, seen)))

    names = list(dict.fromkeys(name for night in nights for name in night[1]))
    tables = list(dict.fromkeys(name for night in nights for name in night[5]))
    rows = [[name] + [f"{n[1][name]:.1f}" if name in n[1] else "" for n in nights] for name in names]
    rows.append(["wall clock, s"] + [f"{n[2]:.1f}" for n in nights])
    rows.append(["CPU, s"] + [f"{n[3]:.1f}" for n in nights])
    rows.append(["peak memory, MB"] + [f"{n[4]:,.0f}" for n in nights])
    for name in tables:
        pairs = [n[5].get(name, (0, 0)) for n in nights]
        rows.append([f"{name}: rows (kB)"] + [f"{count:,} ({size / 1000:,.0f})" for count, size in pairs])
    print(f"{machine()}; M5, {arguments.layout}; {' '.join(settings)}\n")
    for row in [["", *(n[0].isoformat() for n in nights)], ["---"] * (1 + len(nights)), *rows]:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
