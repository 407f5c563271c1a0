"""Targets: sums by region, product family, quarter and month over a long list of cells, and that list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from salesplan_nb.report import goals as part2
from salesplan_nb.report.names import clean
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.quarters import quarters
from salesplan_nb.report.targets import DIMENSIONS
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.workbook.columns import Column, absolute, held
from salesplan_nb.report.workbook.sheet import Sheet
from salesplan_nb.report.workbook.where import Where, sum_where

NAMES = {
    "goal": "target_goal",
    "quarter": "target_quarter",
    "month": "target_month",
    "region": "target_region",
    "product_family": "target_family",
    "channel": "target_channel",
    "target": "target_amount",
}
"""What formulas call the columns of the list."""
MONTHS = 18
"""Columns of a table by month; a longer period is shown by quarter only."""


def cells(results: Any) -> pd.DataFrame:
    """The targets as the workbook lists them: names as they are written, quarters named, a name for what has none."""
    t = results.goals.targets.sort_values(["goal_id", "month", "region", "product_family", "channel"], kind="stable")
    main = str(results.goals.facts.main_goal)
    t = t.assign(goal=[clean(str(g)) for g in t.goal_id])
    labels = {goal: quarters(rows.month) for goal, rows in t.groupby("goal_id")}
    t["quarter"] = [_dated(labels[g][m], m) for g, m in zip(t.goal_id, t.month, strict=True)]
    for dimension, _ in DIMENSIONS:
        t[dimension] = [clean(str(v)) or part2.UNTOLD[1] for v in t[dimension]]
    ordered: pd.DataFrame = pd.concat([t[t.goal_id == main], t[t.goal_id != main]])
    return ordered


def _dated(label: str, month: str) -> str:
    """A quarter with its year, which it lacks where all of a goal is in one: goals of several years share the list."""
    return label if label[-4:].isdigit() else f"{label} {month[:4]}"


def missing(results: Any) -> Refusal | None:
    """What to add before there are targets; None where there are."""
    if len(results.goals.targets):
        return None
    told = part2.breakdown(results.goals.targets, "", currency=results.plan.currency)
    return told if isinstance(told, Refusal) else None


def listed(sheet: Sheet, results: Any) -> None:
    """Every cell of every goal that is broken down."""
    t = cells(results)
    sheet.opening("Target cells", say.TOPICS["Target cells"] + f". {results.plan.currency}.")
    sheet.put(sheet.row, 0, say.SHOWN, "line", "strong")
    asked = results.goals.targets.channel.any()
    routes = [Column("channel", "Route to market", "text", list(t.channel))] if asked else []
    sheet.formula(sheet.row, 5 + len(routes), "SUBTOTAL(109,target_amount)", int(t.target.sum()), "exact", "strong")
    sheet.row += 2
    placed = sheet.table(
        (
            Column("goal", "Goal", "text", list(t.goal)),
            Column("quarter", "Quarter", "text", list(t.quarter)),
            Column("month", "Month", "month", list(t.month)),
            Column("region", "Region", "text", list(t.region)),
            Column("product_family", "Product family", "text", list(t.product_family)),
            *routes,
            Column("target", f"Target [{results.plan.currency}]", "exact", list(t.target)),
        ),
        main=True,
    )
    for key, name in NAMES.items():
        if key == "channel" and not routes:
            continue
        sheet.define(name, placed.range(key))


def summary(sheet: Sheet, results: Any) -> None:
    """A goal after the other, the main one first: its parts by quarter and month, and that they sum to it."""
    t = cells(results)
    sheet.opening("Targets", say.cents_kept(results.plan.currency))
    values = dict(zip(results.goals.goals.goal_id, results.goals.goals.target, strict=True))
    statements = dict(zip(results.goals.goals.goal_id, results.goals.goals.statement, strict=True))
    for i, goal_id in enumerate(dict.fromkeys(t.goal_id)):
        if i:
            sheet.new_page()
        _goal(sheet, results, t[t.goal_id == goal_id], t, round(values[goal_id]), str(statements[goal_id]))
    sheet.page.freeze_panes(3, 1)


def _goal(sheet: Sheet, results: Any, mine: pd.DataFrame, every: pd.DataFrame, value: int, statement: str) -> None:
    main = str(mine.goal_id.iloc[0]) == str(results.goals.facts.main_goal)
    sheet.part(statement or str(mine.goal.iloc[0]))
    key = sheet.row
    sheet.put(key, 0, "Goal", "text")
    sheet.put(key, 1, mine.goal.iloc[0], "text", "strong")
    sheet.row += 2
    goal = Where(NAMES["goal"], absolute(key, 1), set(every.goal))
    total = ""
    for by, titles in _columns(mine):
        for dimension, title in _dimensions(mine):
            placed = _crossed(sheet, mine, every, goal, (by, titles), (dimension, title), results.plan.currency)
            total = total or placed
    if main:
        sheet.define("targets_total", total)
    sheet.put(sheet.row, 0, "Goal", "text")
    if main and results.goal is not None:
        sheet.formula(sheet.row, 1, "goal", value, "money")
    else:
        sheet.put(sheet.row, 1, value, "money")
    sheet.put(sheet.row + 1, 0, "Parts less goal", "text")
    difference = int(mine.target.sum()) - value
    sheet.formula(sheet.row + 1, 1, f"ROUND({total.split('!')[-1]}-B{sheet.row + 1},2)", difference, "change", "strong")
    sheet.put(sheet.row + 1, 2, say.CONTROL, "line", "note")
    sheet.row += 4


def _columns(mine: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """By quarter where there are several, then by month."""
    quarters, months = list(dict.fromkeys(mine.quarter)), sorted(set(mine.month))
    found = [("quarter", quarters)] if len(quarters) > 1 else []
    return [*found, ("month", months)] if len(months) <= MONTHS or not found else found


def _dimensions(mine: pd.DataFrame) -> Sequence[tuple[str, str]]:
    """Those that tell anything apart; the region where none does."""
    return [d for d in DIMENSIONS if mine[d[0]].nunique() > 1] or DIMENSIONS[:1]


def _crossed(
    sheet: Sheet,
    mine: pd.DataFrame,
    every: pd.DataFrame,
    goal: Where,
    columns: tuple[str, list[str]],
    rows: tuple[str, str],
    currency: str,
) -> str:
    """A table of conditional sums; where its grand total stands."""
    (by, heads), (dimension, title) = columns, rows
    table = mine.pivot_table(index=dimension, columns=by, values="target", aggfunc="sum", fill_value=0)
    whole = {str(r): int(v) for r, v in table.sum(axis=1).items()}
    members = sorted(whole, key=lambda r: (-whole[r], r))
    sheet.part(f"By {title.lower()} and {by}")
    head = sheet.row + 1
    made = [Column("member", title, "text", members)]
    for at, name in enumerate(heads, 1):
        cell = held(head - 1, at)
        where = Where(NAMES[dimension], "{member}", set(every[dimension]))
        formula = sum_where(NAMES["target"], goal, where, Where(NAMES[by], cell))
        values = [int(v) for v in table[name].loc[members]]
        heading = "heading" if by == "month" else "text"
        made.append(Column(name, name, "money", values, formula, total="sum", heading=heading))
    sums = [whole[member] for member in members]
    made.append(Column("sum", f"Sum [{currency}]", "money", sums, f"SUM({{{heads[0]}}}:{{{heads[-1]}}})", total="sum"))
    return sheet.table(made, total="All").total("sum")
