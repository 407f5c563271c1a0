"""The funnel, shown: where deals stop on their way from created to won. One call, one claim."""

from __future__ import annotations

import math
import re

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.report import charts_funnel as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import DASH, interval, number, percent
from salesplan_nb.report.objects import Cell, Chart, Refusal, Table, named
from salesplan_nb.report.wording import funnel as say


def funnel(stages: pd.DataFrame) -> Chart | Refusal:
    """At which stage the deals of the last twelve months stop.

    Parameters
    ----------
    stages : DataFrame
        `Measures.funnel`.
    """
    if stages.empty or not (stages.moved_on + stages.lost).sum():
        return Refusal(
            "funnel",
            say.CANNOT,
            say.unanswered(int(stages.entered.iloc[0]) if len(stages) else 0),
            say.LIFT,
        )
    rows = list(frame_rows(stages))
    labels = [label(str(r.stage)) for r in rows]
    period = Period.parse(str(rows[0].period)).name
    weak = weakest(stages)
    won = int(rows[-1].moved_on)
    told = [
        say.Step(name, int(r.entered), int(r.moved_on), int(r.lost), int(r.open), r.rate, r.low, r.high, r.before)
        for name, r in zip(labels, rows, strict=True)
    ]
    title, desc = "Deals from created to won", say.desc(told, won)
    svg = draw.funnel(
        "funnel",
        title,
        desc,
        [(step.name, step.entered, step.moved_on, step.lost, percent(step.rate)) for step in told],
        ("Won", won),
        weak,
    )
    return Chart(
        "funnel",
        say.claim_of(told, won, weak),
        f"Deals created in {period}.",
        say.HOW,
        svg,
        title,
        desc,
        say.reading(told, math.prod(step.rate for step in told), weak),
    )


def weakest(stages: pd.DataFrame) -> int | None:
    """The stage whose whole interval lies under that of every other; None where there is none, or only one stage."""
    known = stages[stages.rate.notna()]
    if len(known) < len(stages):
        return None
    at = int(stages.rate.to_numpy().argmin())
    others = stages.drop(stages.index[at])
    return at if float(stages.high.iloc[at]) < float(others.low.min()) else None


def label(stage: str) -> str:
    """A stage as readers know it, without the number that orders it.

    Examples
    --------
    >>> label("3 Proposal"), label("all")
    ('Proposal', 'Created')
    """
    return "Created" if stage == "all" else re.sub(r"^\d+[\s.:)_-]*", "", clean(stage)) or clean(stage)


def funnel_table(stages: pd.DataFrame) -> Table:
    """Every stage: entered, gone on, lost, still there, and the rate with its interval and that of a year before."""
    body = [
        (
            named(label(str(r.stage)), length=24),
            number(r.entered),
            number(r.lost),
            number(r.open),
            Cell(percent(r.rate), interval(percent(r.low), percent(r.high))) if r.rate == r.rate else DASH,
            percent(r.before) if r.before == r.before else DASH,
        )
        for r in frame_rows(stages)
    ]
    return Table(
        "funnel-table",
        "",
        f"Deals by stage; gone on = of those that left it, with {percent(0.95)} interval",
        ("Stage", "In", "Lost", "Open", "Gone on", "Before"),
        tuple(body),
    )
