"""The cover: the first screen's figures as numbers, its words, where the workbook comes from, and what is in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from salesplan_nb.report import options as choices
from salesplan_nb.report.first_screen import FirstScreen
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.goals import figures
from salesplan_nb.report.names import clean
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.page import first_screen
from salesplan_nb.report.wording import options as words
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.wording.approval import last_signed, state
from salesplan_nb.report.wording.quality import redacted_words
from salesplan_nb.report.workbook.columns import Column
from salesplan_nb.report.workbook.sheet import Sheet

WIDTHS = (27.0, 16.0, 16.0, 16.0, 16.0, 50.0)
"""Of the columns [characters]: labels, four figures, words."""


def cover(
    sheet: Sheet,
    results: Any,
    identity: Any,
    contents: Sequence[tuple[str, Refusal | None]],
    *,
    state: str,
) -> None:
    """The answer in one sheet.

    Parameters
    ----------
    sheet : Sheet
        Empty.
    results : Results
        What it says.
    identity : Identity
        Where it comes from.
    contents : sequence of (str, Refusal or None)
        The other sheets, and why one is not there.
    state : str
        'DRAFT, not signed'.
    """
    plan = results.plan
    for at, width in enumerate(WIDTHS):
        sheet.widen(at, width)
    first = first_screen(results)
    sheet.sentence(f"{plan.company}: sales plan {results.year.name}", "title", across=len(WIDTHS))
    sheet.put(sheet.row, 0, state, "text", "bad" if state.startswith("DRAFT") else "good")
    sheet.row += 2
    if isinstance(first, FirstScreen):
        _answer(sheet, results, first)
    else:
        sheet.sentence(f"{first.cannot} {first.figure} {first.lift}", "claim", across=len(WIDTHS))
        sheet.row += 1
    _origin(sheet, results, identity)
    _contents(sheet, contents)


def _answer(sheet: Sheet, results: Any, first: FirstScreen) -> None:
    """Verdict, figures, what is to be decided, and the sentences of the first screen."""
    sheet.sentence(" ".join(piece for piece in first.verdict if piece), "claim", across=len(WIDTHS))
    sheet.row += 1
    _landing(sheet, results, first)
    options = results.resources.options
    if first.options and len(options):
        _options(sheet, results, first, options)
    changed = first.since.words if first.since else ""
    told = (". ".join(text for text in first.holds if text), changed, first.caveat, first.data, first.base)
    for text in told:
        if text:
            sheet.sentence(text, across=len(WIDTHS))
    sheet.row += 1


def _landing(sheet: Sheet, results: Any, first: FirstScreen) -> None:
    """Goal, plan and momentum with their ranges; what is short of the goal, as a formula; the chance."""
    n, known = figures(results.goal, results.resources.facts), len(first.landing) > 3
    heads = (f"{n.period} [{results.plan.currency}]", "Middle", "Low", "High", "", "")
    for at, head in enumerate(heads):
        sheet.heading(sheet.row, at, head, words=at in (0, 4, 5))
    start = sheet.row + 1
    for i, (name, ends) in enumerate((("plan", n.plan), ("nothing", n.nothing)), 1):
        sheet.put(start + i, 0, first.landing[i].label, "text")
        for at, (part, value) in enumerate(zip(("middle", "low", "high"), (ends[1], ends[0], ends[2]), strict=True), 1):
            if known:
                sheet.put(start + i, at, round(value), "money", "strong" if part == "middle" else "")
                sheet.name_cell(f"{name}_{part}", start + i, at)
        sheet.put(start + i, 4, say.RANGE if known else first.landing[i].note, "line", "note")
    sheet.put(start, 0, first.landing[0].label, "text")
    sheet.put(start, 1, round(n.goal), "money", "strong")
    sheet.put(start, 4, first.landing[0].note, "line", "note")
    sheet.name_cell("goal", start, 1)
    row = start + 3
    if known:
        short = first.landing[3]
        sheet.put(row, 0, short.label, "text", "total")
        gap = round(n.goal) - round(n.plan[1])
        told = ("goal-plan_middle", gap) if short.short else ("plan_middle-goal", -gap)
        sheet.formula(row, 1, *told, "money", "total")
        for at in range(2, len(WIDTHS)):
            sheet.put(row, at, None, "line", "total")
        sheet.name_cell("short_of_goal" if short.short else "above_goal", row, 1)
        row += 1
    sheet.put(row, 0, "Chance", "text")
    for at, (name, value) in enumerate((("", n.chance), ("_low", n.chance_low), ("_high", n.chance_high)), 1):
        if math.isfinite(value):
            sheet.put(row, at, value, "share", "" if name else "strong")
            sheet.name_cell(f"chance{name}", row, at)
    sheet.put(row, 4, first.chance.removeprefix("Chance: ").rstrip(".") + n.mark(n.chance), "line", "note")
    sheet.row = row + 2


def _options(sheet: Sheet, results: Any, first: FirstScreen, options: pd.DataFrame) -> None:
    """What may be decided: cost, gain and new chance of each, as numbers."""
    money, n = results.plan.currency, figures(results.goal)
    rows = list(frame_rows(options))
    hires = [o for o in rows if o.kind == "hires"]
    goals = [o for o in rows if o.kind == "goal" and o.target_cents > 0]
    planned = [choices.hires(o, n) for o in hires]
    said = [(words.hires_what(one), words.hires_rest(one, n.scale)) for one in planned]
    said += [(words.goal_what(float(o.target_cents), n.scale, True).rstrip(":"), "") for o in goals]
    sheet.part(first.ask)
    every = [*hires, *goals]  # a cost of nothing is one that is not planned
    sheet.table(
        (
            Column("what", "Option", "prose", [what for what, _ in said]),
            Column(
                "cost",
                f"Costs [{money}]",
                "money",
                [o.cost_cents if o.kind == "hires" and o.cost_cents else None for o in every],
            ),
            Column("gain", f"Adds [{money}]", "change", [o.gain_cents if o.kind == "hires" else None for o in every]),
            Column("goal", f"Goal [{money}]", "money", [o.target_cents for o in every]),
            Column("chance", f"Chance then{n.mark(*options.chance)}", "share", [o.chance for o in every]),
            Column("rest", "In words", "prose", [rest for _, rest in said]),
        )
    )


def _origin(sheet: Sheet, results: Any, identity: Any) -> None:
    """Data, plan and code that made these figures."""
    facts, plan = results.quality.facts, results.plan
    sheet.part("Where it comes from")
    rows = [
        ("Signed", last_signed(identity.signed, results.approval) or state(identity.signed), "line"),
        ("Data to", plan.year.calendar.last_day(facts.as_of).isoformat(), "date"),
        ("Records", facts.records, "line"),
        ("Main goal", clean(str(results.goals.facts.main_goal)), "line"),
        ("Scenario", identity.scenario or "The plan as written", "line"),
        ("Plan hash", identity.plan_sha256, "line"),
        ("Version", f"{identity.version}, seed {identity.seed}", "line"),
    ]
    if identity.redacted:
        rows.append(("Names", redacted_words(identity.redacted), "line"))
    for label, value, kind in rows:
        sheet.put(sheet.row, 0, label, "text")
        sheet.put(sheet.row, 1, value, kind)
        if label == "Main goal":
            sheet.name_cell("goal_id", sheet.row, 1)
        sheet.row += 1
    sheet.row += 1


def _contents(sheet: Sheet, contents: Sequence[tuple[str, Refusal | None]]) -> None:
    """The sheets that are there, each with its link; then what is not planned yet, and what to add."""
    sheet.part("In this workbook")
    for name, refusal in contents:
        if refusal is None:
            sheet.link(sheet.row, 0, name)
            sheet.put(sheet.row, 1, say.TOPICS[name], "line")
            sheet.row += 1
    absent = [(name, refusal) for name, refusal in contents if refusal is not None]
    if absent:
        sheet.row += 1
        sheet.part("Not in it yet")
    for name, refusal in absent:
        sheet.put(sheet.row, 0, name, "text", "note")
        sheet.sentence(f"{refusal.cannot} {refusal.lift}".strip(), "note", at=1, across=len(WIDTHS) - 1)
