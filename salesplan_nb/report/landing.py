"""Where we land, shown: the fan, the main goal's figures, what earned the forecast. One call, one claim."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, month_name, months_between
from salesplan_nb.goals.calibration import ranges_held
from salesplan_nb.goals.result import GoalsFacts, period_of
from salesplan_nb.report import charts_landing as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import (
    Scale,
    month,
    number,
    percent,
)
from salesplan_nb.report.objects import Chart, Refusal, Table, named
from salesplan_nb.report.pipeline import support
from salesplan_nb.report.wording import goals as part2
from salesplan_nb.report.wording import landing as say
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording.history import history_words


def main_goal(goals: pd.DataFrame, goal_id: str) -> pd.Series | None:
    """The row of the main goal; None where it is not a goal in money."""
    rows = goals[(goals.goal_id == goal_id) & (goals.unit == "cents")]
    return rows.iloc[0] if len(rows) else None


def figures(goal: pd.Series, resources: Any = None) -> say.Numbers:
    """The main goal's figures as its sentences take them.

    Parameters
    ----------
    goal : Series
        A row of `Goals.goals`.
    resources : ResourcesFacts, optional
        What the simulation of stage 4 says; without it the plan's range is that of demand alone.
    """
    demand = (float(goal.demand_p10), float(goal.demand_p50), float(goal.demand_p90))
    plan, nothing, p = demand, demand, (float(goal.p_demand), float(goal.p_low), float(goal.p_high))
    if resources is not None:
        plan = (resources.plan_p10_cents, resources.plan_p50_cents, resources.plan_p90_cents)
        nothing = (resources.momentum_p10_cents, resources.momentum_p50_cents, resources.momentum_p90_cents)
        p = (resources.chance, resources.chance_low, resources.chance_high)
    return say.Numbers(
        goal=float(goal.target),
        base=float(goal.baseline),
        base_actual=float(goal.baseline_actual),
        base_forecast=float(goal.baseline_forecast),
        base_label=period_name(str(goal.baseline_period)),
        period=period_of(goal).name,
        months=len(period_of(goal)),
        plan=plan,
        nothing=nothing,
        chance=p[0],
        chance_low=p[1],
        chance_high=p[2],
        scale=Scale.of_goal(float(goal.target)),
        calibrated=bool(goal.calibrated),
        to_date=float(goal.to_date),
    )


def period_name(text: str) -> str:
    """A period as readers know it; a text that is none stays as it is."""
    try:
        return Period.parse(text).name
    except ValueError:
        return clean(text)


def backtest_table(backtest: pd.DataFrame, facts: GoalsFacts) -> Table | Refusal:
    """Which method has earned its place on months it had not seen.

    Parameters
    ----------
    backtest : DataFrame
        `Goals.backtest`.
    facts : GoalsFacts
        Method used, trials and hits.
    """
    if backtest.empty:
        return Refusal("backtest", *no.no_backtest(facts.little_evidence))
    rows = [
        (
            named(str(r.method), f"{r.horizon} ahead{', used' if r.used else ''}"),
            number(r.crps / 1000, 1),
            percent(r.skill),
            number(r.mase, 2),
            f"{number(r.hits)} of {number(r.trials)}",
        )
        for r in frame_rows(backtest)
    ]
    return Table(
        "backtest",
        part2.backtest_claim(facts.method, facts.skill, facts.hits, facts.trials),
        "Past forecasts: error (CRPS, thousand), gain on the seasonal naive, MASE, ranges that held",
        ("Method", "Error", "Gain", "MASE", "Held"),
        tuple(rows),
        part2.backtest_reading(
            ranges_held(facts.hits, facts.trials), facts.hits, facts.trials, _quarters(backtest), history_words(facts)
        ),
    )


def _quarters(backtest: pd.DataFrame) -> tuple[int, int]:
    """Tested quarters of the method used that came in above the middle, and all of them."""
    used = backtest[backtest["used"] & (backtest["horizon"] == "quarter")]
    return int(used["above"].sum()), int(used["trials"].sum())


def fan(
    history: pd.DataFrame,
    paths: pd.DataFrame,
    goal: pd.Series,
    *,
    currency: str,
    records: str = "bookings",
    landing: pd.DataFrame | None = None,
    resources: Any = None,
    funnel: pd.DataFrame | None = None,
) -> Chart | Refusal:
    """Where we land, how sure that is, and how far from the goal.

    Parameters
    ----------
    history : DataFrame
        `Goals.history`: month, amount_cents.
    paths : DataFrame
        `Goals.paths`: draw, month, amount_cents; joint, momentum only.
    goal : Series
        The main goal's row of `Goals.goals`.
    currency, records : str
        For the caption.
    landing, resources : DataFrame, ResourcesFacts, optional
        Of stage 4: the plan's middle by month and its range over the period. Without them the fan is of momentum alone.
    funnel : DataFrame, optional
        `Goals.reverse_funnel`: where the deals created today speak against the forecast, that is said.
    """
    key = "forecast" if resources is not None else "momentum"
    if paths.empty or history.empty or not math.isfinite(goal.demand_p50):
        return Refusal(key, *no.no_landing(len(history)))
    n = figures(goal, resources)
    line = rolled(history, paths, period_of(goal))
    plan: list[float] = []
    if resources is not None and landing is not None and len(landing):
        plan = plan_line(line, landing, float(n.plan[1]))
    value = n.scale.value
    ends = [draw.End(value(n.goal), f"Goal {n.money(n.goal)}", n.change if n.base > 0 and not n.held else "", "goal")]
    if resources is not None:
        ends.append(
            draw.End(
                value(n.plan[1]),
                f"Plan {n.money(n.plan[1])}",
                n.span(n.plan),
                "plan",
                value(n.plan[0]),
                value(n.plan[2]),
            )
        )
    ends.append(draw.End(value(n.nothing[1]), n.money(n.nothing[1]), "if nothing changes", "nothing"))
    length = len(period_of(goal))
    summed = f"of the last {length} months" if line["rolling"] else f"summed from {month(str(goal['first']))}"
    if length == 1:
        summed = "by month"
    title = f"{records.capitalize()} {summed}, actual and forecast, against the goal"
    with_plan = (
        f"With this plan {n.money(n.plan[1])}, 8 in 10 between {n.money(n.plan[0])} and {n.money(n.plan[2])}. "
        if resources is not None
        else ""
    )
    now = (
        f"Actual to {month(line['months'][line['now']])}: {value_text(n, line['actual'][-1])}. "
        if line["rolling"]
        else ""
    )
    desc = f"{now}{with_plan}If nothing changes {n.money(n.nothing[1])}, {n.span(n.nothing)}. Goal {n.money(n.goal)}."
    years = [(i, month_name(m)) for i, m in enumerate(line["months"]) if m.endswith("-12")]
    years = (
        years
        if 2 <= len(years) <= 4
        else years[-3:]
        if years
        else [(0, month_name(line["months"][0])), (len(line["months"]) - 1, month_name(line["months"][-1]))]
    )
    svg = draw.fan(
        key,
        title,
        desc,
        [value(c) for c in line["actual"]],
        [value(c) for c in line["low"]],
        [value(c) for c in line["middle"]],
        [value(c) for c in line["high"]],
        [value(c) for c in plan],
        ends,
        years,
        f"Actual {value_text(n, line['actual'][-1])}" if line["rolling"] else "",
    )
    text, reading = (
        (say.landing_claim(n), say.landing_reading(n, float(goal.p_demand)))
        if resources is not None
        else (say.momentum_claim(n), say.momentum_reading(n, float(goal.p_demand)))
    )
    against, apart = support(funnel, goal) if funnel is not None else ("", False)
    if apart:
        reading = f"{reading} {against}"
    how = "Solid = actual, hatched = forecast that holds 8 in 10" + (
        "; grey and dotted = if nothing changes." if resources is not None else " if nothing changes."
    )
    return Chart(
        key, text, f"{records.capitalize()} {summed}, {n.scale.unit(currency)}.", how, svg, title, desc, reading
    )


def value_text(n: say.Numbers, cents: float) -> str:
    """An amount of a path in the plan's scale."""
    return n.scale.money(float(cents))


def rolled(history: pd.DataFrame, paths: pd.DataFrame, period: Period) -> dict[str, Any]:
    """Sums over the goal's length, month after month: actual, then the 10, 50 and 90% points over the joint paths.

    Where the history is shorter than that length, sums run from the goal's first month instead (`rolling` is False).
    """
    length = len(period)
    table = paths.pivot(index="draw", columns="month", values="amount_cents").sort_index(axis=1)
    ahead = [m for m in table.columns if m <= period.last]
    known = dict(zip(history.month, history.amount_cents.astype("float64"), strict=True))
    months = months_between(min(known), max(known))
    past = np.array([known.get(m, 0.0) for m in months])
    draws = table[ahead].to_numpy(dtype="float64")
    if len(past) >= length:
        actual = np.convolve(past, np.ones(length), "valid")[-36:]
        joined = np.hstack(
            [np.repeat(past[None, -(length - 1) :] if length > 1 else past[None, :0], len(draws), axis=0), draws]
        )
        sums = np.cumsum(np.hstack([np.zeros((len(draws), 1)), joined]), axis=1)
        sums = sums[:, length:] - sums[:, :-length]
        shown = months_between(months[-1], months[-1])
        shown = [*months[-len(actual) :][:-1], *shown, *ahead]
        now = len(actual) - 1
        rolling = True
    else:
        inside = [m for m in months if m in period]
        actual = np.cumsum([0.0, *(known.get(m, 0.0) for m in inside)])
        wanted = [i for i, m in enumerate(ahead) if m in period]
        sums = actual[-1] + np.cumsum(draws[:, wanted], axis=1)
        shown = [Period(period.first, period.first).shifted(-1).first, *inside, *(ahead[i] for i in wanted)]
        now, rolling = len(actual) - 1, False
    low, middle, high = np.quantile(sums, [0.1, 0.5, 0.9], axis=0)
    joined_on = [[float(actual[-1]), *map(float, points)] for points in (low, middle, high)]
    return {
        "actual": [float(a) for a in actual],
        "low": joined_on[0],
        "middle": joined_on[1],
        "high": joined_on[2],
        "months": shown,
        "now": now,
        "rolling": rolling,
        "length": length,
    }


def plan_line(line: dict[str, Any], landing: pd.DataFrame, end: float) -> list[float]:
    """The middle with the plan, month after month, on top of the momentum; it ends on the simulated middle.

    Medians of months do not add up to the median of their sum: the small difference is spread evenly over the way.
    """
    gains = dict(zip(landing.month, (landing.plan_p50 - landing.momentum_p50).astype("float64"), strict=True))
    months = line["months"][line["now"] + 1 :]
    steps = [gains.get(m, 0.0) for m in months]
    added = [sum(steps[max(0, i + 1 - line["length"]) : i + 1]) for i in range(len(steps))]
    raw = [m + a for m, a in zip(line["middle"][1:], added, strict=True)]
    miss = end - raw[-1]
    return [line["middle"][0], *(r + miss * (i + 1) / len(raw) for i, r in enumerate(raw))]
