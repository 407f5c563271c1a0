"""What the last stage hands on: the plan's files, its sentences and its to-dos."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.results import files, table


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """The plan."""

    sentences: pd.DataFrame = table(block="text", sentence="text", text="text")
    """Every sentence that was made from a result: where it stands, its name, its words."""
    todos: pd.DataFrame = table(kind="text", place="text", text="text")
    files: dict[str, bytes] = files()
    """plan.html and plan.xlsx."""
