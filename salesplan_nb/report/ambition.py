"""The price of ambition, shown: what the chance would be at another goal. One call, one claim."""

from __future__ import annotations

import math

import pandas as pd

from salesplan_nb.report import charts_landing as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.landing import figures
from salesplan_nb.report.numbers import chance, chance_percent, change
from salesplan_nb.report.objects import Chart, Refusal, Table
from salesplan_nb.report.wording import goals as say
from salesplan_nb.report.wording import refusals as no


def ambition(ambition: pd.DataFrame, levels: pd.DataFrame, goal: pd.Series, *, currency: str) -> Chart | Refusal:
    """What the chance would be at another ambition, from demand alone.

    Parameters
    ----------
    ambition, levels : DataFrame
        `Goals.ambition` and `Goals.levels`.
    goal : Series
        The main goal's row of `Goals.goals`.
    currency : str
        For the caption.
    """
    rows = ambition[ambition.goal_id == goal.goal_id].sort_values("target_cents")
    if len(rows) < 2 or not math.isfinite(goal.p_demand):
        return Refusal("ambition", *no.FIXED["ambition"])
    n = figures(goal)
    value = n.scale.value
    known = [(float(r.chance), float(r.target_cents)) for r in frame_rows(levels[levels.goal_id == goal.goal_id])]
    title = "Chance of a goal against its height, from demand alone"
    desc = f"Goal {n.money(n.goal)}: {chance_percent(float(goal.p_demand))}. {say.ambition_reading(known, n.scale)}"
    svg = draw.ambition(
        "ambition",
        title,
        desc,
        [value(c) for c in rows.target_cents],
        list(rows.chance),
        value(n.goal),
        float(goal.p_demand),
        f"Goal {n.money(n.goal)}",
        chance(float(goal.p_demand)),
    )
    return Chart(
        "ambition",
        say.ambition_claim(n, float(goal.p_demand)),
        f"Chance from demand alone, by goal, {n.scale.unit(currency)}.",
        "Square = the goal as it stands.",
        svg,
        title,
        desc,
        say.ambition_reading(known, n.scale),
    )


def ambition_table(ambition: pd.DataFrame, goal: pd.Series, *, currency: str) -> Table:
    """The chance at a few levels of ambition around the goal."""
    rows = ambition[ambition.goal_id == goal.goal_id].sort_values("target_cents").reset_index(drop=True)
    n = figures(goal)
    near = int((rows.target_cents - n.goal).abs().idxmin()) if len(rows) else 0
    step = max(1, len(rows) // 8)
    kept = [i for i in range(len(rows)) if (i - near) % step == 0][:12]
    body = [
        (
            change(float(rows.change[i])),
            n.scale.money(float(rows.target_cents[i])),
            chance(float(rows.chance[i])),
            chance_percent(float(rows.chance[i])),
        )
        for i in kept
    ]
    return Table(
        "ambition-table",
        "",
        f"Chance from demand alone at other goals, {currency}",
        ("Change", "Goal", "Chance", "In %"),
        tuple(body),
    )
