"""Goals that do not fit each other: two targets or two owners for one thing, parts that do not make their whole."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.goals.result import Goals, period_of
from salesplan_nb.goals.statement import amount
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import TOTAL

SUMMED = ("bookings", "revenue", "new_customers")
"""Metrics whose parts add up over months; those in money over regions and families too."""
CENT = 0.5
"""Differences below it are rounding: parts are rounded to the cent one by one."""
SAME = 5e-4
"""House threshold: a growth of whole points, or a part by a basis, may mean the same as an amount so near to it."""
Row = Mapping[Hashable, Any]
Found = tuple[str, str, str, float, str, bool]


def conflicts(
    goals: pd.DataFrame, members: Sequence[str], targets: pd.DataFrame, *, currency: str, names: Mapping[str, str]
) -> pd.DataFrame:
    """The table `conflicts` of the result: a row per pair of goals that do not fit; none where all do.

    Parameters
    ----------
    goals : DataFrame
        `Goals.goals`.
    members : sequence of str
        Every part that the forecast has, 'region: DACH': parts make a whole only where all of them have a goal.
    targets : DataFrame
        `Goals.targets`: what each goal's own breakdown gives its parts.
    currency : str
        For the words.
    names : mapping of str to str
        What people are called, by the ids that the plan has for them.

    Notes
    -----
    Kinds. `two targets`: one metric, scope and period with two targets; revenue growth is compared as the amount that
    it comes to. `two owners`: the same with two people. `doubled`: the same goal twice. `parts exceed`: goals for
    months within a longer one's, or for regions or families within the whole, none of which overlap, sum to more than
    it; with parts still missing, those would have to be below zero. `parts fall short`: they leave nothing out and sum
    to less.
    `overlap`: one metric and scope with periods of which neither holds the other, so that the same months count twice.
    `breakdown differs`: a goal for months, a region or a family of a wider one, which the wider one's breakdown gives
    another amount.
    The first five are wrong by arithmetic and must be set right; the others may be meant, and are named.
    """
    rows = [row for row in goals.to_dict("records") if row["first"] and row["target"] == row["target"]]
    found: list[Found] = []
    for one, other in combinations(rows, 2):
        found += _pair(one, other, currency, names)
    for whole in rows:
        found += _parts(whole, rows, members, currency)
        found += _given(whole, rows, targets, currency)
    return framed(Goals, "conflicts", found)


def _pair(one: Row, other: Row, currency: str, names: Mapping[str, str]) -> Iterator[Found]:
    growth = _growth(one, other)
    if growth is not None:
        gap, words = growth[0], f"{one['name']} and {other['name']} ask for {_both(*growth[1:], currency)}"
        yield one["goal_id"], other["goal_id"], "two targets", gap, words, True
        return
    if (one["metric"], one["scope"]) != (other["metric"], other["scope"]):
        return
    a, b = period_of(one), period_of(other)
    ids = str(one["goal_id"]), str(other["goal_id"])
    both = f"{one['name']} and {other['name']}"
    if a == b:
        gap = float(other["target"]) - float(one["target"])
        if abs(gap) > _rounding(one):
            targets = f"{_amount(one, one['target'], currency)} and {_amount(one, other['target'], currency)}"
            yield *ids, "two targets", gap, f"{both} ask for {targets} of the same", True
        if one["owner"] and other["owner"] and one["owner"] != other["owner"]:
            people = " and ".join(names.get(str(row["owner"]), str(row["owner"])) for row in (one, other))
            yield *ids, "two owners", float("nan"), f"{both} are the same, and have two owners, {people}", True
        elif abs(gap) <= _rounding(one):
            yield *ids, "doubled", float("nan"), f"{both} are the same goal twice", True
    elif a.first <= b.last and b.first <= a.last and not (_within(a, b) or _within(b, a)):
        shared = Period(max(a.first, b.first), min(a.last, b.last))
        yield *ids, "overlap", float("nan"), f"{both} both count {shared.name}", False


def _growth(one: Row, other: Row) -> tuple[float, float, float] | None:
    """Gap and amounts [cents] of a growth goal and a money goal over the same months against the same base."""
    for growth, money in ((one, other), (other, one)):
        if growth["metric"] == "revenue_growth" and money["unit"] == "cents" and money["scope"] == TOTAL:
            months = period_of(money)
            against = Period.parse(str(money["baseline_period"])) if money["baseline_period"] else None
            if months != period_of(growth) or against != months.shifted(-12) or money["baseline"] != money["baseline"]:
                return None
            asked = float(money["baseline"]) * (1 + float(growth["target"]))
            a, b = (asked if row is growth else float(row["target"]) for row in (one, other))
            return (b - a, a, b) if abs(b - a) > SAME * abs(a) else None
    return None


def _both(a: float, b: float, currency: str) -> str:
    return f"{amount(a, 'cents', currency)} and {amount(b, 'cents', currency)}"


def _parts(whole: Row, rows: Sequence[Row], members: Sequence[str], currency: str) -> Iterator[Found]:
    if whole["metric"] not in SUMMED:
        return
    months = period_of(whole)
    same = [row for row in rows if row is not whole and row["metric"] == whole["metric"]]
    within = [
        row
        for row in same
        if row["scope"] == whole["scope"] and period_of(row) != months and _within(period_of(row), months)
    ]
    parts = _apart(within)
    if parts:
        complete = sum(len(period_of(row)) for row in parts) == len(months)
        yield from _sum(whole, parts, complete=complete, currency=currency)
    if whole["scope"] == TOTAL and whole["unit"] == "cents":
        for dimension in ("region", "product_family"):
            own = [row for row in same if str(row["scope"]).startswith(f"{dimension}: ") and period_of(row) == months]
            own = list({row["scope"]: row for row in own}.values())
            needed = {member for member in members if member.startswith(f"{dimension}: ")}
            if own:
                complete = needed <= {row["scope"] for row in own}
                yield from _sum(whole, own, complete=complete, currency=currency)


def _given(whole: Row, rows: Sequence[Row], targets: pd.DataFrame, currency: str) -> Iterator[Found]:
    """Goals for a part of a goal that its breakdown gives another amount; more than the whole is told by the sums."""
    own = targets[targets["goal_id"] == whole["goal_id"]]
    for part in rows if len(own) else ():
        months, asked = period_of(part), float(part["target"])
        wider = whole["scope"] == TOTAL and (part["scope"], months) != (TOTAL, period_of(whole))
        if part["metric"] != whole["metric"] or not wider or not _within(months, period_of(whole)):
            continue
        cells = own[(own["month"] >= months.first) & (own["month"] <= months.last)]
        dimension, _, member = str(part["scope"]).partition(": ")
        given = float((cells[cells[dimension] == member] if member else cells)["target"].sum())
        gap = asked - given
        if abs(gap) > max(SAME * abs(asked), CENT * len(cells)) and asked <= float(whole["target"]):
            words = f"{part['name']} asks for {_amount(part, asked, currency)}, and the breakdown of {whole['name']} "
            words += f"gives it {_amount(part, given, currency)}: a lock would hold what is meant"
            yield str(part["goal_id"]), str(whole["goal_id"]), "breakdown differs", gap, words, False


def _apart(rows: Sequence[Row]) -> list[Row]:
    """Goals of which no two share a month: none that is a part of another, then those that end first."""
    kept: list[Row] = []
    own = [
        row
        for row in rows
        if not any(period_of(row) != period_of(o) and _within(period_of(row), period_of(o)) for o in rows)
    ]
    for row in sorted(own, key=lambda row: (row["last"], row["first"])):
        if not kept or row["first"] > kept[-1]["last"]:
            kept.append(row)
    return kept


def _sum(whole: Row, parts: Sequence[Row], *, complete: bool, currency: str) -> Iterator[Found]:
    asked, target = sum(float(row["target"]) for row in parts), float(whole["target"])
    gap = asked - target
    if abs(gap) <= CENT * len(parts) or (gap < 0 and not complete):
        return
    kind = "parts exceed" if gap > 0 else "parts fall short"
    listed = ", ".join(str(row["name"]) for row in parts)
    more = f"{_amount(whole, abs(gap), currency)} {'more' if gap > 0 else 'less'} than {whole['name']}"
    words = f"{listed} {'asks' if len(parts) == 1 else 'sum'} {'for ' if len(parts) == 1 else 'to '}"
    words += f"{_amount(whole, asked, currency)}, {more}"
    yield str(parts[0]["goal_id"]), str(whole["goal_id"]), kind, gap, words, True


def _amount(goal: Row, value: float, currency: str) -> str:
    return amount(float(value), str(goal["unit"]), currency)


def _rounding(goal: Row) -> float:
    return CENT if goal["unit"] == "cents" else 1e-9


def _within(inner: Period, outer: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
