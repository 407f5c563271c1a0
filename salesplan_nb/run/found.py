"""What a run's results ask for before approval: claims that the data no longer bear, goals that contradict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from salesplan_nb.run import store
from salesplan_nb.run.stages import stage_named
from salesplan_nb.workspace import Todo


def stale(objectives: Any) -> list[Todo]:
    """What plan.yml claims and the data no longer say, from the result of stage 1."""
    found = objectives.swot
    told = (
        ": ".join(text for text in (row.statement, row.reading) if text)
        for row in found[found["state"] == "stale"].itertuples()
    )
    return [Todo("must", f"{text}: correct the claim, or take it out", "plan.yml, swot") for text in told]


def conflicting(goals: Any) -> list[Todo]:
    """Goals of which not all can be kept, from the result of stage 2; what may be meant is no to-do."""
    found = goals.conflicts
    told = (str(words) for words in found["words"][found["must"]])
    return [Todo("must", f"{words}: keep what is meant", "plan.yml, goals") for words in told]


def of_run(folder: Path) -> list[Todo]:
    """Both, from the tables of a finished run."""
    objectives, goals = (
        store.load(stage_named(name).result_type, folder / "tables" / name) for name in ("objectives", "goals")
    )
    return [*stale(objectives), *conflicting(goals)]
