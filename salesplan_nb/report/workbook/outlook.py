"""Where we land by month: what the fan draws, against the target."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from salesplan_nb.report import goals as part2
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.workbook.columns import Column
from salesplan_nb.report.workbook.lines import Line, lines
from salesplan_nb.report.workbook.people import main_target
from salesplan_nb.report.workbook.sheet import Sheet


def no_forecast(results: Any) -> Refusal | None:
    """What is needed before a forecast can be made."""
    g, plan = results.goals, results.plan
    if len(g.forecast) or len(results.resources.landing):
        return None
    if results.goal is None:
        return Refusal("forecast", "There is no goal in money to forecast for.", "", "Add one to plan.yml.")
    told = part2.fan(g.history, g.paths, results.goal, currency=plan.currency)
    return told if isinstance(told, Refusal) else Refusal("forecast", "There is no forecast by month.", "", "")


def forecast(sheet: Sheet, results: Any) -> None:
    """Ranges by month, if nothing changes and with this plan, and the whole period's under them."""
    g, r, money = results.goals, results.resources, results.plan.currency
    sheet.opening("Forecast by month", say.forecast_reading(money))
    total = g.forecast[g.forecast.scope == "total"].set_index("month")
    plan = r.landing.set_index("month")
    months = sorted(set(total.index) | set(plan.index))
    target = _targets(results)
    wanted = [target.get(m) for m in months]
    middle = _of(plan, "plan_p50", months)
    has = [key for key, there in (("target", target), ("plan", len(plan))) if there]
    columns = [
        Column("month", "Month", "month", months),
        Column("target", f"Target [{money}]", "money", wanted, main_target(results, "{month}")),
        Column("low", f"If nothing changes, low [{money}]", "money", _of(total, "p10", months)),
        Column("nothing", f"If nothing changes, middle [{money}]", "money", _of(total, "p50", months)),
        Column("high", f"If nothing changes, high [{money}]", "money", _of(total, "p90", months)),
        Column("plan_low", f"With this plan, low [{money}]", "money", _of(plan, "plan_p10", months)),
        Column("plan", f"With this plan, middle [{money}]", "money", middle),
        Column("plan_high", f"With this plan, high [{money}]", "money", _of(plan, "plan_p90", months)),
        Column(
            "more", f"Plan less target [{money}]", "change",
            [p - t if p is not None and t is not None else None for p, t in zip(middle, wanted, strict=True)],
            "{plan}-{target}",
        ),
    ]  # fmt: skip
    keep = {"month", "low", "nothing", "high", *has, *(("plan_low", "plan_high") if "plan" in has else ())}
    keep |= {"more"} if len(has) > 1 else set()
    placed = sheet.table([c for c in columns if c.key in keep], main=True)
    _whole(sheet, results, placed.columns)
    shown = (
        Line("target", "Target", "goal"),
        Line("nothing", "If nothing changes", "nothing"),
        Line("plan", "With this plan", "us"),
    )
    lines(
        sheet,
        placed,
        "Target, plan and forecast by month",
        f"{results.quality.facts.records.capitalize()} [{money}]",
        [line for line in shown if line.key in placed.columns],
    )


def _targets(results: Any) -> dict[str, int]:
    """The main goal's target by month."""
    t = results.goals.targets
    mine = t[t.goal_id == results.goals.facts.main_goal]
    return {str(m): int(v) for m, v in mine.groupby("month").target.sum().items()}


def _of(frame: pd.DataFrame, column: str, months: list[str]) -> list[int | None]:
    """A column's amounts in those months, None where there is none."""
    known = {str(m): int(v) for m, v in frame[column].items()}
    return [known.get(m) for m in months]


def _whole(sheet: Sheet, results: Any, columns: Any) -> None:
    """The ranges of the goal's whole period, which are those of the cover."""
    goal = results.goal
    if goal is None or not math.isfinite(float(goal.demand_p50)):
        return
    n = part2.figures(goal, results.resources.facts)
    row = sheet.row - 1
    sheet.put(row, 0, n.period, "text", "total")
    for at in range(1, len(columns)):
        sheet.put(row, at, None, "money", "total")
    named = (
        ("target", "goal", n.goal), ("low", "nothing_low", n.nothing[0]), ("nothing", "nothing_middle", n.nothing[1]),
        ("high", "nothing_high", n.nothing[2]), ("plan_low", "plan_low", n.plan[0]),
        ("plan", "plan_middle", n.plan[1]), ("plan_high", "plan_high", n.plan[2]),
    )  # fmt: skip
    for key, name, value in named:
        if key in columns:
            sheet.formula(row, columns[key], name, round(value), "money", "total")
    if "more" in columns:
        sheet.formula(row, columns["more"], "plan_middle-goal", round(n.plan[1]) - round(n.goal), "change", "total")
    sheet.row = row + 2
