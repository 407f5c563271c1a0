"""Part 3, shown: whom we go for, by which tactics, through which channels. One call, one claim."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.report import charts_market
from salesplan_nb.report.bridge import MOST, bridge
from salesplan_nb.report.frames import largest
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import DASH, Scale, change, interval, number, percent
from salesplan_nb.report.objects import Cell, Chart, Notes, Refusal, Table, named
from salesplan_nb.report.steps import demand_middle
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import strategy as say

__all__ = [
    "bridge",
    "channels",
    "channels_table",
    "demand_middle",
    "rfm_table",
    "segment_notes",
    "segments_table",
    "tactics_notes",
    "tactics_table",
]
"""What notebooks call."""


def tactics_table(tactics: pd.DataFrame, *, currency: str, names: dict[str, str] | None = None) -> Table | Refusal:
    """What is done, by whom, with which effect and budget.

    Parameters
    ----------
    tactics : DataFrame
        `Strategies.tactics`.
    currency : str
        For the caption.
    names : dict, optional
        Owner id to role.
    """
    if tactics.empty:
        return Refusal("tactics", *no.FIXED["tactics"])
    known = names or {}
    scale = Scale.of(*tactics.high_cents, *tactics.budget_cents)
    digits = 2
    body: list[tuple[str | Cell, ...]] = [
        (
            named(str(t.name) or str(t.tactic_id), known.get(str(t.owner), str(t.owner)), 60),
            scale.signed(t.likely_cents, digits) if t.high_cents else DASH,
            interval(scale.bare(t.low_cents, digits), scale.bare(t.high_cents, digits)) if t.high_cents else DASH,
            scale.bare(t.budget_cents, digits) if t.budget_cents else DASH,
        )
        for t in frame_rows(tactics)
    ]
    without = [str(t) for t in tactics[tactics.source == ""].tactic_id]
    return Table(
        "tactics",
        say.tactics_claim(len(tactics), tactics.owner.nunique()),
        f"Tactics: effect over the plan year and budget, {scale.unit(currency)}",
        ("Tactic and owner", "Likely", "Range", "Budget"),
        tuple(body),
        say.tactics_reading(without, int((tactics.budget_line == "").sum())),
    )


def tactics_notes(tactics: pd.DataFrame, facts: Any, scale: Scale) -> Notes:
    """What each tactic does, where its effect comes from, and how effects were put together."""
    items = [
        (
            shortened(str(t.name) or str(t.tactic_id), 30),
            f"{clean(str(t.action))}; {Period(str(t.first), str(t.last)).name}. "
            + (f"Effect: {clean(str(t.source))}." if t.source else "No effect stated."),
        )
        for t in frame_rows(tactics)
    ]
    if facts.effect_high_cents:
        items.append(
            (
                "Effects",
                say.effects_words(facts.effect_low_cents, facts.effect_likely_cents, facts.effect_high_cents, scale),
            )
        )
    return Notes("tactics-notes", tuple(items))


def segments_table(segments: pd.DataFrame, facts: Any, *, currency: str) -> Table | Refusal:
    """Segments side by side: size, growth, loyalty, win rate; and which are chosen.

    Parameters
    ----------
    segments : DataFrame
        `Strategies.segments`.
    facts : StrategiesFacts
        Window of the figures.
    currency : str
        For the caption.
    """
    if len(segments) < 2:
        customers = int(segments.customers.sum()) if len(segments) else None
        return Refusal("segments", *no.no_segments(customers))
    rows = segments.sort_values(["revenue_cents", "segment"], ascending=[False, True])
    scale = Scale.of(*rows.revenue_cents)
    body = [
        (
            named(str(s.name) or str(s.segment), "Chosen" if s.chosen else "", 40),
            number(s.customers),
            scale.bare(s.revenue_cents, 2),
            change(s.growth) if math.isfinite(s.growth) else DASH,
            percent(s.win_rate),
        )
        for s in frame_rows(rows)
    ]
    chosen = rows[rows.chosen]
    closed = int(rows.closed.sum())
    overall = int(rows.won.sum()) / closed if closed else math.nan
    reading = ""
    if len(chosen):
        first = chosen.iloc[0]
        reading = say.segments_reading(
            str(first["name"]) or str(first.segment),
            float(first.growth),
            float(first.win_rate),
            overall,
            str(first.reason),
        )
    names_ = [str(n) or str(s) for n, s in zip(chosen.name, chosen.segment, strict=True)]
    text = say.segments_claim(names_, len(rows), float(chosen.share.sum()))
    return Table(
        "segments",
        text,
        f"Segments, {clean(facts.window)}; revenue in {scale.unit(currency)}",
        ("Segment", "Customers", "Revenue", "Growth", "Won"),
        tuple(body),
        reading,
    )


def segment_notes(segments: pd.DataFrame, profile: pd.DataFrame) -> Notes:
    """The rule of each segment and who its customers are."""
    items = []
    for s in frame_rows(segments):
        mine = profile[profile.segment == s.segment]
        told = [
            say.profile_words(
                str(attribute), [(str(v), float(p)) for v, p in zip(rows.value[:3], rows.share[:3], strict=True)]
            )
            for attribute, rows in mine.groupby("attribute", sort=False)
        ]
        words = [f"Rule: {clean(str(s.rule))}"] if s.rule else []
        words += [f"{percent(s.retention)} of last year’s customers bought again"] if math.isfinite(s.retention) else []
        items.append((shortened(str(s.name) or str(s.segment), 30), ". ".join([*words, *told]) + "."))
    return Notes("segment-notes", tuple((t, text) for t, text in items if text != "."), "Who they are")


def rfm_table(rfm: pd.DataFrame, facts: Any, history: pd.DataFrame, *, currency: str) -> Table | Refusal:
    """Customers by how recently, how often and for how much they bought.

    Parameters
    ----------
    rfm : DataFrame
        `Strategies.rfm`.
    facts : StrategiesFacts
        Window.
    history : DataFrame
        `Goals.history`: all sales by month, also those without a customer.
    currency : str
        For the caption.
    """
    if rfm.empty:
        return Refusal("rfm", *no.FIXED["rfm"])
    buyers, sales = int(rfm.active.sum()), int(history.amount_cents.iloc[-12:].sum())
    known = int(rfm.revenue_cents.sum()) / sales if sales > 0 else math.nan
    top = largest(rfm, "revenue_cents")
    scale = Scale.of(*rfm.spend_cents)
    body = [
        (
            named(str(r.group), f"{r.description}; {say.orders_words(r.orders)}", 40),
            number(r.customers),
            percent(r.share),
            number(r.recency_days),
            scale.bare(r.spend_cents),
        )
        for r in frame_rows(rfm)
    ]
    focus = rfm.iloc[-1] if len(rfm) > 1 else top
    return Table(
        "rfm",
        say.rfm_claim(str(top.group), int(top.active) / buyers if buyers else math.nan, float(top.share), known),
        (
            f"Customers by recency, frequency and spend, {clean(facts.window)}; "
            f"medians: days since the last order, spend in {scale.unit(currency)}"
        ),
        ("Group", "Customers", "Sales", "Days", "Spend"),
        tuple(body),
        say.rfm_reading(
            str(focus.group), int(focus.customers), str(focus.approach), known, by_recency=bool(top.by_recency)
        ),
    )


def channels(channels: pd.DataFrame, facts: Any, *, currency: str) -> Chart | Refusal:
    """What each route to market brings now, and what the chosen mix asks of it.

    Parameters
    ----------
    channels : DataFrame
        `Strategies.channels`.
    facts : StrategiesFacts
        Window.
    currency : str
        For the caption.
    """
    if channels.empty or not channels.revenue_cents.sum():
        return Refusal("channels", *no.FIXED["channels"])
    rows = channels.sort_values(["revenue_cents", "channel"], ascending=[False, True]).head(MOST)
    scale = Scale.of(*rows.revenue_cents, *rows.planned_cents)
    planned = bool(rows.planned_cents.sum())
    bars = [
        charts_market.Pair(
            str(r.channel),
            scale.value(r.revenue_cents),
            scale.value(r.planned_cents) if planned else None,
            scale.money(r.revenue_cents),
            scale.money(r.planned_cents),
        )
        for r in frame_rows(rows)
    ]
    title = "Revenue by channel, now and planned" if planned else "Revenue by channel"
    desc = (
        "; ".join(f"{shortened(b.label)} {b.text}{f', planned {b.planned_text}' if planned else ''}" for b in bars)
        + "."
    )
    svg = charts_market.pairs("channels", title, desc, bars)
    top = rows.iloc[0]
    known = rows[rows.rate.notna()]
    best = largest(known, "rate") if len(known) else top
    return Chart(
        "channels",
        say.channels_claim(str(top.channel), float(top.share), float(top.planned_share)),
        f"Revenue by channel, {scale.unit(currency)}.",
        f"Solid = {clean(facts.window)}" + (", outlined = chosen mix of the goal." if planned else "."),
        svg,
        title,
        desc,
        say.channels_reading(
            str(best.channel), float(best.rate) if len(known) else math.nan, len(known) - 1, str(best.note)
        ),
    )


def channels_table(channels: pd.DataFrame, *, currency: str) -> Table:
    """Revenue, growth, contribution and chosen share of each channel."""
    rows = channels.sort_values(["revenue_cents", "channel"], ascending=[False, True])
    scale = Scale.of(*rows.revenue_cents)
    body = [
        (
            named(
                str(r.channel),
                "; ".join(t for t in (change(r.growth) if math.isfinite(r.growth) else "", str(r.note)) if t),
                30,
            ),
            scale.bare(r.revenue_cents, 2),
            scale.bare(r.contribution_cents, 2),
            f"{percent(r.share)} → {percent(r.planned_share)}" if r.planned_share else percent(r.share),
        )
        for r in frame_rows(rows)
    ]
    return Table(
        "channels-table",
        "",
        f"Channels: revenue and contribution in {scale.unit(currency)}; share now → chosen mix",
        ("Channel and growth", "Revenue", "Contribution", "Share"),
        tuple(body),
    )
