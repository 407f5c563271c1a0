"""The goal's parts beside their own forecasts, and what is left of goals under way. One call, one claim."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.report.frames import total as whole_sum
from salesplan_nb.report.names import shortened
from salesplan_nb.report.numbers import Scale, month, number
from salesplan_nb.report.numbers import parts as steps_of
from salesplan_nb.report.objects import Cell, Refusal, Table, named
from salesplan_nb.report.target_steps import member_steps, month_steps
from salesplan_nb.report.targets import COLUMNS, TITLES, UNTOLD
from salesplan_nb.report.wording import breakdown as say
from salesplan_nb.report.wording import refusals as no

PLURAL = {"region": "regions", "product_family": "families", "month": "months"}
ALIKE = 0.05
"""Share of its own forecast by which the split may favour or burden a month that is still asked like the others."""
MATTERS = 0.01
"""Share of the total's forecast from which it is said that medians do not add up."""


def bottom_up(parts: pd.DataFrame, goal_id: str, *, currency: str) -> Table | Refusal:
    """Each part's goal beside its own forecast; the sentence names the month that is asked most beyond it.

    Parameters
    ----------
    parts : DataFrame
        `Goals.bottom_up`.
    goal_id : str
        Which goal.
    currency : str
        For the caption.
    """
    rows = parts[parts.goal_id == goal_id]
    if rows.empty:
        return Refusal("bottom-up", *no.FIXED["bottom_up"])
    dimension = next((d for d in ("region", "product_family") if (rows.dimension == d).any()), "month")
    mine, whole = rows[rows.dimension == dimension], rows[rows.dimension == "total"].iloc[0]
    scale = Scale.of(float(whole.target_cents) / 1000)
    printed = _printed(mine, dimension, scale)
    shown = _folded(printed) if dimension != "month" else printed
    cells = [(int(f), int(t)) for f, t in zip(shown.forecast, shown.target, strict=True)]
    body: list[tuple[str | Cell, ...]] = [
        (
            month(str(name)) if dimension == "month" else named(str(name), length=30),
            number(expected),
            number(asked),
            number(asked - expected),
        )
        for name, (expected, asked) in zip(shown.member, cells, strict=True)
    ]
    sums = [sum(column) for column in zip(*cells, strict=True)]
    body.append(("All", number(sums[0]), number(sums[1]), number(sums[1] - sums[0])))
    large = Scale.of_goal(float(whole.target_cents))
    member = _hardest(mine)
    apart = int(mine.forecast_cents.sum()) - int(whole.forecast_cents)
    seen = apart if dimension != "month" and abs(apart) > MATTERS * abs(int(whole.forecast_cents)) else 0
    return Table(
        "bottom-up",
        _claim(rows[rows.dimension == "month"], whole, large),
        f"Goal by {TITLES[dimension].lower()} against its own forecast (median), {scale.unit(currency)}",
        (TITLES[dimension], "Own forecast", "Goal", "Beyond it"),
        tuple(body),
        say.beyond_reading(*_of_member(member, dimension), PLURAL[dimension], seen),
        sums=True,
    )


def _claim(months: pd.DataFrame, whole: pd.Series, scale: Scale) -> str:
    """Which month is asked most beyond its own forecast; or that all are asked alike."""
    own = months.forecast_cents.abs()
    if len(months) > 1 and whole.forecast_cents > 0 and (months.basis_cents.abs() <= ALIKE * own).all():
        return say.alike_claim("months", float(whole.target_cents) / float(whole.forecast_cents) - 1)
    return say.beyond_claim(*_told(_hardest(months)), scale)


def _folded(parts: pd.DataFrame) -> pd.DataFrame:
    """The largest members, the others as one."""
    ordered = parts.sort_values(["target_cents", "member"], ascending=[False, True], kind="stable")
    if len(ordered) <= COLUMNS:
        return ordered
    rest = ordered.iloc[COLUMNS - 1 :][["target", "forecast"]].sum()
    others = pd.DataFrame([{"member": "others", **rest}])
    return pd.concat([ordered.iloc[: COLUMNS - 1], others])


def _printed(parts: pd.DataFrame, dimension: str, scale: Scale) -> pd.DataFrame:
    """The parts with `target` and `forecast` in whole steps: targets as in all tables, forecasts sum as printed."""
    step = scale.divisor * 100
    amounts = {str(m): int(t) for m, t in zip(parts.member, parts.target_cents, strict=True)}
    steps = (month_steps if dimension == "month" else member_steps)(amounts, step)
    expected = [float(f) for f in parts.forecast_cents]
    forecast = [round(value / step) for value in steps_of(expected, sum(expected), step)]
    return parts.assign(target=[steps[str(m)] for m in parts.member], forecast=forecast)


def _hardest(parts: pd.DataFrame) -> pd.Series | None:
    """Who is asked most beyond their own forecast; None where nobody is."""
    gap = parts.target_cents - parts.forecast_cents
    return parts.iloc[int(gap.to_numpy().argmax())] if len(parts) and gap.max() > 0 else None


def _told(part: pd.Series | None) -> tuple[str, float, float]:
    if part is None:
        return "", 0.0, 0.0
    return month(str(part.member)), float(part.target_cents), float(part.forecast_cents)


def _of_member(part: pd.Series | None, dimension: str) -> tuple[str, float, float]:
    if part is None or dimension == "month" or str(part.member) in UNTOLD:
        return "", 0.0, 0.0
    gap = float(part.target_cents - part.forecast_cents)
    return shortened(str(part.member), 30), gap, float(part.basis_cents)


def replan(
    rest: pd.DataFrame, targets: pd.DataFrame, goals: pd.DataFrame, goal_id: str, *, currency: str
) -> Table | Refusal:
    """What is left of a goal under way, month by month to come, beside what its targets asked of them.

    Parameters
    ----------
    rest : DataFrame
        `Goals.replan`.
    targets : DataFrame
        `Goals.targets`.
    goals : DataFrame
        `Goals.goals`.
    goal_id : str
        The goal that is shown where it is under way; else the first that is.
    currency : str
        For the caption.
    """
    if rest.empty:
        return Refusal("replan", *no.FIXED["replan"])
    shown = goal_id if goal_id in set(rest.goal_id) else str(rest.goal_id.iloc[0])
    mine, goal = rest[rest.goal_id == shown], goals[goals.goal_id == shown].iloc[0]
    ahead = mine[~mine.closed]
    now = ahead.groupby("month").amount_cents.sum()
    asked = targets[targets.goal_id == shown].groupby("month").target.sum()
    before = asked.reindex(now.index)
    sold = whole_sum(mine[mine.closed].amount_cents)
    left = whole_sum(now)
    small, large = Scale.of(float(goal.target) / 1000), Scale.of_goal(float(goal.target))
    step = small.divisor * 100
    # All months of the targets, so that those to come are printed as they are beside their forecasts.
    first, second = (month_steps({str(m): int(v) for m, v in amounts.items()}, step) for amounts in (asked, now))
    cells = [(first[str(name)], second[str(name)]) for name in now.index]
    body: list[tuple[str | Cell, ...]] = [
        (month(str(name)), number(target), number(rest_of))
        for name, (target, rest_of) in zip(now.index, cells, strict=True)
    ]
    body.append(("All", *(number(sum(column)) for column in zip(*cells, strict=True))))
    months = Period(str(now.index[0]), str(now.index[-1])).name
    return Table(
        "replan",
        say.replan_claim(str(goal["name"]), left, months, max(0.0, sold - round(float(goal.target))), large),
        f"{shortened(str(goal['name']), 24)}, months to come: the remainder over them, {small.unit(currency)}",
        ("Month", "Target", "Asked now"),
        tuple(body),
        say.replan_reading(whole_sum(before), left, len(now), large, locks_kept=bool(mine.locks_kept.all())),
        sums=True,
    )
