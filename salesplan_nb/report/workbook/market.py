"""Segments, tactics and channels: whom we sell to, what we do, through whom."""

from __future__ import annotations

import math
from typing import Any

from salesplan_nb.goals.statement import goal_names
from salesplan_nb.report import strategies as part3
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.workbook.columns import Column
from salesplan_nb.report.workbook.people import person
from salesplan_nb.report.workbook.sheet import Sheet


def no_segments(results: Any) -> Refusal | None:
    """What to add before there are segments."""
    s = results.strategies
    told = part3.segments_table(s.segments, s.facts, currency=results.plan.currency)
    return told if isinstance(told, Refusal) else None


def segments(sheet: Sheet, results: Any) -> None:
    """A row a segment, the largest first: size, growth, loyalty, win rate, and which are chosen."""
    f, money = results.strategies, results.plan.currency
    rows = list(frame_rows(f.segments.sort_values(["revenue_cents", "segment"], ascending=[False, True])))
    sheet.opening("Segments", say.revenue_window(money, f.facts.window))
    whole = sum(int(s.revenue_cents) for s in rows)
    won, closed = sum(int(s.won) for s in rows), sum(int(s.closed) for s in rows)
    columns = (
        Column("name", "Segment", "text", [str(s.name) or str(s.segment) for s in rows]),
        Column("chosen", "Chosen", "text", ["Chosen" if s.chosen else "" for s in rows]),
        Column("customers", "Customers", "count", [s.customers for s in rows], total="sum"),
        Column("revenue", f"Amount [{money}]", "money", [s.revenue_cents for s in rows], total="sum"),
        Column(
            "share", "Share", "share", [s.revenue_cents / whole if whole else None for s in rows],
            "{revenue}/{revenue$}", "sum",
        ),
        Column("growth", "Growth", "gap", [s.growth for s in rows]),
        Column("retention", "Retention", "share", [s.retention for s in rows]),
        Column("order", f"Order value [{money}]", "money", [s.order_value_cents for s in rows]),
        Column("margin", "Margin", "share", [s.margin for s in rows]),
        Column("won", "Deals won", "count", [s.won for s in rows], total="sum"),
        Column("closed", "Deals closed", "count", [s.closed for s in rows], total="sum"),
        Column(
            "rate", "Win rate", "share", [s.won / s.closed if s.closed else None for s in rows], "{won}/{closed}",
            "same", won / closed if closed else math.nan,
        ),
        Column("rule", "Rule", "prose", [s.rule for s in rows]),
        Column("reason", "Why chosen", "prose", [s.reason for s in rows]),
    )  # fmt: skip
    sheet.table(columns, total="All", main=True)


def no_tactics(results: Any) -> Refusal | None:
    """What to add before there are tactics."""
    rows = results.strategies.tactics
    told = part3.tactics_table(rows, currency=results.plan.currency) if rows.empty else None
    return told if isinstance(told, Refusal) else None


def tactics(sheet: Sheet, results: Any) -> None:
    """A row a tactic: what is done by whom, its effect and its cost."""
    rows, money = list(frame_rows(results.strategies.tactics)), results.plan.currency
    goals = goal_names(results.plan.goals)
    sheet.opening("Tactics", f"Effects over the plan year. {say.cents_kept(money)}")
    columns = (
        Column("name", "Tactic", "text", [str(t.name) or str(t.tactic_id) for t in rows]),
        Column("owner", "Owner", "text", [person(results, str(t.owner)) for t in rows]),
        Column("goal", "Goal", "text", [goals.get(str(t.goal_id), t.goal_id) for t in rows]),
        Column("segment", "Segment", "text", [t.segment for t in rows]),
        Column("channel", "Channel", "text", [t.channel for t in rows]),
        Column("first", "From", "month", [t.first for t in rows]),
        Column("last", "To", "month", [t.last for t in rows]),
        *(
            Column(end, f"Effect, {end} [{money}]", "change", [_effect(t, end) for t in rows])
            for end in ("low", "likely", "high")
        ),
        Column("line", "Budget line", "text", [t.budget_line for t in rows]),
        Column("budget", f"Budget [{money}]", "money", [t.budget_cents if t.budget_line else None for t in rows]),
        Column("action", "Action", "prose", [t.action for t in rows]),
        Column("source", "Source of the effect", "prose", [t.source for t in rows]),
    )
    sheet.table(columns, main=True)


def _effect(tactic: Any, end: str) -> int | None:
    """An end of the effect's range; None where none is declared."""
    return int(getattr(tactic, f"{end}_cents")) if tactic.source else None


def no_channels(results: Any) -> Refusal | None:
    """What is needed before channels can be told apart."""
    rows = results.strategies.channels
    told = part3.channels(rows, results.strategies.facts, currency=results.plan.currency) if rows.empty else None
    return told if isinstance(told, Refusal) else None


def channels(sheet: Sheet, results: Any) -> None:
    """A row a channel: what it brought, what is left of it, and its planned part."""
    s, money = results.strategies, results.plan.currency
    rows = list(frame_rows(s.channels))
    sheet.opening("Channels", say.revenue_window(money, s.facts.window))
    whole = sum(int(c.revenue_cents) for c in rows)
    planned = any(int(c.planned_cents) for c in rows)
    columns = [
        Column("name", "Channel", "text", [c.channel for c in rows]),
        Column("now", f"Amount [{money}]", "money", [c.revenue_cents for c in rows], total="sum"),
        Column("before", f"Year before [{money}]", "money", [c.before_cents for c in rows], total="sum"),
        Column(
            "share", "Share", "share", [c.revenue_cents / whole if whole else None for c in rows], "{now}/{now$}", "sum"
        ),
        Column("left", f"Contribution [{money}]", "money", [c.contribution_cents for c in rows], total="sum"),
        Column("planned_share", "Planned share", "share", [c.planned_share for c in rows], total="sum"),
        Column("planned", f"Planned [{money}]", "money", [c.planned_cents for c in rows], total="sum"),
        Column("note", "What the contribution leaves out", "prose", [c.note for c in rows]),
    ]
    hidden = set() if planned else {"planned_share", "planned"}
    sheet.table([c for c in columns if c.key not in hidden], total="All", main=True)
