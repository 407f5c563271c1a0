"""The plan's files, made of all results: the page, the workbook, and the list of their sentences."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.report.page import Identity, page
from salesplan_nb.report.result import PlanPage
from salesplan_nb.report.sections import Results
from salesplan_nb.report.workbook import workbook
from salesplan_nb.results import framed


def plan_page(results: Results, identity: Identity) -> PlanPage:
    """What the last stage publishes.

    Parameters
    ----------
    results : Results
        Of all stages.
    identity : Identity
        For footer and cover.
    """
    made = page(results, identity)
    todos = pd.DataFrame([(t.kind, t.place, t.text) for t in results.todos], columns=["kind", "place", "text"])
    return PlanPage(
        sentences=framed(PlanPage, "sentences", made.told()),
        todos=framed(PlanPage, "todos", todos),
        files={"plan.html": made.html.encode(), "plan.xlsx": workbook(results, identity)},
    )
