"""Part 2, shown: can we reach it, where do we land, who carries which part. One call, one claim."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.goals.smart import CANNOT_TELL, NO, YES
from salesplan_nb.goals.statement import goal_name
from salesplan_nb.report.ambition import ambition, ambition_table, even_table
from salesplan_nb.report.build import build_table, target_build
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.landing import backtest_table, fan, figures, main_goal, period_name
from salesplan_nb.report.names import shortened, slug
from salesplan_nb.report.numbers import (
    DASH,
    change,
    measured,
)
from salesplan_nb.report.objects import Cell, Notes, Table, named
from salesplan_nb.report.pipeline import pipeline, pipeline_table
from salesplan_nb.report.targets import UNTOLD, breakdown
from salesplan_nb.report.wording import goals as say
from salesplan_nb.workspace.plan import Goal
from salesplan_nb.workspace.sentences import reads_back, sentence

__all__ = [
    "UNTOLD",
    "ambition",
    "ambition_table",
    "backtest_table",
    "baselines_table",
    "breakdown",
    "build_table",
    "conflicts_table",
    "even_table",
    "fan",
    "figures",
    "main_goal",
    "pipeline",
    "pipeline_table",
    "sentences",
    "smart_mends",
    "smart_notes",
    "smart_table",
    "target_build",
]
"""What notebooks call."""

LETTERS = (("S", "Specific"), ("M", "Measurable"), ("A", "Achievable"), ("R", "Relevant"), ("T", "Time-bound"))


def sentences(goals: Sequence[Goal], *, currency: str, names: dict[str, str]) -> Table:
    """Each goal as a sentence, and whether that reads back as the goal it was made from.

    Parameters
    ----------
    goals : sequence of Goal
        The plan's.
    currency : str
        The plan's.
    names : dict
        What people are called, by the ids that the plan has for them.
    """
    back = [reads_back(goal, currency, names) for goal in goals]
    rows = [
        (named(goal_name(goal), sentence(goal, currency, names), 24), _mark(same))
        for goal, same in zip(goals, back, strict=True)
    ]
    return Table(
        "sentences", say.sentences_claim(len(goals), sum(back)), "Goals as sentences", ("Goal", "Same"), tuple(rows)
    )


def _mark(good: bool) -> Cell:
    return Cell("yes", mark="good") if good else Cell("no", mark="bad")


MARKS = {YES: _mark(good=True), NO: _mark(good=False), CANNOT_TELL: Cell(CANNOT_TELL)}


def smart_table(smart: pd.DataFrame, goals: pd.DataFrame) -> Table:
    """Each goal's verdict by the five letters, and what to write where one does not pass.

    Parameters
    ----------
    smart : DataFrame
        `Goals.smart`.
    goals : DataFrame
        `Goals.goals`.
    """
    told = {str(g.goal_id): (str(g.name), str(g.statement)) for g in frame_rows(goals)}
    rows, failing, untold = [], [], []
    for goal_id, letters in smart.groupby("goal_id", sort=False):
        name, statement = told.get(str(goal_id), (str(goal_id), ""))
        bad = letters[letters.verdict == NO]
        if len(bad):
            failing.append((name, "".join(bad.letter)))
        elif (letters.verdict == CANNOT_TELL).any():
            untold.append(name)
        verdicts = dict(zip(letters.letter, letters.verdict, strict=True))
        marks = [MARKS[str(verdicts[letter])] for letter, _ in LETTERS]
        rows.append((named(name, statement, 24), *marks))
    return Table(
        "smart",
        say.smart_claim(len(rows), failing, untold),
        "Goals by the five letters of SMART",
        ("Goal", *(letter for letter, _ in LETTERS)),
        tuple(rows),
        say.smart_reading(_failures(smart, goals)),
    )


def _failures(smart: pd.DataFrame, goals: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """Name, letter, reason and what to write instead of each letter that fails, then of those that cannot be told."""
    names = dict(zip(goals.goal_id, goals["name"], strict=True))
    bad = pd.concat([smart[smart.verdict == verdict] for verdict in (NO, CANNOT_TELL)])
    return [
        (str(names.get(r.goal_id, r.goal_id)), str(r.letter), str(r.reason), str(r.write_instead))
        for r in frame_rows(bad)
    ]


def smart_mends(smart: pd.DataFrame, goals: pd.DataFrame) -> Notes:
    """What each letter that does not pass needs, for every goal."""
    items = tuple(
        (shortened(f"{name}, {letter}", 40), say.smart_mend(reason, write))
        for name, letter, reason, write in _failures(smart, goals)
    )
    return Notes("smart-mends", items)


def smart_notes(smart: pd.DataFrame, goal_id: str) -> Notes:
    """The reason for each letter of one goal."""
    rows = smart[smart.goal_id == goal_id]
    words = dict(LETTERS)
    items = tuple(
        (words.get(str(r.letter), str(r.letter)), say.smart_verdict(str(r.verdict), str(r.reason)))
        for r in frame_rows(rows)
    )
    return Notes(f"smart-{slug(goal_id)}", items)


def conflicts_table(conflicts: pd.DataFrame, goals: pd.DataFrame) -> Table | Notes:
    """Goals that do not fit each other, and by how much.

    Parameters
    ----------
    conflicts : DataFrame
        `Goals.conflicts`.
    goals : DataFrame
        `Goals.goals`.
    """
    if conflicts.empty:
        return Notes("conflicts", (("Goals", say.no_conflicts(len(goals))),))
    own = {str(g.goal_id): (str(g.name), str(g.unit)) for g in frame_rows(goals)}
    rows = []
    for c in frame_rows(conflicts):
        (name, _), (other, unit) = own[str(c.goal_id)], own[str(c.other_id)]
        gap = measured(abs(c.difference), unit) if math.isfinite(c.difference) else DASH
        mark = Cell(str(c.kind), mark="bad") if c.must else str(c.kind)
        rows.append((named(name, f"and {other}", 30), mark, gap))
    return Table(
        "conflicts",
        say.conflicts_claim(len(conflicts), int(conflicts.must.sum())),
        "Goals that do not fit each other",
        ("Goals", "What", "By"),
        tuple(rows),
        say.conflicts_reading([str(words) for words in conflicts.words]),
    )


def _changed(goal: Any) -> str:
    """What a goal adds to its base; a dash where the base is not known, which is another thing than nothing."""
    if not math.isfinite(goal.baseline):
        return DASH
    return say.rate_change(goal.target - goal.baseline) if goal.unit == "fraction" else change(goal.change)


KINDS = {"yoy": "the year before,", "qoq": "the quarter before,"}
"""What a baseline is in words."""


def baselines_table(goals: pd.DataFrame, *, currency: str) -> Table:
    """What each goal is measured from: base, change, target, period; rates change in points."""
    rows = [
        (
            named(str(g.name), f"{KINDS.get(str(g.baseline_kind), '')} {period_name(str(g.baseline_period))}".strip()),
            measured(g.baseline, g.unit),
            _changed(g),
            measured(g.target, g.unit),
            Period(str(g.first), str(g.last)).name if g.first else DASH,
        )
        for g in frame_rows(goals)
    ]
    money = goals[(goals.unit == "cents")]
    reading = ""
    if len(money) and money.iloc[0].baseline_open:
        n = figures(money.iloc[0])
        reading = (
            f"The base of {n.money(n.base)} is still open: {n.money(n.base_actual)} is "
            "actual, the rest forecast; it is set again once the period has closed."
        )
    return Table(
        "baselines",
        "",
        f"Goals and what they are measured from; money in {currency}",
        ("Goal", "Base", "Change", "Goal value", "Period"),
        tuple(rows),
        reading,
    )
