from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
WRITE = """
import sys
from pathlib import Path
from salesplan_nb import intake
from salesplan_nb.run import store
from salesplan_nb.workspace import load
taken = intake.read(load(Path(sys.argv[1])))
taken.write(Path(sys.argv[2]) / "canonical")
store.save(taken.quality, Path(sys.argv[2]) / "quality")
"""


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.*"))}


def test_two_processes_write_the_same_bytes_whatever_the_hash_seed_and_the_time_zone(tmp_path: Path) -> None:
    found = []
    for seed, zone in (("0", "UTC"), ("4711", "Pacific/Kiritimati")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        target = tmp_path / seed
        sample = str(REPOSITORY / "data" / "sample")
        subprocess.run([sys.executable, "-c", WRITE, sample, str(target)], check=True, env=environment, timeout=120)
        found.append(digests(target))
    assert found[0] == found[1]
    assert {"orders.parquet", "accounting.parquet", "facts.json"} <= set(found[0])


def test_canonical_files_are_the_same_whatever_the_order_of_the_rows(maker, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = ["A,2026-10-02,5", "B,2026-10-01,7", "C,2026-10-30,7"]
    for number, order in enumerate((lines, lines[::-1])):
        maker.orders("\n".join(["order,date,net", *order]) + "\n").write(tmp_path / str(number))
    assert digests(tmp_path / "0") == digests(tmp_path / "1")
