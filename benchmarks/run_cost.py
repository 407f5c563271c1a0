"""What papermill's six kernels cost: CPU and peak memory of `salesplan run` against the same calls as one script.

.venv/bin/python benchmarks/run_cost.py [WORKSPACE]
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPT = (
    "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from tests.script import run_as_script; "
)
COMMANDS = {
    "salesplan run": [sys.executable, "-m", "salesplan_nb.cli", "run"],
    "one script": [sys.executable, "-c", SCRIPT + "run_as_script(Path(sys.argv[2]))", str(ROOT)],
}


def cost(command: list[str]) -> dict[str, float]:
    """Wall and CPU seconds of a command with all its children, and the largest process's peak memory [MB]."""
    code = (
        "import json, resource, subprocess, sys, time\n"
        "start = time.perf_counter(); done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
        "use = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "assert done.returncode == 0, done.stderr\n"
        "cpu = use.ru_utime + use.ru_stime\n"
        "print(json.dumps({'wall_s': time.perf_counter() - start, 'cpu_s': cpu, 'peak_mb': use.ru_maxrss / 1024}))"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure both, print a table and the ratio."""
    workspace = str(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "data" / "sample").resolve())
    costs = {name: cost([*command, workspace]) for name, command in COMMANDS.items()}
    print(f"{'':<16}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}")
    for name, found in costs.items():
        print(f"{name:<16}{found['wall_s']:>8.1f}{found['cpu_s']:>8.1f}{found['peak_mb']:>9.0f}")
    print(f"CPU ratio {costs['salesplan run']['cpu_s'] / costs['one script']['cpu_s']:.2f}")
    manifest = json.loads((Path(workspace) / "runs" / "latest" / "manifest.json").read_text())
    print("stages: " + ", ".join(f"{stage['name']} {stage['seconds']:.1f} s" for stage in manifest["stages"]))


if __name__ == "__main__":
    main()
