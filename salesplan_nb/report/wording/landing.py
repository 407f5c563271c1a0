"""Sentences of the first screen and of part 2: how likely the goal is, and where we land."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from salesplan_nb.goals.attainment import OVER, UNDER, undecided
from salesplan_nb.goals.calibration import ENOUGH, ranges_held
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import (
    Scale,
    agree,
    chance,
    chance_percent,
    count,
    interval,
    nothing,
    percent,
    percent_text,
    printed,
    signed,
    simulations,
)
from salesplan_nb.report.wording.calibration import beside, too_wide

HOPELESS = 0.05
"""Below this chance we say that the goal will almost surely be missed."""
VERDICTS = (
    (HOPELESS, "will almost surely miss"),
    (0.40, "will probably miss"),
    (0.60, "may reach"),
    (0.95, "will probably reach"),
)
"""Below each chance, what we say; at and above the last, `SURELY`."""
SURELY = "will almost surely reach"
OPEN = "cannot tell whether we reach"
"""Said where the range of the chance holds both that we miss and that we reach."""
REACHED = "have reached"
"""Said where actuals have reached the goal and nothing takes it back."""


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
    wide = f"with a range from under {percent(UNDER)} to over {percent(OVER)}: {OPEN}"
    return f"{told}; from {percent(VERDICTS[-1][0])}: {SURELY}; {wide}."


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
    to_date: float = math.nan
    """What the goal's own months brought so far."""

    def mark(self, *chances: float) -> str:
        """What is said beside chances of this goal: ', not calibrated' or nothing; what is reached is no forecast."""
        return "" if self.reached and set(chances) == {1.0} else beside(self.calibrated, *chances)

    @property
    def reached(self) -> bool:
        """Whether actuals have reached the goal and no path takes it back."""
        return self.to_date >= self.goal and self.chance == self.chance_low == 1

    @property
    def undecided(self) -> bool:
        """Whether the range of the chance holds both that the goal is missed and that it is reached."""
        return undecided(self.chance_low, self.chance_high)

    @property
    def verdict(self) -> str:
        """What the chance and its range let us say of the goal."""
        return REACHED if self.reached else OPEN if self.undecided else verdict(self.chance)

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
    def multiplies(self) -> bool:
        """Whether base and change, as printed, give the printed goal; True where the goal is no change of a base."""
        if not math.isfinite(self.base) or self.base <= 0 or self.held:
            return True
        grown = 1 + float(printed(self._more, 0 if abs(self._more) >= 0.5 else 1)) / 100
        return self.money(grown * self.scale.rounded(self.base)) == self.money(self.goal)

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
        f"We {n.verdict}",
        f"{currency} {n.money(n.goal)}{'' if n.change else '.'}",
        f"({'as before' if n.held and len(n.against) > HEADLINE else n.against})." if n.change else "",
    )


def chance_words(n: Numbers) -> str:
    """'Chance: about 3 in 10'; 'Chance: cannot tell'; 'Reached: 280.4k so far'."""
    if n.reached:
        return f"Reached: {n.money(n.to_date)} so far"
    return "Chance: cannot tell" if n.undecided else f"Chance: {chance(n.chance)}"


def chance_figures(n: Numbers) -> str:
    """'(28%; 19 to 39%)': the chance and its range, and whether it is not calibrated; '' of a goal that is reached."""
    if n.reached or not math.isfinite(n.chance):
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


def caveat(
    came_true: bool,
    has_capacity: bool,
    little_evidence: str,
    tests: tuple[int, int],
    span: str = "",
    further: Sequence[str] = (),
    *,
    near: bool = True,
) -> str:
    """Why the chance is to be taken with care; '' where nothing speaks against it.

    `came_true`: whether past ranges and chances did; `near`: whether tests reach as far ahead as the goal lies;
    `tests` are past ranges that held, and all of them; `span` is a range that is `wide`; `further` what else speaks
    against it.
    """
    told = [f"the range is wide: {span}"] if span else []
    told += further
    if little_evidence:
        told.append(f"little evidence: {clean(little_evidence)}")
    if not came_true:
        told.append(_uncalibrated(*tests))
    elif not near:
        told.append("past tests do not reach so far ahead")
    if not has_capacity:
        told.append("from demand alone")
    text = "; ".join(told)
    return text[:1].upper() + text[1:] + "." if text else ""


def _uncalibrated(hits: int, trials: int) -> str:
    """Why: that the chance is not calibrated stands beside it."""
    if ranges_held(hits, trials):
        return "past chances did not come true as they should"
    if trials >= ENOUGH:
        return "past ranges were too wide" if too_wide(hits, trials) else "past ranges did not hold as they should"
    if not trials:
        return "no past test was possible"
    return f"{count(trials, 'past test')} {agree(trials, 'is', 'are')} too few"


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
    if n.reached or not math.isfinite(p_nothing):
        return f"{place}{'; it is reached already' if n.reached else ''}."
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
    if n.reached:
        return f"{told}. It is reached already."
    return f"{told}: {chance(p_nothing)}{n.mark(p_nothing)}." if math.isfinite(p_nothing) else f"{told}."
