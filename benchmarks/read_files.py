"""What our strict parser of delimited text costs: seconds and peak memory against DuckDB's and pandas' readers.

All three read a million lines of nine columns as text, each in a process of its own, one after another.

.venv/bin/python benchmarks/read_files.py [LINES]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

LINES = 1_000_000
OURS = "from salesplan_nb.files import Layout, read_cells; "
READERS = {
    "read_cells": OURS + "rows = len(read_cells(path, Layout(), path.name).rows)",
    "read_cells, 3 columns": OURS
    + "rows = len(read_cells(path, Layout(), path.name, ['Invoice', 'Quantity', 'Price']).rows)",
    "DuckDB": "import duckdb; duckdb.execute('SET enable_progress_bar = false')\n"
    "rows = duckdb.read_csv(str(path), all_varchar=True).to_arrow_table().num_rows",
    "pandas": "import pandas; rows = len(pandas.read_csv(path, dtype=str))",
}


def orders(lines: int) -> str:
    """Order lines as a web shop exports them, one description in ten quoted."""
    chance = random.Random(1)  # noqa: S311  # made-up orders, no secrets
    rows = ["Invoice,Line,StockCode,Description,Quantity,Date,Price,Customer,Country"]
    for i in range(lines):
        description = '"Lantern, white"' if i % 10 == 0 else "White hanging heart holder"
        price = f"{chance.randrange(1, 5000) / 100:.2f}"
        day = f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02} 08:26:00"
        customer, item = chance.randrange(12000, 18000), f"{chance.randrange(10000, 90000)}A"
        order = f"{536365 + i // 20},{i % 20},{item},{description}"
        rows.append(f"{order},{i % 12},{day},{price},{customer},UK")
    return "\n".join(rows) + "\n"


def cost(reader: str, path: Path) -> dict[str, float]:
    """Wall and CPU seconds of a reader, its import left out, and the peak memory of its process [MB]."""
    modules, _, call = READERS[reader].partition("; ")
    code = (
        "import json, resource, sys, time; from pathlib import Path\n"
        f"path = Path(sys.argv[1]); {modules}\n"
        f"wall, cpu = time.perf_counter(), time.process_time()\n{call}\n"
        "found = {'wall_s': time.perf_counter() - wall, 'cpu_s': time.process_time() - cpu, 'rows': rows}\n"
        "print(json.dumps(found | {'peak_mb': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure all, print a table and the ratios of CPU time."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        path.write_text(orders(lines), encoding="utf-8")
        print(f"{lines:,} lines, {path.stat().st_size / 1e6:.0f} MB")
        costs = {name: cost(name, path) for name in READERS}
    print(f"{'':<24}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}{'rows':>11}")
    for name, found in costs.items():
        print(f"{name:<24}{found['wall_s']:>8.2f}{found['cpu_s']:>8.2f}{found['peak_mb']:>9.0f}{found['rows']:>11,}")
    for name in ("DuckDB", "pandas"):
        print(f"CPU ratio to {name}: {costs['read_cells']['cpu_s'] / costs[name]['cpu_s']:.2f}")


if __name__ == "__main__":
    main()
