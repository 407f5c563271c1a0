"""Measures against their targets, and actual against target month by month."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pandas as pd

from salesplan_nb.goals.statement import goal_names
from salesplan_nb.report import measures as part5
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.landing import period_name
from salesplan_nb.report.names import clean
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.wording import measures as words
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.workbook.columns import Column
from salesplan_nb.report.workbook.lines import Line, lines
from salesplan_nb.report.workbook.people import person
from salesplan_nb.report.workbook.sheet import Sheet

UNITS = {
    "cents": ("exact", "change"),
    "fraction": ("share", "gap"),
    "count": ("count", "more"),
    "days": ("count", "more"),
    "ratio": ("number", "step"),
}
"""How a measure and its gap are written."""


def no_kpis(results: Any) -> Refusal | None:
    """What to add before there are measures."""
    m = results.measures
    told = part5.cards(m.kpis, m.series, m.facts, currency=results.plan.currency) if m.kpis.empty else None
    return told if isinstance(told, Refusal) else None


def kpis(sheet: Sheet, results: Any) -> None:
    """A row a measure: value, interval, target, gap, status."""
    k, money = list(frame_rows(results.measures.kpis)), results.plan.currency
    sheet.opening("Measures", say.kpis_reading(money))
    kinds = [UNITS[str(m.unit)][0] for m in k]
    statuses = [words.status_words(str(m.status)) for m in k]
    placed = sheet.table(
        (
            Column("name", "Measure", "text", [m.name for m in k]),
            Column("period", "Period", "text", [period_name(str(m.period)) for m in k]),
            Column(
                "unit", "Unit", "text", [{"cents": money, "fraction": "%"}.get(str(m.unit), str(m.unit)) for m in k]
            ),
            Column("value", "Value", kinds, [m.value for m in k]),
            Column("low", "Low (95%)", kinds, [m.low for m in k]),
            Column("high", "High (95%)", kinds, [m.high for m in k]),
            Column("target", "Target", kinds, [m.target for m in k]),
            Column(
                "gap", "Gap", [UNITS[str(m.unit)][1] for m in k], [m.value - m.target for m in k], "{value}-{target}"
            ),
            Column("status", "Status", "text", statuses),
            Column("before", "Year before", kinds, [m.before for m in k]),
            Column("n", "n", "count", [m.n for m in k]),
            Column("owner", "Owner", "text", [person(results, str(m.owner)) for m in k]),
            Column("definition", "Definition", "prose", [m.definition for m in k]),
            Column("reason", "Why no value", "prose", [m.reason for m in k]),
        ),
        main=True,
    )
    sheet.status(placed.range("status"), ("On target",), [words.status_words(s) for s in words.BAD])


def tracked(results: Any) -> pd.DataFrame:
    """The months of the goal under way."""
    m = results.measures
    rows = m.tracking[m.tracking.goal_id == m.facts.tracked_goal] if m.facts.tracked_goal else m.tracking.iloc[:0]
    return pd.DataFrame(rows.sort_values("month", kind="stable"))


def no_tracking(results: Any) -> Refusal | None:
    """When actual and target can be compared."""
    if len(tracked(results)):
        return None
    m = results.measures
    told = part5.tracking(m.tracking, m.pacing, m.facts, currency=results.plan.currency, goals=results.goals.goals)
    return told if isinstance(told, Refusal) else None


def tracking(sheet: Sheet, results: Any) -> None:
    """Actual and target by month and summed, with what is between them, and a drawing of the sums."""
    t, money = list(frame_rows(tracked(results))), results.plan.currency
    goal = clean(goal_names(results.plan.goals).get(str(t[0].goal_id), str(t[0].goal_id)))
    sheet.opening("Actual against target", say.tracking_reading(money, goal, results.quality.facts.records))
    due = list(itertools.accumulate(int(m.target_cents) for m in t))
    sums = list(itertools.accumulate(int(m.actual_cents) for m in t))
    known = [m.actual_cents if m.known else None for m in t]
    actual = [s if m.known else None for s, m in zip(sums, t, strict=True)]
    placed = sheet.table(
        (
            Column("month", "Month", "month", [m.month for m in t]),
            Column("actual", f"Actual [{money}]", "money", known, total="sum"),
            Column("target", f"Target [{money}]", "money", [m.target_cents for m in t], total="sum"),
            Column("summed", f"Actual, summed [{money}]", "money", actual, "SUM({actual^}:{actual})"),
            Column("due", f"Target, summed [{money}]", "money", due, "SUM({target^}:{target})"),
            Column(
                "more", f"Difference [{money}]", "change",
                [a - d if a is not None else None for a, d in zip(actual, due, strict=True)], "{summed}-{due}",
            ),
            Column(
                "paced", "Paced", "share",
                [a / d if a is not None and d else math.nan for a, d in zip(actual, due, strict=True)],
                "{summed}/{due}",
            ),
        ),
        total="All",
        main=True,
    )  # fmt: skip
    lines(
        sheet,
        placed,
        "Actual and target, summed by month",
        f"{results.quality.facts.records.capitalize()} [{money}]",
        (Line("due", "Target", "goal"), Line("summed", "Actual", "us")),
    )
