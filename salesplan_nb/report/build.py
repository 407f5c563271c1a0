"""The target build, shown: from the base to the goal in steps, and what no step explains. One call, one claim."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.report import charts_bridge
from salesplan_nb.report.approval import Step
from salesplan_nb.report.bridge import MOST, largest_first
from salesplan_nb.report.charts_bridge import Step as Bar
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.landing import figures
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import DASH, Scale, interval, number
from salesplan_nb.report.objects import Cell, Chart, Refusal, Table, named
from salesplan_nb.report.steps import TACTIC
from salesplan_nb.report.wording import build as say
from salesplan_nb.report.wording import refusals as no

ROUNDING = "rounding"
"""Key of what rounding leaves."""
CUSTOMERS = ("lost", "stayed", "returned", "new", "other")


def target_build(build: pd.DataFrame, goal: pd.Series, *, currency: str) -> Chart | Refusal:
    """What takes us from the base to the goal, step by step, and what nothing in the plan explains.

    Parameters
    ----------
    build : DataFrame
        `Goals.build`.
    goal : Series
        The main goal's row of `Goals.goals`.
    currency : str
        For the caption.
    """
    rows = build[build.goal_id == goal.goal_id]
    if rows.empty:
        return Refusal("build", *no.no_build())
    n = figures(goal)
    steps = printed_steps(rows, n.scale, n.scale.digits)
    bars, at = [], 0.0
    missed = next((cents for key, _, cents in steps if key == ROUNDING), 0.0)
    for key, label, cents in steps:
        if key == ROUNDING:
            continue
        at += cents
        kind = {"base": "base", "target": "goal", "rest": "gap"}.get(key, "change")
        if key in ("forecast", "going-on"):
            at = n.scale.rounded(_landing(rows))
        label = f"{label} {n.base_label}" if key == "base" and len(n.base_label) <= 7 else label
        label = f"{label} {n.period}" if key == "target" and len(n.period) <= 7 else label
        bars.append(_bar(label, kind, cents, n.scale, n.base_actual if key == "base" else 0.0))
        if key in ("forecast", "going-on"):
            bars.append(_bar(say.NOTHING_CHANGES, "total", at, n.scale))
    rest, digits = _rest(rows, n.scale)
    title = f"From the base of {n.money(n.base)} to the goal of {n.money(n.goal)}, by what explains it"
    desc = "; ".join(f"{shortened(bar.label, 40)} {bar.text}" for bar in bars) + "."
    start = charts_bridge.bridge_start(bars)
    cut = f" Long bars are cut: the scale starts at {number(start, n.scale.digits)}{n.scale.suffix}." if start else ""
    return Chart(
        "build",
        say.claim_of(rest, n.scale.money(abs(rest), digits), n.money(n.goal)),
        f"From base to goal, by what explains it, {n.scale.unit(currency)}.",
        say.HOW + (say.rounding_note(n.scale.signed(missed)) if missed else "") + cut,
        charts_bridge.bridge("build", title, desc, bars),
        title,
        desc,
        _reading(rows, n.scale),
    )


def _bar(label: str, kind: str, cents: float, scale: Scale, actual: float = 0.0) -> Bar:
    text = scale.money(cents) if kind in ("base", "total", "goal") else scale.signed(cents)
    return Bar(label, kind, scale.value(cents), text, scale.value(actual))  # type: ignore[arg-type]  # one of its kinds


def printed_steps(rows: pd.DataFrame, scale: Scale, digits: int, most: int = MOST) -> list[tuple[str, str, float]]:
    """Steps as printed [cents]: each is rounded by itself, and what that leaves is a step of its own.

    Parameters
    ----------
    rows : DataFrame
        One goal's rows of `Goals.build`.
    scale : Scale
        Of the figures.
    digits : int
        Decimals.
    most : int
        Tactics shown one by one; of more, the smallest are summed.

    Returns
    -------
    list of tuple
        Key, label and amount; from the base to the goal they add up as printed. Tactics come the largest first; a rest
        and a remainder that are printed as nothing are left out.
    """
    exact = {str(r.step): int(r.amount_cents) for r in frame_rows(rows)}
    printed = {key: scale.rounded(cents, digits) for key, cents in exact.items()}
    tactics = [
        Step(str(r.step), clean(str(r.name)), int(r.amount_cents))
        for r in frame_rows(rows)
        if str(r.step).startswith(TACTIC)
    ]
    told = [(key, say.LABELS[key], printed[key]) for key in exact if key in say.LABELS and key != "target"]
    told += [(step.key, step.label, scale.rounded(step.cents, digits)) for step in largest_first(tactics, most)]
    if printed["rest"]:
        told.append(("rest", say.rest_label(printed["rest"]), printed["rest"]))
    if left := scale.rounded(printed["target"] - sum(cents for _, _, cents in told), digits):
        told.append((ROUNDING, say.ROUNDED, left))
    return [*told, ("target", say.LABELS["target"], printed["target"])]


def _rest(rows: pd.DataFrame, scale: Scale) -> tuple[float, int]:
    """What no step explains [cents], as the claim prints it, and its decimals: the table's where it would be none."""
    rest = float(rows.set_index("step").amount_cents["rest"])
    finest = scale.digits + 1
    return next(((told, n) for n in (scale.digits, finest) if (told := scale.rounded(rest, n))), (0.0, scale.digits))


def _landing(rows: pd.DataFrame) -> float:
    """Where we land if nothing changes [cents]."""
    return float(rows[rows.step.isin(["base", *CUSTOMERS, "forecast", "going-on"])].amount_cents.sum())


def _reading(rows: pd.DataFrame, scale: Scale) -> str:
    by_step = rows.set_index("step")
    if "going-on" in by_step.index:
        return say.untold_reading(str(by_step.source["going-on"]))

    def of(step: str) -> tuple[int, float]:
        there = step in by_step.index
        return (int(by_step.customers[step]), float(by_step.amount_cents[step])) if there else (0, 0.0)

    return say.reading(of("lost"), of("stayed")[1], of("new"), of("forecast")[1], of("base")[1], scale)


def build_table(build: pd.DataFrame, goal: pd.Series, *, currency: str) -> Table | Refusal:
    """Every step with what it rests on, and the range that was declared for it."""
    rows = build[build.goal_id == goal.goal_id]
    if rows.empty:
        return Refusal("build-table", *no.no_build())
    scale = Scale.of_goal(float(goal.target))
    digits = scale.digits + 1
    known = {str(r.step): r for r in frame_rows(rows)}
    body: list[tuple[str | Cell, ...]] = []
    for key, label, cents in printed_steps(rows, scale, digits, most=len(rows)):
        if key == ROUNDING:
            body.append((label, scale.signed(cents, digits), DASH))
            continue
        r = known[key]
        note = clean(str(r.source)) if key != "going-on" else ""
        text = scale.bare(cents, digits) if key in ("base", "target") else scale.signed(cents, digits)
        span = (
            interval(scale.bare(r.low_cents, digits), scale.bare(r.high_cents, digits))
            if r.low_cents == r.low_cents
            else DASH
        )
        body.append((named(label, note or say.customers_note(key, int(r.customers)), 60), text, span))
    return Table(
        "build-table",
        "",
        say.caption(scale.unit(currency), customers=any(key in known for key in CUSTOMERS)),
        ("Step", "Likely", "Low to high"),
        tuple(body),
        sums=True,
    )
