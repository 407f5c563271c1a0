"""What people can carry and are asked to carry, shown. One call, one claim."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from salesplan_nb.calendars import month_name
from salesplan_nb.report import charts_team as draw
from salesplan_nb.report.drawing import MONTHS
from salesplan_nb.report.frames import total as whole_sum
from salesplan_nb.report.numbers import DASH, Scale, count, grid, number, parts, percent
from salesplan_nb.report.objects import Cell, Chart, Refusal, Table, named
from salesplan_nb.report.quarters import quarters
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import team as say

REPS = 15
"""Rows of the heat map; beyond, the smallest are summed as 'others'."""


def letters(months: Sequence[str]) -> list[str]:
    """The first letter of each month."""
    return [MONTHS[int(m[5:]) - 1] for m in months]


def capacity(capacity: pd.DataFrame, facts: Any, *, currency: str, records: str = "bookings") -> Chart | Refusal:
    """In which months people are short.

    Parameters
    ----------
    capacity : DataFrame
        `Resources.capacity`.
    facts : ResourcesFacts
        Whether capacity is planned, and what to add.
    currency, records : str
        For the caption.
    """
    if not facts.has_capacity or capacity.empty or not capacity.target_cents.sum():
        return Refusal("capacity", *no.no_capacity(facts.missing))
    target, able = [float(v) for v in capacity.target_cents], [float(v) for v in capacity.p50_cents]
    months = list(capacity.month)
    scale = Scale.of(*target, *able)
    total, carried = sum(target), sum(able)
    quarters = quarter_sums(capacity)
    short = [str(q) for q, t, a in quarters if a < draw.SHORT * t]
    gap = sum(scale.rounded(t) - scale.rounded(a) for _, t, a in quarters if a < draw.SHORT * t)
    cover = {m: a / t for m, t, a in zip(months, target, able, strict=True) if t > 0}
    worst = min(cover, key=lambda m: (cover[m], m))
    title = "Monthly target and what the team can carry"
    desc = (
        f"Capacity in % of target: {', '.join(f'{month_name(m)} {percent(c)}' for m, c in cover.items())}. "
        f"Year {percent(carried / total)}."
    )
    svg = draw.capacity(
        "capacity",
        title,
        desc,
        [scale.value(v) for v in target],
        [scale.value(v) for v in able],
        letters(months),
        scale.suffix,
    )
    return Chart(
        "capacity",
        say.capacity_claim(scale.money(gap), short, carried / total, "goal"),
        f"{records.capitalize()} by month, {scale.unit(currency)}.",
        f"Outlined = target, hatched = what the team can carry, orange where more than {percent(0.02)} short.",
        svg,
        title,
        desc,
        say.capacity_reading(carried / total, month_name(worst), cover[worst], facts.capacity_chance, len(months)),
    )


def quarter_sums(capacity: pd.DataFrame) -> list[tuple[str, float, float]]:
    """Label, target and median capacity [cents] of each quarter."""
    named_ = capacity.assign(quarter=capacity.month.map(quarters(capacity.month)))
    return [
        (str(q), float(rows.target_cents.sum()), float(rows.p50_cents.sum()))
        for q, rows in named_.groupby("quarter", sort=False)
    ]


def capacity_table(capacity: pd.DataFrame, *, currency: str) -> Table:
    """Target and capacity by quarter; parts sum to the year as printed."""
    quarters = quarter_sums(capacity)
    total, carried = sum(t for _, t, _ in quarters), sum(a for _, _, a in quarters)
    scale = Scale.of(total, carried)
    targets = parts([t for _, t, _ in quarters], total, scale.divisor)
    ables = parts([a for _, _, a in quarters], carried, scale.divisor)
    rows = [(q, t, a) for (q, _, _), t, a in zip(quarters, targets, ables, strict=True)]
    rows.append(("Sum", sum(targets), sum(ables)))
    body = [
        (q, scale.bare(t, 2), scale.bare(a, 2), scale.signed(a - t, 2), percent(a / t) if t else DASH)
        for q, t, a in rows
    ]
    return Table(
        "capacity-table",
        "",
        f"Target and capacity, {scale.unit(currency)}",
        ("Quarter", "Target", "Capacity", "Difference", "Cover"),
        tuple(body),
        sums=True,
    )


def _quota_grid(quotas: pd.DataFrame, team: pd.DataFrame | None) -> pd.DataFrame:
    """Reps by months, largest first, lines that are nobody's (the house account) last."""
    table = quotas.pivot_table(
        index="rep_id", columns="month", values="quota_cents", aggfunc="sum", fill_value=0
    ).sort_index(axis=1)
    people = set(team.rep_id) if team is not None else set(table.index)
    order = sorted(table.index, key=lambda r: (r not in people, -whole_sum(table.loc[r]), str(r)))
    return table.loc[order]


def quotas(
    quotas: pd.DataFrame, margins: pd.DataFrame, team: pd.DataFrame, *, currency: str, missing: str = ""
) -> Chart | Refusal:
    """Who carries what, and when.

    Parameters
    ----------
    quotas, margins, team : DataFrame
        Of `Resources`.
    currency : str
        For the caption.
    missing : str
        `ResourcesFacts.quotas_missing`: what to add where there are none.
    """
    if quotas.empty or not quotas.quota_cents.sum():
        return Refusal("quotas", *no.no_quotas(missing))
    table = _quota_grid(quotas, team)
    people = [r for r in table.index if r in set(team.rep_id)]
    shown = table
    if len(table) > REPS:
        house = [r for r in table.index if r not in set(people)]
        kept = people[: REPS - 1 - len(house)]
        rest = (
            table.loc[[r for r in people if r not in kept]]
            .sum()
            .to_frame(f"{number(len(people) - len(kept))} others")
            .T
        )
        shown = pd.concat([table.loc[kept], rest, table.loc[house]])
    total, goal = int(table.to_numpy().sum()), int(margins.target_cents.sum()) if len(margins) else 0
    scale = Scale.of(total)
    low, high = (
        float(table.loc[people].to_numpy().min(initial=0)),
        float(np.quantile(table.loc[people].to_numpy(), 0.95)) if people else 1.0,
    )
    steps = [low + (high - low) * f for f in (0.3, 0.5, 0.7, 0.9)]
    months = list(table.columns)
    boxed = {(y, x) for y, r in enumerate(shown.index) if r in people for x, v in enumerate(shown.loc[r]) if v == 0}
    month_sums = [int(v) for v in table.sum(axis=0)]
    small = Scale.of(*steps)
    names = dict(zip(team.rep_id, team.name, strict=True))
    digits = 1 if scale.value(max(month_sums)) < 9.95 else 0  # three characters fit under a column
    zero = [str(names.get(r) or r) for r in people if (table.loc[r] == 0).any()]
    title, top, bottom = "Quota by rep and month", int(np.argmax(month_sums)), int(np.argmin(month_sums))
    desc = (
        f"{count(len(people), 'rep')}, {scale.money(total)} together; "
        f"largest month {month_name(months[top])} with {scale.money(month_sums[top])}, "
        f"smallest {month_name(months[bottom])} with {scale.money(month_sums[bottom])}."
    )
    svg = draw.heat(
        "quotas",
        title,
        desc,
        [str(names.get(r) or r) for r in shown.index],
        shown.to_numpy(dtype="float64").tolist(),
        [scale.bare(float(v), 2) for v in shown.sum(axis=1)],
        [*(scale.bare(v, digits) for v in month_sums), scale.money(total)],
        letters(months),
        steps,
        boxed,
        (f"under {small.money(steps[0], 0)}", f"{small.money(steps[-1], 0)} or more"),
    )
    how = "Boxed 0 = no quota in that month." if boxed else ""
    if len(table) > REPS:
        how += " The smallest quotas are summed as others."
    factor = month_sums[top] / month_sums[bottom] if month_sums[bottom] > 0 else math.nan
    return Chart(
        "quotas",
        say.quotas_claim(len(people), scale.money(total), total / goal - 1 if goal > 0 else math.nan),
        f"Quota by rep and month, {scale.unit(currency)}.",
        how,
        svg,
        title,
        desc,
        say.quotas_reading(month_name(months[top]), month_name(months[bottom]), factor, zero),
    )


def quota_regions(quotas: pd.DataFrame, team: pd.DataFrame, *, currency: str) -> Table:
    """Quota by region; parts sum to the total as printed."""
    region = dict(zip(team.rep_id, team.region, strict=True))
    rows = quotas.assign(
        region=[region.get(r) or ("house account" if r not in region else "unassigned") for r in quotas.rep_id]
    )
    sums = {
        str(r): (int(g.quota_cents.sum()), g[g.rep_id.isin(region)].rep_id.nunique())
        for r, g in rows.groupby("region", sort=True)
    }
    order = sorted(sums, key=lambda r: (sums[r][1] == 0, -sums[r][0], r))
    total, people = sum(s for s, _ in sums.values()), sum(n for _, n in sums.values())
    scale = Scale.of(total)
    shown = parts([sums[r][0] for r in order], total, scale.divisor)
    body: list[tuple[str | Cell, ...]] = [
        (
            named(r, length=30),
            number(sums[r][1]) if sums[r][1] else DASH,
            scale.bare(v, 2),
            scale.bare(v / sums[r][1], 2) if sums[r][1] else DASH,
        )
        for r, v in zip(order, shown, strict=True)
    ]
    body.append(("All", number(people), scale.bare(sum(shown), 2), scale.bare(total / people, 2) if people else DASH))
    return Table(
        "quota-regions",
        "",
        f"Quota by region, {scale.unit(currency)}",
        ("Region", "Reps", "Quota", "Per rep"),
        tuple(body),
        sums=True,
    )


def quota_table(quotas: pd.DataFrame, team: pd.DataFrame, *, currency: str, most: int = 40) -> Table:
    """Every quota by month; with more reps than `most` the smallest are summed, plan.xlsx has them all."""
    table = _quota_grid(quotas, team)
    if len(table) > most:
        rest = table.iloc[most - 1 :].sum().to_frame(f"{number(len(table) - most + 1)} others").T
        table = pd.concat([table.iloc[: most - 1], rest])
    scale = Scale.of(int(table.to_numpy().sum()) / 1000)
    cells = grid([[float(v) for v in row] for row in table.to_numpy()], scale.divisor * 100)
    names = dict(zip(team.rep_id, team.name, strict=True))
    body: list[tuple[str | Cell, ...]] = [
        (named(str(names.get(r) or r), length=24), *(number(v) for v in row), number(sum(row)))
        for r, row in zip(table.index, cells, strict=True)
    ]
    sums = [sum(column) for column in zip(*cells, strict=True)]
    body.append(("All", *(number(v) for v in sums), number(sum(sums))))
    labels = [month_name(m)[:3] for m in map(str, table.columns)]
    return Table(
        "quota-table",
        "",
        f"Quota by rep and month, {scale.unit(currency)}",
        ("Rep", *labels, "Sum"),
        tuple(body),
        sums=True,
        wide=True,
    )
