"""What the last stage publishes: page, workbook, sentences, to-dos."""

from __future__ import annotations

from salesplan_nb.report.page import Identity, Results, page
from salesplan_nb.report.result import PlanPage
from salesplan_nb.report.xlsx import workbook
from salesplan_nb.results import framed


def plan_page(results: Results, identity: Identity) -> PlanPage:
    """The plan's files and every sentence on its page.

    Parameters
    ----------
    results : Results
        What the plan is made of.
    identity : Identity
        Hashes and names of its origin; anything with `plan_sha256`, `version`, `seed` and `scenario`.
    """
    made = page(results, identity)
    return PlanPage(
        sentences=framed(PlanPage, "sentences", made.told()),
        todos=framed(PlanPage, "todos", [(t.kind, t.place, t.text) for t in results.todos]),
        files={"plan.html": made.html.encode(), "plan.xlsx": workbook(results, identity)},
    )
