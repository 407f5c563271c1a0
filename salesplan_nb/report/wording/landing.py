"""Sentences of the first screen and of part 2: how likely the goal is, where we land, what holds us back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from salesplan_nb.goals.calibration import ENOUGH
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import (
    DASH,
    Scale,
    agree,
    chance,
    chance_percent,
    count,
    interval,
    month,
    nothing,
    number,
    odds,
    percent,
    percent_text,
    printed,
    signed,
    simulations,
    years,
)
from salesplan_nb.report.wording.calibration import beside

VERDICTS = (
    (0.05, "will almost surely miss"),
    (0.40, "will probably miss"),
    (0.60, "may reach"),
    (0.95, "will probably reach"),
)
"""Below each chance, what we say; at and above the last, `SURELY`."""
SURELY = "will almost surely reach"
SHARED = 0.5
"""People hold us back where capacity falls short of demand in at least this share of the simulated years."""


def verdict(p: float) -> str:
    """What a chance lets us say of the goal.

    Examples
    --------
    >>> verdict(0.28), verdict(0.5), verdict(0.97)
    ('will probably miss', 'may reach', 'will almost surely reach')
    >>> verdict(0.3951)  # the page says 40%, and that under 40% we will probably miss
    'may reach'
    """
    if not math.isfinite(p):
        return "cannot tell yet whether we reach"
    shown = printed(Decimal(str(p)), 2)  # as the page prints it
    return next((words for bound, words in VERDICTS if shown < Decimal(str(bound))), SURELY)


def verdict_rule() -> str:
    """Which chance lets us say what."""
    told = "; ".join(f"under {percent(bound)}: {words}" for bound, words in VERDICTS)
    return f"{told}; from {percent(VERDICTS[-1][0])}: {SURELY}."


@dataclass(frozen=True)
class Numbers:
    """The figures of the main goal that its sentences share; money in cents."""

    goal: float
    base: float
    base_actual: float
    base_forecast: float
    base_label: str
    period: str
    months: int
    """Of the goal's period."""
    plan: tuple[float, float, float]
    """Low, middle and high end with this plan (8 in 10)."""
    nothing: tuple[float, float, float]
    chance: float
    chance_low: float
    chance_high: float
    scale: Scale
    calibrated: bool
    """Whether the goal's chances may stand without a word beside them."""

    def mark(self, *chances: float) -> str:
        """What is said beside chances of this goal: ', not calibrated' or nothing."""
        return beside(self.calibrated, *chances)

    @property
    def change(self) -> str:
        """The goal against its base: '+20%', '+0.3%'; '' where the base is not known."""
        if not math.isfinite(self.base):
            return ""
        if self.base <= 0:
            return "n/a (from 0)" if self.base == 0 else "n/a (from a minus)"
        texts = (percent_text(signed(self._more, digits)) for digits in (0, 1))
        return next((text for text in texts if not nothing(text)), percent(0))

    @property
    def _more(self) -> float:
        """The goal over its base [%]."""
        return 100 * (self.goal / self.base - 1)

    @property
    def held(self) -> bool:
        """Whether the goal is to hold the base."""
        return self.change == percent(0)

    @property
    def against(self) -> str:
        """The change as a headline has it: '+20%'; of a goal that holds its base, what that was."""
        return f"as in {self.base_label}" if self.held else self.change

    @property
    def base_digits(self) -> int:
        """Decimals of the base with which it gives the goal, as printed; one where none of three does."""
        if not math.isfinite(self.base) or self.base <= 0:
            return 1
        grown = 1 + float(printed(self._more, 0 if abs(self._more) >= 0.5 else 1)) / 100
        fit = (d for d in (1, 2, 3) if self.money(grown * self.scale.rounded(self.base, d)) == self.money(self.goal))
        return next(fit, 1)

    @property
    def base_money(self) -> str:
        """The base in the plan's scale, with as many decimals as its sum with the change needs."""
        return self.scale.money(self.base, self.base_digits)

    @property
    def short(self) -> float:
        """Goal less plan, as the printed figures have it; negative where the plan lies above."""
        return self.scale.rounded(self.goal) - self.scale.rounded(self.plan[1])

    def money(self, cents: float) -> str:
        """An amount in the plan's scale."""
        return self.scale.money(cents)

    def span(self, ends: tuple[float, float, float]) -> str:
        """A range without the scale's suffix: '25.9 to 29.9'."""
        return interval(self.scale.bare(ends[0]), self.scale.bare(ends[2]))


HEADLINE = 10
"""Characters of what a held goal was in the headline: 'as in 2026'; a longer period stands in the line of the goal."""


def headline(n: Numbers, currency: str) -> tuple[str, str, str]:
    """The verdict in three pieces: words, goal, change."""
    return (
        f"We {verdict(n.chance)}",
        f"{currency} {n.money(n.goal)}{'' if n.change else '.'}",
        f"({'as before' if n.held and len(n.against) > HEADLINE else n.against})." if n.change else "",
    )


def chance_words(n: Numbers) -> str:
    """'Chance: about 3 in 10'."""
    return f"Chance: {chance(n.chance)}"


def chance_figures(n: Numbers) -> str:
    """'(28%; 19 to 39%)': the chance and its range, and whether it is not calibrated."""
    if not math.isfinite(n.chance):
        return ""
    told = [chance_percent(n.chance)]
    if math.isfinite(n.chance_low) and math.isfinite(n.chance_high):
        low, high = chance_percent(n.chance_low), chance_percent(n.chance_high)
        told += [interval(low, high)] if low != high else []
    return f"({'; '.join(told)}{n.mark(n.chance)})"


WIDE = 2.0
"""A range is wide where its high end is at least so many times its low end."""


def wide(n: Numbers) -> str:
    """The plan's range where it is wide: '10.0 to 31.0M'; '' where it is not, or cannot be told."""
    low, _, high = n.plan
    if not math.isfinite(low) or not math.isfinite(high) or high < WIDE * low:
        return ""
    return interval(n.scale.bare(low), n.money(high)) if high > low else ""


def caveat(calibrated: bool, has_capacity: bool, little_evidence: str, trials: int, span: str = "") -> str:
    """Why the chance is to be taken with care; '' where nothing speaks against it. `span` is a range that is `wide`."""
    told = [f"the range is wide: {span}"] if span else []
    if little_evidence:
        told.append(f"little evidence: {clean(little_evidence)}")
    if not calibrated:
        told.append(_uncalibrated(trials))
    if not has_capacity:
        told.append("from demand alone")
    text = "; ".join(told)
    return text[:1].upper() + text[1:] + "." if text else ""


def _uncalibrated(trials: int) -> str:
    """Why: that the chance is not calibrated stands beside it."""
    if trials >= ENOUGH:
        return "past ranges did not hold as they should"
    if not trials:
        return "no past test was possible"
    return f"{count(trials, 'past test')} {agree(trials, 'is', 'are')} too few"


def holds_heading(kind: str) -> str:
    """What limits the plan, as a heading."""
    return {
        "people": "What holds us back: people",
        "demand": "What holds us back: demand",
        "neither": "What could hold us back: little",
        "unknown": "What holds us back: capacity is not planned yet",
    }[kind]


def holds_kind(chance_: float, binds: float, p_tactics: float, has_capacity: bool) -> str:
    """'people' where capacity falls short in half of the simulated years or more, else 'demand' or 'neither'."""
    if not has_capacity:
        return "unknown"
    if math.isfinite(binds) and binds >= SHARED:
        return "people"
    if (math.isfinite(p_tactics) and p_tactics < 0.9) or not math.isfinite(chance_):
        return "demand"
    return "neither"


def holds_sentence(kind: str, binds: float, p_tactics: float, missing: str, months: int, *, calibrated: bool) -> str:
    """How often what limits the plan does so; how often demand alone misses or reaches the goal is a chance of it.

    `months` are those of the goal's period.
    """
    runs, mark = simulations(months), beside(calibrated, p_tactics)
    if kind == "people":
        return f"In {years(binds)} {runs} we run out of ramped reps before we run out of demand."
    if kind == "demand":
        short = years(1 - p_tactics) if math.isfinite(p_tactics) else "some"
        return f"In {short} {runs} demand stays under the goal{mark}, whoever sells."
    if kind == "neither":
        people = f", and people run short in {years(binds)}" if math.isfinite(binds) else ""
        return f"Demand reaches the goal in {years(p_tactics)} {runs}{mark}{people}."
    lift = " Part 4 says what to add." if missing else ""
    return f"The chance is what the market may give, not what people can carry.{lift}"


@dataclass(frozen=True)
class Hires:
    """An option to take people on; money in cents."""

    count: int
    region: str
    starts: str
    cost: float
    gain: float
    chance_before: float
    chance: float
    over_limit: float
    calibrated: bool
    note: str = ""
    """What the cost leaves out."""


def hires_what(o: Hires) -> str:
    """'Hire 4 more reps in DACH by 1 Feb.'"""
    where = f" in {shortened(o.region, 24)}" if o.region else ""
    when = f" by 1 {month(o.starts)[:3]}" if o.starts else ""
    return f"Hire {number(o.count)} more {'rep' if o.count == 1 else 'reps'}{where}{when}."


def hires_rest(o: Hires, scale: Scale) -> str:
    """'Costs 0.4M, adds 1.0M; chance 28% → 53%.'"""
    cost = f"Costs {_least(o.cost, scale)}, " if o.cost > 0 else "Cost not planned; "
    gain = f"adds {_least(o.gain, scale)}" if scale.rounded(o.gain) > 0 or o.gain > 0 else "adds nothing"
    known = o.chance if math.isfinite(o.chance_before) else math.nan
    told = f"{cost}{gain}; {_moved(o.chance_before, o.chance)}{beside(o.calibrated, known)}"
    over = f"; passes the budget’s limit by {_least(o.over_limit, scale)}" if o.over_limit > 0 else ""
    return f"{told}{over}{f' ({clean(o.note)})' if o.note else ''}."


def _moved(before: float, after: float) -> str:
    """What becomes of a chance; one that is printed as before has not moved."""
    was, now = chance_percent(before), chance_percent(after)
    if DASH in (was, now):
        return "what it does to the chance cannot be told"
    return f"the chance stays at {now}" if was == now else f"chance {was} → {now}"


def _least(cents: float, scale: Scale) -> str:
    """An amount that is not nothing is not printed as nothing."""
    texts = [scale.money(cents, digits) for digits in (1, 2, 3)]
    return texts[0] if cents <= 0 else next((text for text in texts if not nothing(text)), texts[-1])


def raised_what(goal: float, target: float, scale: Scale) -> str:
    """'Keep 14.4M, or raise it to 18.5M:', where the goal is more likely than not."""
    return f"Keep {scale.money(goal)}, or raise it to {scale.money(target)}:"


def raised_rest(kept: float, raised: float, *, calibrated: bool) -> str:
    """'7 in 10, or 5 in 10.'"""
    return f"{odds(kept)}, or {odds(raised)}{beside(calibrated, kept, raised)}."


def goal_what(target: float, scale: Scale, first: bool) -> str:
    """'Or set the goal at 27.9M:'"""
    return f"{'Set' if first else 'Or set'} the goal at {scale.money(target)}:"


def goal_rest(p: float, level_80: float, scale: Scale, *, calibrated: bool) -> str:
    """'5 in 10 (26.6M would be 8 in 10).'"""
    other = f" ({scale.money(level_80)} would be 8 in 10)" if level_80 > 0 else ""
    return f"{odds(p)}{other}{beside(calibrated, p)}."


def base_sentence(
    n: Numbers,
    actual_months: str,
    forecast_months: str,
    control: str,
    tests: Sequence[tuple[str, int, int]],
    calibrated: bool,
) -> str:
    """Where the base comes from, how it differs from Finance's ledger, how past ranges held.

    `tests` has a (horizon, hits, trials) each, the shortest horizon first: ('month', 10, 12).
    """
    digits = n.base_digits
    actual, forecast = (
        n.scale.money(n.base_actual, digits),
        n.scale.money(n.scale.rounded(n.base, digits) - n.scale.rounded(n.base_actual, digits), digits),
    )
    if not math.isfinite(n.base):
        base = "The orders do not cover the months that the goal is compared with."
    elif n.base_forecast > 0:
        inside = f"({actual}{', ' + control if control else ''})"
        base = f"Base {n.base_money} = {actual_months} actual {inside} + {forecast_months} forecast ({forecast})."
    else:
        base = f"Base {n.base_money} = {n.base_label} actual{', ' + control if control else ''}."
    told = ", ".join(f"{horizon} {number(hits)} of {number(trials)}" for horizon, hits, trials in tests if trials)
    held = (
        f"Ranges {'hold' if calibrated else 'should hold'} 8 in 10; past tests by {told}."
        if told
        else "Ranges are untested: the history is too short."
    )
    return f"{base} {held}"


def control_words(difference: float | None) -> str:
    """'0.1% off Finance’s ledger'; '' without control totals. `difference` is a fraction of Finance's total."""
    if difference is None:
        return ""
    text = percent(abs(difference), 1)
    return "as in Finance’s ledger" if nothing(text) else f"{text} off Finance’s ledger"


def landing_claim(n: Numbers) -> str:
    """'With this plan we land 0.9M short of 28.8M'."""
    if not math.isfinite(n.plan[1]):
        return f"Where we land against {n.money(n.goal)} cannot be told yet"
    gap = n.money(abs(n.short))
    if nothing(gap):
        return f"With this plan we land on the goal of {n.money(n.goal)}"
    return f"With this plan we land {gap} {'short of' if n.short > 0 else 'above'} {n.money(n.goal)}"


def momentum_claim(n: Numbers) -> str:
    """'If nothing changes we land at 25.6M, 3.2M short of 28.8M': before tactics and people are planned."""
    if not math.isfinite(n.nothing[1]):
        return f"Where we land against {n.money(n.goal)} cannot be told yet"
    gap = n.scale.rounded(n.goal) - n.scale.rounded(n.nothing[1])
    words = n.money(abs(gap))
    if nothing(words):
        return f"If nothing changes we land on the goal of {n.money(n.goal)}"
    return f"If nothing changes we land {words} {'short of' if gap > 0 else 'above'} {n.money(n.goal)}"


def landing_reading(n: Numbers, p_nothing: float) -> str:
    """Where the goal lies in the ranges, and what would come of doing nothing."""
    goal, low, middle, high = (n.scale.rounded(amount) for amount in (n.goal, *n.plan))
    if goal > high:
        place = "The goal lies above the plan’s whole range"
    elif goal < low:
        place = "The goal lies below the plan’s whole range"
    else:
        side = "at" if goal == middle else "above" if goal > middle else "below"
        place = f"The goal lies inside the plan’s range, {side} its middle"
    if not math.isfinite(p_nothing):
        return f"{place}."
    return f"{place}; if nothing changes its chance is {chance(p_nothing)}{n.mark(p_nothing)}."


def momentum_reading(n: Numbers, p_nothing: float) -> str:
    """The range if nothing changes, and the goal's chance in it."""
    goal, low, high = (n.scale.rounded(amount) for amount in (n.goal, n.nothing[0], n.nothing[2]))
    where = "above" if goal > high else "below" if goal < low else "inside"
    runs = "years" if n.months == 12 else simulations(n.months)
    told = (
        f"In 8 of 10 {runs} we land between {n.money(n.nothing[0])} and "
        f"{n.money(n.nothing[2])}; the goal lies {where} that range"
    )
    return f"{told}: {chance(p_nothing)}{n.mark(p_nothing)}." if math.isfinite(p_nothing) else f"{told}."
