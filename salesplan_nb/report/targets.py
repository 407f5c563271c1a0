"""The goal by region, family or route to market and quarter: rows, columns and figures as every table prints them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesplan_nb.report.frames import total as whole_sum
from salesplan_nb.report.numbers import Scale, month, number
from salesplan_nb.report.objects import Cell, Refusal, Table, named
from salesplan_nb.report.quarters import quarters
from salesplan_nb.report.target_steps import cell_steps, member_steps, month_steps
from salesplan_nb.report.wording import goals as say
from salesplan_nb.report.wording import refusals as no

DIMENSIONS = (("region", "Region"), ("product_family", "Product family"), ("channel", "Route to market"))
"""What a goal is shown by: the first of them that the orders have leads, the others are folded."""
TITLES = {"month": "Month", **dict(DIMENSIONS)}
"""Heads of columns."""
COLUMNS = 12
"""Members that a table shows; the rest is summed as 'others'."""
UNTOLD = ("", "unassigned")
"""Members that stand for a missing value."""


def breakdown(targets: pd.DataFrame, goal_id: str, *, currency: str) -> Table | Refusal:
    """The goal by region and quarter, or by what else there is; rows and columns both sum as printed.

    Parameters
    ----------
    targets : DataFrame
        `Goals.targets`.
    goal_id : str
        Which goal.
    currency : str
        For the caption.
    """
    rows = targets[targets.goal_id == goal_id]
    if rows.empty or not rows.target.sum():
        return Refusal("breakdown", *no.FIXED["breakdown"])
    dimension, title = next(iter(_told(rows)), ("", "Goal"))
    return _table(rows, dimension, title, "breakdown", currency)


def further_breakdowns(targets: pd.DataFrame, goal_id: str, *, currency: str) -> list[Table]:
    """The same goal by each dimension that `breakdown` does not lead with: families beside regions, routes to market.

    Parameters
    ----------
    targets, goal_id, currency
        As `breakdown`.
    """
    rows = targets[targets.goal_id == goal_id]
    if rows.empty or not rows.target.sum():
        return []
    further = _told(rows)[1:]
    return [_table(rows, name, title, f"breakdown-{name.replace('_', '-')}", currency) for name, title in further]


def _told(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Dimensions by which the targets can be told apart."""
    return [(name, title) for name, title in DIMENSIONS if name in rows and not set(rows[name]) <= set(UNTOLD)]


def _table(rows: pd.DataFrame, dimension: str, title: str, id_: str, currency: str) -> Table:
    label = quarters(rows.month)
    column = "quarter" if len(set(label.values())) > 1 else "month"
    if column == "month":
        label = {m: month(m) for m in label}
    labels = list(dict.fromkeys(label.values()))
    index = dimension or "goal_id"
    table = rows.assign(**{column: rows.month.map(label)}).pivot_table(
        index=index, columns=column, values="target", aggfunc="sum", fill_value=0
    )[labels]
    table = table.loc[sorted(table.index, key=lambda r: (-whole_sum(table.loc[r]), str(r)))]
    total = int(table.to_numpy().sum())
    scale = Scale.of(total / 1000)
    step = scale.divisor * 100
    by_month = month_steps({str(m): int(v) for m, v in rows.groupby("month").target.sum().items()}, step)
    columns = [sum(steps for m, steps in by_month.items() if label[m] == name) for name in labels]
    steps = list(member_steps({str(r): whole_sum(table.loc[r]) for r in table.index}, step).values())
    if len(table) > COLUMNS:
        others = table.iloc[COLUMNS - 1 :].sum().to_frame("others").T
        table = pd.concat([table.iloc[: COLUMNS - 1], others])
        steps = [*steps[: COLUMNS - 1], sum(steps[COLUMNS - 1 :])]
    cells = cell_steps([[int(v) for v in row] for row in table.to_numpy()], steps, columns, step)
    body: list[tuple[str | Cell, ...]] = [
        (named(str(r), length=30), *(number(v) for v in row), number(sum(row)))
        for r, row in zip(table.index, cells, strict=True)
    ]
    if dimension:
        body.append(("All", *(number(v) for v in columns), number(sum(columns))))
    top = int(np.argmax(table.sum(axis=0).to_numpy()))
    text = say.breakdown_claim(
        str(table.index[0]) if dimension else "",
        float(table.iloc[0].sum()) / total,
        labels[top],
        float(table.iloc[:, top].sum()) / total,
        region=dimension == "region",
    )
    by = f"{title.lower()} and {column}" if dimension else column
    return Table(
        id_,
        text,
        f"Goal by {by}, {scale.unit(currency)}",
        (title, *labels, "Sum"),
        tuple(body),
        sums=bool(dimension),
        wide=len(labels) > 4,
    )
