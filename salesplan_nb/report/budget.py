"""What it costs and what could be decided, shown. One call, one claim."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from salesplan_nb.calendars import month_name
from salesplan_nb.goals.statement import goal_names
from salesplan_nb.report import charts_team as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import shortened
from salesplan_nb.report.numbers import DASH, Scale, count, interval, parts
from salesplan_nb.report.objects import Cell, Chart, Refusal, Table, named
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import team as say
from salesplan_nb.report.wording.calibration import beside
from salesplan_nb.report.wording.options import hired
from salesplan_nb.workspace.plan import Goal


def budget(
    budget: pd.DataFrame, lines: pd.DataFrame, facts: Any, options: pd.DataFrame, *, currency: str
) -> Chart | Refusal:
    """What each category costs, and how far the limit is.

    Parameters
    ----------
    budget, lines, options : DataFrame
        Of `Resources`.
    facts : ResourcesFacts
        Total and limit.
    currency : str
        For the caption.
    """
    if budget.empty:
        return Refusal("budget", *no.FIXED["budget"])
    sums = budget.groupby("category").amount_cents.sum().sort_values(ascending=False, kind="stable")
    total, limit = int(sums.sum()), int(facts.budget_limit_cents)
    scale = Scale.of(total, limit)
    shown = parts([float(v) for v in sums], total, scale.divisor)
    rows = [
        draw.Line(str(c).capitalize(), scale.value(v), scale.bare(v, 2)) for c, v in zip(sums.index, shown, strict=True)
    ]
    rows.append(draw.Line("Total", scale.value(total), scale.money(total, 2), total=True))
    title = "Budget by category" + (" and its limit" if limit else "")
    desc = "; ".join(f"{r.label} {r.text}" for r in rows) + (f"; limit {scale.money(limit, 2)}." if limit else ".")
    svg = draw.budget("budget", title, desc, rows, scale.value(limit), f"Limit {scale.money(limit, 2)}")
    over = [
        hired(int(o.count), str(o.region), str(o.starts))
        for o in frame_rows(options[options.kind == "hires"])
        if o.over_limit_cents > 0
    ]
    tied = int(((lines.goal != "") | (lines.tactics != "")).sum())
    left = scale.rounded(limit, 2) - scale.rounded(total, 2)
    return Chart(
        "budget",
        say.budget_claim(scale.money(total, 2), limit, left, scale),
        f"Budget by category, {scale.unit(currency)}.",
        "Outlined = plan" + (", orange = limit." if limit else "."),
        svg,
        title,
        desc,
        say.budget_reading(
            str(sums.index[0]), float(sums.iloc[0]) / total if total else math.nan, tied, len(lines), over
        ),
    )


def budget_table(
    lines: pd.DataFrame, *, currency: str, goals: Sequence[Goal], names: dict[str, str] | None = None
) -> Table:
    """Every line of the budget: category, what it serves, amount; lines sum to the total as printed.

    Parameters
    ----------
    lines : DataFrame
        `Resources.lines`.
    currency : str
        For the caption.
    goals : sequence of Goal
        The plan's, which are named by what they are.
    names : dict, optional
        What people are called, by the ids that the plan has for them.
    """
    known, called = names or {}, goal_names(goals)
    rows = lines.sort_values(["amount_cents", "line"], ascending=[False, True])
    total = int(rows.amount_cents.sum())
    scale = Scale.of(total)
    shown = parts([float(v) for v in rows.amount_cents], total, scale.divisor)

    def serves(r: Any) -> str:
        return (
            "; ".join(shortened(str(t), 40) for t in (r.tactics, r.closes, called.get(str(r.goal), r.goal)) if t)
            or DASH
        )

    body: list[tuple[str | Cell, ...]] = [
        (
            named(str(r.line), f"{str(r.category).capitalize()}. {known.get(str(r.owner), str(r.owner))}", 30),
            serves(r),
            scale.bare(v, 2),
        )
        for r, v in zip(frame_rows(rows), shown, strict=True)
    ]
    body.append(("All", "", scale.bare(sum(shown), 2)))
    return Table(
        "budget-table",
        "",
        f"Budget lines and what they serve, {scale.unit(currency)}",
        ("Line and owner", "Serves", "Amount"),
        tuple(body),
        left=(0, 1),
        sums=True,
    )


def landing_table(landing: pd.DataFrame, *, currency: str) -> Table:
    """What is booked month by month: if nothing changes, with tactics, and with the people there are."""
    scale = Scale.of(*landing.plan_p50)
    body = [
        (
            month_name(str(r.month)),
            scale.bare(r.momentum_p50, 2),
            scale.bare(r.demand_p50, 2),
            scale.bare(r.plan_p50, 2),
            interval(scale.bare(r.plan_p10, 2), scale.bare(r.plan_p90, 2)),
        )
        for r in frame_rows(landing)
    ]
    return Table(
        "landing",
        "",
        f"Middle of the simulated months, {scale.unit(currency)}; months do not add up to the year’s middle",
        ("Month", "Nothing", "Demand", "Plan", "8 in 10"),
        tuple(body),
    )


def options_table(options: pd.DataFrame, *, currency: str, calibrated: bool) -> Table | Refusal:
    """What the reader may decide: cost, gain, chance.

    Parameters
    ----------
    options : DataFrame
        `Resources.options`.
    currency : str
        For the caption.
    calibrated : bool
        Whether the main goal's chance is.
    """
    if options.empty:
        return Refusal("options", *no.FIXED["options"])
    from salesplan_nb.report.numbers import chance_percent

    scale = Scale.of(*options.cost_cents, *options.gain_cents, *options.target_cents)
    body = [
        (
            named(
                str(o.option),
                f"{count(int(o.count), 'hire')} in {o.region}, {month_name(str(o.starts))}"
                if o.kind == "hires" and o.starts
                else "",
                30,
            ),
            scale.bare(o.cost_cents, 2) if o.kind == "hires" else DASH,
            scale.signed(o.gain_cents, 2) if o.kind == "hires" else DASH,
            scale.bare(o.target_cents, 2),
            chance_percent(o.chance),
        )
        for o in frame_rows(options)
    ]
    mark = f" and their chance{told}" if (told := beside(calibrated, *options.chance)) else ""
    return Table(
        "options",
        "",
        f"Options{mark}, {scale.unit(currency)}",
        ("Option", "Cost", "Gain", "Goal", "Chance"),
        tuple(body),
    )
