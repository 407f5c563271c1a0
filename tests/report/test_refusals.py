"""What cannot be said is told in one line: that, the plain figure that can be said, and what would lift it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from salesplan_nb.contract import TABLES
from salesplan_nb.report.objects import Block, Refusal
from salesplan_nb.report.page import page
from salesplan_nb.report.plain import UNKNOWN
from salesplan_nb.report.sections import Results
from salesplan_nb.results import framed, tables_of
from salesplan_nb.workspace.plan import Plan
from tests.report import fakes

LIFTS = {*TABLES, *Plan.model_fields}
STAGES = ("objectives", "goals", "strategies", "resources", "measures")
KEPT = {("goals", "goals"), ("goals", "smart")}
"""Every plan has a goal: plan.yml is refused without one, and each is judged."""


def without(stage: str) -> Results:
    """The whole plan less all that a stage found, but for the goals."""
    result = getattr(fakes.complete(), stage)
    empty = {name: framed(type(result), name, []) for name in tables_of(type(result)) if (stage, name) not in KEPT}
    return fakes.complete(**{stage: type(result)(**{**vars(result), **empty})})


PAGES: dict[str, Callable[[], Results]] = {
    "minimal": fakes.minimal,
    "complete": fakes.complete,
    **{f"no {stage}": lambda stage=stage: without(stage) for stage in STAGES},  # type: ignore[misc]
    "no capacity, no budget": lambda: fakes.complete(resources=fakes.resources(capacity=False, budget=False)),
}


def refusals(results: Results) -> Iterator[Refusal]:
    for _, shown in page(results, fakes.IDENTITY).shown:
        for part in (*shown.parts, *shown.details) if isinstance(shown, Block) else (shown,):
            if isinstance(part, Refusal):
                yield part


def wrong(refusal: Refusal, reps: int) -> list[str]:
    """What a refusal lacks."""
    words = set(re.findall(r"[a-z_]+", refusal.lift.lower()))
    told = []
    if not re.fullmatch(r".+[^.]\.", refusal.cannot):
        told.append("cannot is no sentence")
    if not re.fullmatch(r".+[^.]\.", refusal.lift) or not words & LIFTS:
        told.append("lift names neither a key of plan.yml nor a table")
    excused = refusal.id in UNKNOWN and not (reps and refusal.id != "stakeholders")
    if not re.search(r"\d", refusal.figure) and not excused:
        told.append("no figure")
    if "  " in refusal.figure or re.search(r"\bnan\b|–|\.\.", refusal.figure):
        told.append("the figure is none")
    return [f"{refusal.id}: {one}: {refusal.cannot} | {refusal.figure} | {refusal.lift}" for one in told]


@pytest.mark.parametrize("name", PAGES)
def test_each_refusal_says_what_cannot_be_said_a_plain_figure_and_what_lifts_it(name: str) -> None:
    results = PAGES[name]()
    found = list(refusals(results))
    assert [told for refusal in found for told in wrong(refusal, len(results.resources.team))] == []
    assert bool(found) == (name != "complete")


def test_the_plain_figures_are_those_of_the_results() -> None:
    told: dict[str, Any] = {refusal.id: refusal.figure for refusal in refusals(fakes.minimal())}
    history = fakes.minimal().goals.history
    total = history.amount_cents.sum() / 100 / 1e6  # ten months, in millions
    sales = f"Revenue of the 10 months to Oct 2026: EUR {total:.1f}M."
    assert told["channels"] == f"The orders name no channel. {sales}"
    assert told["controls"] == f"No control totals are known. {sales}"
    assert told["budget"] == sales
    assert told["breakdown" if "breakdown" in told else "quotas"].endswith("The goal asks EUR 2.4M a month on average.")
    # 28.8M in twelve months
    assert told["tactics"].endswith("If nothing changes we land at 25.6M of 28.8M.")


def test_a_figure_stands_on_the_page_once_with_the_first_refusal_that_has_it() -> None:
    html = page(fakes.minimal(), fakes.IDENTITY).html
    assert html.count("Revenue of the 10 months to Oct 2026") == 1
    assert '<p id="not-channels"><b>Channels are not planned yet.</b> The orders name no channel. Map a channel' in html
