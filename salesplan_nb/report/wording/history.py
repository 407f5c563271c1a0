"""Sentences of what the history shows, and of what in it the forecast cannot know: a new level, one large month."""

from __future__ import annotations

import math

from salesplan_nb.goals.result import GoalsFacts
from salesplan_nb.report.numbers import Scale, count, month, number, rate

NEAR = 0.1
"""A forecast is near a level from which its mean month lies at most so far [fraction]."""
PART = 0.75
"""A forecast carries on part of a trend where it grows by at most this share of it."""
HALF = (0.35, 0.65)
"""The shares of it that are called about half."""


def history_words(f: GoalsFacts) -> str:
    """What the history shows where that is nothing, how much of a trend goes on, a new level, a month far above all."""
    return " ".join(text for text in (_nothing(f), _part_of_trend(f), level_words(f), apart_words(f)) if text)


def _nothing(f: GoalsFacts) -> str:
    if f.shows != "neither":
        return ""
    text = "The history shows no sure season and no sure trend"
    if not f.past_cents > 0:
        return f"{text}."
    if abs(f.ahead_cents / f.past_cents - 1) <= NEAR:
        return f"{text}: the forecast is near the mean of the last twelve months."
    scale = Scale.of(f.past_cents, f.ahead_cents)
    ahead, past = scale.money(f.ahead_cents), scale.money(f.past_cents)
    return f"{text}; yet the forecast is {ahead} a month, and the last twelve months have {past} on average."


def _part_of_trend(f: GoalsFacts) -> str:
    """'Sales grew by 5% a year, the forecast grows by 2%: it carries on about half of a past trend.'"""
    if not math.isfinite(f.trend) or not math.isfinite(f.drift) or "smoothing" not in f.method:
        return ""
    share = f.drift / f.trend
    past, ahead = rate(f.trend), rate(f.drift)
    if not 0 <= share <= PART or past == ahead:
        return ""
    verbs = ("grew", "grows") if f.trend > 0 else ("shrank", "shrinks")
    told = "about half" if HALF[0] <= share <= HALF[1] else "only part" if share > HALF[1] else "little"
    return (
        f"Sales {verbs[0]} by {past} a year, the forecast {verbs[1]} by {ahead}: it carries on {told} of a past trend."
    )


def level_words(f: GoalsFacts) -> str:
    """'The level of sales changed in Jul 2026, ...'; '' where it did not."""
    if f.level is None:
        return ""
    scale = Scale.of(f.level.before, f.level.since)
    moved = f"from {scale.money(f.level.before)} a month to {scale.money(f.level.since)}"
    return (
        f"The level of sales changed in {month(f.level.month)}, {moved}: the forecast has seen only "
        f"{count(f.level.months, 'month')} of it, and most past tests none."
    )


def apart_words(f: GoalsFacts) -> str:
    """'Mar 2026 has 413.7k, 22 times a usual month ...'; '' where no month lies far above the others."""
    if f.apart is None:
        return ""
    scale = Scale.of(f.apart.usual)
    return (
        f"{month(f.apart.month)} has {Scale.of(f.apart.amount).money(f.apart.amount)}, {_times(f)} a usual month "
        f"({scale.money(f.apart.usual)}): if that will not come again, declare it under one_offs: in plan.yml."
    )


def in_short(f: GoalsFacts) -> list[str]:
    """The same for the first screen, where it bears on the chance: 'sales are at a new level since Jul 2026'."""
    told = []
    if f.level is not None:
        told.append(
            f"sales are at another level since {month(f.level.month)}, seen for {count(f.level.months, 'month')}"
        )
    if f.apart is not None:
        told.append(f"{month(f.apart.month)} has {_times(f)} a usual month")
    return told


def _times(f: GoalsFacts) -> str:
    return f"{number(f.apart.amount / f.apart.usual)} times" if f.apart is not None else ""
