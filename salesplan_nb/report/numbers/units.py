"""A figure in its unit: money at the scale of its neighbours, a KPI as a percentage, in days or as a ratio."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from salesplan_nb.report.numbers.counting import count
from salesplan_nb.report.numbers.figures import DASH, number, percent, printed, signed

SCALES = ((10**9, "bn"), (10**6, "M"), (10**3, "k"), (1, ""))
"""Currency units in one of a scale, and what follows a figure in it; the largest first."""


@dataclass(frozen=True)
class Scale:
    """A unit of money that a chart, a table or the first screen keeps throughout.

    Parameters
    ----------
    divisor : int
        Currency units in one of it.
    suffix : str
        What follows a figure: M, k, bn or nothing.
    digits : int
        Decimals of a figure, where none are asked for.
    """

    divisor: int
    suffix: str
    digits: int = 1

    @classmethod
    def of(cls, *cents: float) -> Scale:
        """The scale in which the largest of these amounts [cents] has one to three figures before the point.

        Examples
        --------
        >>> Scale.of(2_880_000_000).suffix, Scale.of(40_000_00).suffix
        ('M', 'k')
        """
        largest = max((abs(c) for c in cents if math.isfinite(c)), default=0) / 100
        return next((cls(d, s) for d, s in SCALES if largest >= d), cls(1, ""))

    @classmethod
    def of_goal(cls, cents: float) -> Scale:
        """The scale of a goal and of all that is compared with it: as `of`; below ten the next finer, in whole figures.

        With one decimal a goal of 1.3M has steps of an eighth of it: gaps that matter would be nothing, or twice what
        they are.

        Examples
        --------
        >>> Scale.of_goal(2_880_000_000).suffix, Scale.of_goal(132_324_700).money(3_224_700)
        ('M', '32k')
        """
        scale = cls.of(cents)
        if scale.divisor == 1 or abs(cents) >= 1000 * scale.divisor:
            return scale
        finer = cls.of(cents / 10)
        return cls(finer.divisor, finer.suffix, 0)

    @property
    def step(self) -> float:
        """What the last decimal of a figure stands for [cents]."""
        return float(100 * self.divisor / 10**self.digits)

    def value(self, cents: float) -> float:
        """An amount [cents] as a figure alone, for drawing."""
        return cents / 100 / self.divisor

    def exact(self, cents: float) -> Decimal:
        """An amount [cents] as a figure alone, without binary rounding; NaN where there is none."""
        return Decimal(str(cents)) / 100 / self.divisor if math.isfinite(cents) else Decimal("NaN")

    def bare(self, cents: float, digits: int | None = None) -> str:
        """The figure without its suffix, for a column whose caption names the unit."""
        return number(self.exact(cents), self.digits if digits is None else digits)

    def money(self, cents: float, digits: int | None = None) -> str:
        """An amount: 28.8M.

        Examples
        --------
        >>> Scale(10**6, "M").money(2_880_000_000), Scale(10**6, "M").money(-30_000_000)
        ('28.8M', '−0.3M')
        """
        text = self.bare(cents, digits)
        return text if text == DASH else text + self.suffix

    def signed(self, cents: float, digits: int | None = None) -> str:
        """A change of an amount, without suffix: +0.3."""
        return signed(self.exact(cents), self.digits if digits is None else digits)

    def unit(self, currency: str) -> str:
        """The unit as a caption says it: EUR M."""
        return f"{currency} {self.name}".strip()

    @property
    def name(self) -> str:
        """The scale's word in a caption."""
        return {"k": "thousand", "": ""}.get(self.suffix, self.suffix)

    def rounded(self, cents: float, digits: int | None = None) -> float:
        """An amount [cents] moved to the figure that is printed, so that printed figures can be compared."""
        if not math.isfinite(cents):
            return math.nan
        shown = printed(self.exact(cents), self.digits if digits is None else digits)
        return float(shown * 100 * self.divisor)


def measured(value: float, unit: str, currency: str = "") -> str:
    """A figure of a KPI in its unit.

    Examples
    --------
    >>> measured(0.29, "fraction"), measured(57.0, "days"), measured(0.941, "ratio")
    ('29%', '57 days', '0.94')
    """
    if not math.isfinite(value):
        return DASH
    if unit == "cents":
        return f"{currency} {Scale.of(value).money(value)}".strip()
    if unit == "fraction":
        return percent(value)
    if unit == "days":
        return count(int(printed(value)), "day")
    return number(value, 2 if unit == "ratio" else 0)
