"""What changed in the data since the last run that was published: said by `check` and `run`, not on the page.

The page follows from the plan, the data and the code alone: a second run of the same must give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from salesplan_nb.errors import PlanError
from salesplan_nb.intake import Quality
from salesplan_nb.intake.checks import in_order
from salesplan_nb.intake.checks.drift import drift
from salesplan_nb.intake.checks.seen import Seen
from salesplan_nb.run import store
from salesplan_nb.run.folders import Runs


def since_last_run(root: Path, now: Quality) -> list[str]:
    """Lines for a terminal or a log; none where nothing changed or nothing was published yet.

    Parameters
    ----------
    root : Path
        The workspace.
    now : Quality
        Of this reading.
    """
    tables = Runs(root / "runs").latest / "tables" / "quality"
    if not (tables / store.FACTS).is_file():
        return []
    try:
        before = store.load(Quality, tables)
    except PlanError:
        return ["since the last run: its tables are of another version, so what changed cannot be said"]
    found = drift(Seen(now.columns, now.months), Seen(before.columns, before.months))
    return [f"since the last run: {f.table}: {f.text}; {f.hint}" for f in sorted(found, key=in_order)]
