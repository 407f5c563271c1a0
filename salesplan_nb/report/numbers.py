"""Numbers as readers see them: 28.8M, −0.3, 28%, about 3 in 10. Half up, a true minus, no minus zero."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from salesplan_nb.allocate import shares
from salesplan_nb.calendars import day_name, month_name
from salesplan_nb.number_formats import MINUS, SIGNS, decimal_text, in_force, percent_text, typed

__all__ = [
    "DASH",
    "MINUS",
    "Scale",
    "agree",
    "beginning",
    "chance",
    "chance_percent",
    "change",
    "count",
    "counted",
    "day",
    "decimal_mark",
    "dots",
    "grid",
    "interval",
    "measured",
    "month",
    "nothing",
    "number",
    "odds",
    "part",
    "parts",
    "percent",
    "percent_text",
    "points",
    "printed",
    "rate",
    "signed",
    "tick",
    "typed",
    "years",
]  # fmt: skip
DASH = "–"
"""Stands in a cell that has no figure."""
DIGITS = "0123456789"
ONES = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SCALES = ((10**9, "bn"), (10**6, "M"), (10**3, "k"), (1, ""))
SURE, RULED_OUT = 0.99, 0.01
"""Beyond these a simulated chance says 'more than 99 in 100' and 'less than 1 in 100': draws cannot tell finer."""


def number(value: float | Decimal, digits: int = 0) -> str:
    """A number with that many decimals and thousands set off.

    Examples
    --------
    >>> number(12096.4), number(-0.04, 1), number(-2.25, 1)
    ('12,096', '0.0', '−2.3')
    """
    if not math.isfinite(value):
        return DASH
    return decimal_text(printed(value, digits))


def printed(value: float | Decimal, digits: int = 0) -> Decimal:
    """The figure that `number` prints, to compare or to reckon with: text is never read back.

    Examples
    --------
    >>> printed(12096.46, 1), printed(-2.25, 1)
    (Decimal('12096.5'), Decimal('-2.3'))
    """
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def nothing(text: str) -> bool:
    """Whether a printed figure is zero, or none."""
    return not any(c in "123456789" for c in text)


def decimal_mark() -> str:
    """What stands between the whole and its decimals."""
    return in_force().decimal


def tick(value: float, digits: int = 0) -> str:
    """A figure at an axis, without decimals that are all zero.

    Examples
    --------
    >>> tick(2.5, 1), tick(-2.0, 1), tick(1200.0)
    ('2.5', '−2', '1,200')
    """
    return number(value, digits) if printed(value, digits) % 1 else number(value)


def signed(value: float | Decimal, digits: int = 0) -> str:
    """A change: with its sign, except zero.

    Examples
    --------
    >>> signed(0.31, 1), signed(-0.31, 1), signed(-0.01, 1)
    ('+0.3', '−0.3', '0.0')
    """
    text = number(value, digits)
    grows = math.isfinite(value) and not text.startswith(MINUS) and not nothing(text)
    return f"+{text}" if grows else text


def percent(fraction: float, digits: int = 0) -> str:
    """A fraction in percent; a dash where there is none.

    Examples
    --------
    >>> percent(0.284), percent(-0.003), percent(float("nan"))
    ('28%', '0%', '–')
    """
    return percent_text(number(Decimal(str(fraction)) * 100, digits)) if math.isfinite(fraction) else DASH


def part(fraction: float) -> str:
    """A part of a whole in percent, which is not all while something is missing, nor nothing while something is there.

    Examples
    --------
    >>> part(0.284), part(0.997), part(0.003), part(1.0)
    ('28%', 'over 99%', 'under 1%', '100%')
    """
    if 0 < fraction < 1:
        return (
            f"over {percent(0.99)}"
            if percent(fraction) == percent(1)
            else f"under {percent(0.01)}"
            if nothing(percent(fraction))
            else percent(fraction)
        )
    return percent(fraction)


def rate(fraction: float) -> str:
    """The size of a rate in percent: with a decimal more where it would else be printed as nothing.

    Examples
    --------
    >>> rate(0.09), rate(-0.004), rate(0.0002)
    ('9%', '0.4%', 'under 0.1%')
    """
    texts = (percent(abs(fraction), digits) for digits in (0, 1))
    return next((text for text in texts if not nothing(text)), f"under {percent(0.001, 1)}")


def change(fraction: float, digits: int = 0) -> str:
    """A relative change in percent; 'n/a (from 0)' where there was nothing to change from.

    Examples
    --------
    >>> change(0.31), change(-0.06), change(float("nan"))
    ('+31%', '−6%', 'n/a (from 0)')
    """
    return percent_text(signed(Decimal(str(fraction)) * 100, digits)) if math.isfinite(fraction) else "n/a (from 0)"


def points(fraction: float) -> str:
    """A difference of two shares, in percentage points."""
    return signed(Decimal(str(fraction)) * 100) if math.isfinite(fraction) else DASH


@dataclass(frozen=True)
class Scale:
    """A unit of money that a chart, a table or the first screen keeps throughout.

    Parameters
    ----------
    divisor : int
        Currency units in one of it.
    suffix : str
        What follows a figure: M, k, bn or nothing.
    """

    divisor: int
    suffix: str

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

    def value(self, cents: float) -> float:
        """The figure alone, for drawing."""
        return cents / 100 / self.divisor

    def exact(self, cents: float) -> Decimal:
        """The figure alone, without binary rounding."""
        return Decimal(str(cents)) / 100 / self.divisor if math.isfinite(cents) else Decimal("NaN")

    def bare(self, cents: float, digits: int = 1) -> str:
        """The figure without its suffix, for a column whose caption names the unit."""
        return number(self.exact(cents), digits)

    def money(self, cents: float, digits: int = 1) -> str:
        """An amount: 28.8M.

        Examples
        --------
        >>> Scale(10**6, "M").money(2_880_000_000), Scale(10**6, "M").money(-30_000_000)
        ('28.8M', '−0.3M')
        """
        text = self.bare(cents, digits)
        return text if text == DASH else text + self.suffix

    def signed(self, cents: float, digits: int = 1) -> str:
        """A change of an amount, without suffix: +0.3."""
        return signed(self.exact(cents), digits)

    def unit(self, currency: str) -> str:
        """The unit as a caption says it: EUR M."""
        return f"{currency} {self.name}".strip()

    @property
    def name(self) -> str:
        """The scale's word in a caption."""
        return {"k": "thousand", "": ""}.get(self.suffix, self.suffix)

    def rounded(self, cents: float, digits: int = 1) -> float:
        """An amount [cents] moved to the figure that is printed, so that printed figures can be compared."""
        if not math.isfinite(cents):
            return math.nan
        step = Decimal(1).scaleb(-digits)
        return float(self.exact(cents).quantize(step, rounding=ROUND_HALF_UP) * 100 * self.divisor)


def parts(values: Sequence[float], total: float, step: float) -> list[float]:
    """Parts moved to multiples of `step` so that, printed, they sum to the printed total.

    Each part moves by less than one step where the parts sum to the total; the largest remainders are moved up.

    Parameters
    ----------
    values : sequence of float
        Any sign.
    total : float
        What they are to sum to; itself moved to a multiple of `step` first.
    step : float
        Smallest amount that is printed.

    Examples
    --------
    >>> parts([0.34, 0.33, 0.33], 1.0, 0.1)
    [0.4, 0.3, 0.3]
    """
    scaled = [Decimal(str(v)) / Decimal(str(step)) for v in values]
    whole = int((Decimal(str(total)) / Decimal(str(step))).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    down = [math.floor(v) for v in scaled]
    missing = whole - sum(down)
    order = sorted(range(len(down)), key=lambda i: (down[i] - scaled[i], i))
    if down and (missing < 0 or missing > len(down)):  # the parts do not sum to the total: the first of them carries it
        down[0] += missing
        missing = 0
    for i in order[:missing]:
        down[i] += 1
    return [float(d * Decimal(str(step))) for d in down]


def grid(rows: Sequence[Sequence[float]], step: float) -> list[list[int]]:
    """Cells in whole steps whose rows and columns both sum to whole totals, and these to the rounded grand total.

    Rows are shared by largest remainder; then single steps are moved within rows until each column fits too. A cell
    that is zero stays zero where that is possible.

    Parameters
    ----------
    rows : sequence of sequence of float
        Not negative; at least one row and column.
    step : float
        Smallest amount that is printed, in the unit of the cells.
    """
    columns = [sum(column) for column in zip(*rows, strict=True)]
    total = int((Decimal(str(sum(columns))) / Decimal(str(step))).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if not sum(columns):
        return [[0 for _ in row] for row in rows]
    wanted = shares(total, columns)
    cells = [
        shares(part, row) if sum(row) else [0 for _ in row]
        for part, row in zip(shares(total, [sum(row) for row in rows]), rows, strict=True)
    ]
    while True:
        over = [sum(column) - want for column, want in zip(zip(*cells, strict=True), wanted, strict=True)]
        if not any(over):
            return cells
        give, take = max(range(len(over)), key=over.__getitem__), min(range(len(over)), key=over.__getitem__)
        best = max(
            range(len(rows)),
            key=lambda i: (cells[i][give] > 0 and rows[i][take] > 0, cells[i][give] - rows[i][give] / step),
        )
        cells[best][give] -= 1
        cells[best][take] += 1


def chance(p: float) -> str:
    """A chance in words: 'about 3 in 10'.

    Examples
    --------
    >>> chance(0.28), chance(0.03), chance(0.004), chance(0.999)
    ('about 3 in 10', 'about 3 in 100', 'less than 1 in 100', 'more than 99 in 100')
    """
    if not math.isfinite(p):
        return "cannot be told"
    if p < RULED_OUT:
        return "less than 1 in 100"
    if p > SURE:
        return "more than 99 in 100"
    if p < 0.05 or p >= 0.95:
        return f"about {number(p * 100)} in 100"
    return f"about {number(p * 10)} in 10"


def odds(p: float) -> str:
    """A chance in words without 'about', to stand in a list or after a colon."""
    return chance(p).removeprefix("about ")


def years(p: float) -> str:
    """A share of simulated years: '6 of 10'."""
    return odds(p).replace(" in ", " of ")


def simulations(months: int) -> str:
    """What is simulated over a period: years only where it is as long as one.

    Examples
    --------
    >>> simulations(12), simulations(3)
    ('simulated years', 'simulations')
    """
    return "simulated years" if months == 12 else "simulations"


def chance_percent(p: float) -> str:
    """A chance in percent that never says 0% or 100% of a simulation."""
    if not math.isfinite(p):
        return DASH
    return f"under {percent(RULED_OUT)}" if p < RULED_OUT else f"over {percent(SURE)}" if p > SURE else percent(p)


def dots(p: float) -> int:
    """How many of ten dots are full."""
    return min(10, max(0, int(printed(p * 10)))) if math.isfinite(p) else 0


def interval(low: str, high: str) -> str:
    """A range: '25.9 to 29.9'; a unit that both ends carry is said once.

    Examples
    --------
    >>> interval("14%", "27%"), interval("2.1M", "3.0M"), interval("5%", "5%")
    ('14 to 27%', '2.1 to 3.0M', '5%')
    """
    if DASH in (low, high):
        return DASH
    if low == high:
        return high
    unit = re.search(r"\D*$", high)
    bare = low.removesuffix(unit[0]) if unit and high[0] in SIGNS + DIGITS and low[0] in SIGNS + DIGITS else low
    return f"{bare} to {high}"


def count(n: int, one: str, many: str = "") -> str:
    """A number of things: '1 row', '12 rows'."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def agree(n: int, one: str, many: str) -> str:
    """The form of a word that goes with a number: 'is' or 'are'."""
    return one if n == 1 else many


def counted(n: int, one: str, many: str = "") -> str:
    """A number of things, up to nine in words, to begin a claim: 'Four tactics'."""
    word = ONES[n] if 0 <= n < len(ONES) else number(n)
    return f"{word.capitalize()} {one if n == 1 else many or one + 's'}"


def beginning(n: int) -> str:
    """A number that begins a claim about some of several: 'None', 'One', 'Two', '12'."""
    return counted(n, "x", "x").split()[0] if n else "None"


def day(text: str) -> str:
    """A date '2026-10-31' for readers; a dash where there is none."""
    from datetime import date

    return day_name(date.fromisoformat(text[:10])) if text else DASH


def month(text: str) -> str:
    """A month '2026-10' for readers; a dash where there is none."""
    return month_name(text) if text else DASH


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
        return count(int(Decimal(str(value)).quantize(Decimal(1), rounding=ROUND_HALF_UP)), "day")
    return number(value, 2 if unit == "ratio" else 0)
