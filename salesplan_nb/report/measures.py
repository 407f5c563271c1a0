"""Part 5, shown: which measures are on target, and how the year goes. One call, one claim."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from salesplan_nb.calendars import month_name
from salesplan_nb.report import charts_measures as draw
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.funnel import funnel, funnel_table
from salesplan_nb.report.landing import period_name
from salesplan_nb.report.names import clean, shortened, slug
from salesplan_nb.report.numbers import DASH, Scale, interval, measured, number, percent
from salesplan_nb.report.objects import Card, Cards, Cell, Chart, Notes, Refusal, Table, named
from salesplan_nb.report.quotas import letters
from salesplan_nb.report.signals import reviews, signal, triggers_table
from salesplan_nb.report.wording import measures as say
from salesplan_nb.report.wording import refusals as no

__all__ = [
    "attainment_table",
    "cards",
    "definitions",
    "funnel",
    "funnel_table",
    "kpi_table",
    "reviews",
    "signal",
    "tracking",
    "triggers_table",
]
"""What notebooks call."""

CARDS = 12
"""Cards on the page."""
MARKS = {"on target": "good", "under target": "bad", "over target": "bad"}


def cards(kpis: pd.DataFrame, series: pd.DataFrame, facts: Any, *, currency: str = "") -> Cards | Refusal:
    """Which measures are on target.

    Parameters
    ----------
    kpis, series : DataFrame
        Of `Measures`.
    facts : MeasuresFacts
        Counts of the claim.
    currency : str
        For measures in money.
    """
    if kpis.empty:
        return Refusal("measures", *no.FIXED["measures"])
    known = kpis[kpis.value.notna()]
    targeted = known.target.notna()
    rows = pd.concat([known[targeted], known[~targeted]]).head(CARDS)
    made = tuple(_card(k, series, currency) for k in frame_rows(rows))
    missed = [str(n) for n in known[known.status.isin(say.BAD)].name]
    untold = [(shortened(str(k.name)), str(k.reason)) for k in frame_rows(kpis[kpis.value.isna()])]
    return Cards(
        "measures",
        say.kpis_claim(facts.on_target, facts.with_target, facts.ahead),
        "Line = by month, up to two years; dashed = target." if made else "",
        made,
        say.kpis_reading(missed, facts.ahead) if facts.with_target else "",
        say.untold(untold),
    )


def _card(k: Any, series: pd.DataFrame, currency: str) -> Card:
    points = series[(series.kpi == k.kpi) & series.value.notna()].sort_values("month").value
    value = measured(k.value, k.unit, currency)
    good = str(k.status) not in say.BAD
    text = say.card_text(
        k.value,
        k.target,
        k.before,
        k.unit,
        int(k.n),
        k.low,
        k.high,
        str(k.kpi),
    )
    svg = ""
    if len(points) >= 3:
        title = f"{k.name}, the last {len(points)} months"
        target = float(k.target) if math.isfinite(k.target) and k.unit != "count" else None
        svg = draw.spark(
            f"spark-{slug(str(k.kpi).replace('_', '-'))}",
            title,
            f"{value}. {say.status_words(str(k.status))}. {text}",
            [float(p) for p in points],
            target,
            good,
        )
    period = period_name(clean(str(k.period)))
    return Card(
        f"{shortened(str(k.name))}{f', {period}' if period else ''}",
        value,
        svg,
        say.status_words(str(k.status)),
        MARKS.get(str(k.status), ""),
        text,
    )


def kpi_table(kpis: pd.DataFrame, *, currency: str = "", names: dict[str, str] | None = None) -> Table:
    """Every measure: value with interval, target, status, owner."""
    known = names or {}
    body = [
        (
            named(str(k.name), known.get(str(k.owner), str(k.owner)), 40),
            measured(k.value, k.unit, currency) if math.isfinite(k.value) else DASH,
            interval(measured(k.low, k.unit), measured(k.high, k.unit)) if math.isfinite(k.low) else DASH,
            measured(k.target, k.unit, currency),
            Cell(say.status_words(str(k.status)), mark=MARKS.get(str(k.status), "")),
        )
        for k in frame_rows(kpis)
    ]
    return Table(
        "kpi-table",
        "",
        f"Measures with {percent(0.95)} interval, target and status",
        ("Measure and owner", "Value", "Interval", "Target", "Status"),
        tuple(body),
        left=(0, 4),
        wide=True,
    )


def definitions(kpis: pd.DataFrame) -> Notes:
    """How each measure is defined."""
    return Notes(
        "definitions",
        tuple((shortened(str(k.name), 40), f"{clean(str(k.definition)).rstrip('.')}.") for k in frame_rows(kpis)),
        "Definitions",
    )


def tracking(
    tracking: pd.DataFrame,
    pacing: pd.DataFrame,
    facts: Any,
    *,
    currency: str,
    records: str = "bookings",
    goals: pd.DataFrame | None = None,
) -> Chart | Refusal:
    """How far the goal under way has come against what was due.

    Parameters
    ----------
    tracking, pacing : DataFrame
        Of `Measures`.
    facts : MeasuresFacts
        Which goal is tracked.
    currency, records : str
        For the caption.
    goals : DataFrame, optional
        `Goals.goals`, to say when the next goal begins.
    """
    rows = (
        tracking[tracking.goal_id == facts.tracked_goal].sort_values("month")
        if facts.tracked_goal
        else tracking.iloc[:0]
    )
    if rows.empty:
        first = goals.sort_values("first").iloc[0] if goals is not None and len(goals) else None
        figure = (
            say.no_tracking(str(first["name"]), month_name(str(first["first"])))
            if first is not None
            else say.no_tracking("", "")
        )
        return Refusal("tracking", *no.no_tracking_yet(figure))
    scale = Scale.of(*rows.target_cents, *rows.actual_cents)
    known = rows[rows.known]
    paced = pacing[pacing.goal_id == facts.tracked_goal]
    whole = int(rows.target_cents.sum())
    actual, due = int(known.actual_cents.sum()), int(rows[rows.known].target_cents.sum())
    rate = actual / due if due > 0 else math.nan
    if len(paced):
        p = paced.iloc[0]
        actual, due, rate, whole = (
            int(p.actual_cents),
            int(p.target_to_date_cents),
            float(p.pacing),
            int(p.target_cents),
        )
    big = Scale.of(whole)
    through = month_name(str(known.month.iloc[-1])) if len(known) else month_name(str(rows.month.iloc[0]))
    title = f"{records.capitalize()} by month against target"
    desc = f"To {through}: {big.money(actual)} of {big.money(due)} due ({percent(rate)}); goal {big.money(whole)}."
    svg = draw.tracking(
        "tracking",
        title,
        desc,
        [scale.value(v) for v in known.actual_cents],
        [scale.value(v) for v in rows.target_cents],
        letters(list(rows.month)),
        ("Actual", "Target"),
    )
    left = big.rounded(whole) - big.rounded(actual)
    return Chart(
        "tracking",
        say.tracking_claim(rate, big.money(actual), big.money(due), through),
        f"{records.capitalize()} by month, {scale.unit(currency)}.",
        "Solid = actual, outlined = target.",
        svg,
        title,
        desc,
        say.tracking_reading(big.money(actual), big.money(whole), big.money(max(left, 0)), len(rows) - len(known)),
    )


def attainment_table(
    attainment: pd.DataFrame, names: dict[str, str] | None = None, *, currency: str, most: int = 15
) -> Table | Refusal:
    """Actual against quota to date, rep by rep."""
    if attainment.empty:
        return Refusal("attainment", *no.FIXED["attainment"])
    known = names or {}
    scale = Scale.of(*attainment.quota_cents)
    rows = attainment.sort_values(["attainment", "rep_id"], ascending=[False, True])
    body = [
        (
            named(known.get(str(a.rep_id), str(a.rep_id)), length=30),
            scale.bare(a.actual_cents, 2),
            scale.bare(a.quota_cents, 2),
            percent(a.attainment),
        )
        for a in frame_rows(rows.head(most))
    ]
    reading = (
        (
            f"{number(int((attainment.attainment >= 1).sum()))} of {number(len(attainment))} "
            f"at or over {percent(1)}; the largest {number(min(most, len(rows)))} are shown."
        )
        if len(rows) > most
        else (
            f"{number(int((attainment.attainment >= 1).sum()))} of {number(len(attainment))} at or over {percent(1)}."
        )
    )
    return Table(
        "attainment",
        "",
        f"Attainment to date, {scale.unit(currency)}",
        ("Rep", "Actual", "Quota to date", "Attained"),
        tuple(body),
        reading,
    )
