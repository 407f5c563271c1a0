"""How well `salesplan init --from` maps files that it meets for the first time: right, wrong, open, how sure it was.

`.venv/bin/python benchmarks/init_from.py [SET ...]`: the public sets (SALESPLAN_REAL_DATA or ../shared/data) and the
made-up exports of tests/proposal/ugly_sets.py, against mappings written by hand in tests/proposal/truth/. A column
that the truth does not have and the proposal maps is wrong. The last table is the calibration: of the columns at a
confidence, the share that were right.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from salesplan_nb.proposal import proposed
from tests.proposal import ugly_sets, unseen_sets
from tests.proposal.judging import Judged, judged, truth

REAL = (
    "crm_opportunities",
    "online_retail",
    "us_regional_sales",
    "northwind",
    "india_ecommerce_targets",
    "cdnow",
    "dp_data_sales",
)
SETS = ugly_sets.SETS | unseen_sets.SETS
HELD_OUT = ("dp_data_sales", *ugly_sets.UNSEEN, *unseen_sets.SETS)
"""Sets measured before anything was changed for them; the first figures are in tests/proposal/truth/README.md."""
BINS = ((0.9, 1.01), (0.8, 0.9), (0.6, 0.8), (0.0, 0.6))


def main() -> None:
    """Print a line a set, totals, and the calibration."""
    folder = Path(os.environ.get("SALESPLAN_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
    wanted = sys.argv[1:] or [*REAL, *SETS]
    found: dict[str, Judged] = {}
    for name in wanted:
        with tempfile.TemporaryDirectory() as made:
            if name in SETS:
                SETS[name](Path(made))
            files = Path(made) if name in SETS else folder / name
            found[name] = judged(proposed([files], Path("plan")).mapping, truth(name))
        print(found[name].line(f"{name}{' (unseen)' if name in HELD_OUT else ''}"))
        for text in (*found[name].wrong, *found[name].open):
            print(f"      {text}")
    for what, names in (("real", REAL), ("made up", tuple(SETS)), ("held out", HELD_OUT), ("all", tuple(found))):
        if some := [found[name] for name in names if name in found]:
            print(Judged.together(some).line(f"== {what}"))
    whole = Judged.together(list(found.values()))
    for low, high in BINS:
        some = [right for confidence, right in whole.confidences if low <= confidence < high]
        print(f"confidence {low:.1f} to {min(high, 1):.1f}: {sum(some)} of {len(some)} right")


if __name__ == "__main__":
    main()
