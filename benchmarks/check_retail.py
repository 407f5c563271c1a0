"""What accounting for a million lines costs: `salesplan check` on the raw retail set against DuckDB summing the files.

.venv/bin/python benchmarks/check_retail.py FOLDER [REPEATS]

FOLDER holds online_retail_ii.parquet and online_retail.parquet (templates/workspaces/retail-orders/README.md says where
to get them). Both sides run in turn, REPEATS times (3), each in a process of its own with two threads; of each the
quickest run counts, since other programs on the machine only ever add to it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PLAIN = """
import sys, duckdb
connection = duckdb.connect(config={"threads": 2})
lines = " union all ".join(
    f"select Quantity * cast({price} as decimal(12, 3)) as amount from '{sys.argv[1]}/{file}.parquet'"
    for file, price in (("online_retail_ii", "Price"), ("online_retail", "UnitPrice"))
)
print(connection.sql(f"select count(*), sum(amount) from ({lines})").fetchone())
"""
MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
assert done.returncode == 0, done.stderr
cpu = use.ru_utime + use.ru_stime
print(json.dumps({"wall_s": time.perf_counter() - start, "cpu_s": cpu, "peak_mb": use.ru_maxrss / 1024}))
"""


def cost(*arguments: str) -> dict[str, float]:
    """Wall and CPU seconds of a Python program, and its peak memory [MB]."""
    command = [sys.executable, "-c", MEASURED, sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure both in turn, print the quickest of each and the ratios."""
    from salesplan_nb.workspace.scaffold import init

    data, repeats = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        workspace = str(init(Path(folder) / "plan", "retail-orders", data))
        sides = {
            "salesplan check": ("-m", "salesplan_nb.cli", "check", workspace),
            "plain DuckDB": ("-c", PLAIN, str(data)),
        }
        runs = [{name: cost(*side) for name, side in sides.items()} for _ in range(repeats)]
    least = {name: {unit: min(run[name][unit] for run in runs) for unit in runs[0][name]} for name in sides}
    print(f"{'':<16}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}")
    for name, found in least.items():
        print(f"{name:<16}{found['wall_s']:>8.2f}{found['cpu_s']:>8.2f}{found['peak_mb']:>9.0f}")
    check, plain = least.values()
    print("ratio" + " " * 11 + "".join(f"{check[unit] / plain[unit]:>{8 + (unit == 'peak_mb')}.1f}" for unit in check))
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
