"""Amounts in other currencies, at the rate that held on their day.

A rate is what one unit of a currency is worth in the plan's, and holds from its date until the next one of the same
currency, but half as long again as is usual between two at most: monthly rates hold 46 days, so that a month that was
left out has none; daily ones a week, for holidays; a single one for ever. Where there is none, rows are listed and
never summed, neither as they are nor as nothing. The plan's own currency needs no rate. Rates are exact, as written; an
amount is rounded once, half-even, to the cent. A table that knows months only is converted at the rate of the month's
first day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import inf
from statistics import median

import pandas as pd
from pandas.api.typing import NaTType

from salesplan_nb.errors import Problems, counted
from salesplan_nb.money import PLAIN

SHOWN = 5
"""Offending rows that an error shows."""
Day = pd.Timestamp | NaTType
WEEK = 7


@dataclass(frozen=True)
class Rates:
    """The rates into one currency; made by `rates`."""

    currency: str
    """The plan's."""
    history: Mapping[str, tuple[tuple[pd.Timestamp, Fraction], ...]]
    """By currency: first day and rate, oldest first."""

    def factor(self, currency: str, day: Day) -> Fraction | None:
        """What one unit of a currency is worth on a day, by the newest rate on or before it; None where there is none.

        Examples
        --------
        >>> table = pd.DataFrame({"currency": ["USD"], "date": [pd.Timestamp(2026, 3, 1)], "rate": ["0.92"]})
        >>> found = rates(table, "EUR", place=lambda row: f"rates.csv:{row + 2}")
        >>> found.factor("USD", pd.Timestamp(2026, 3, 31)), found.factor("USD", pd.Timestamp(2026, 2, 28))
        (Fraction(23, 25), None)
        """
        if currency == self.currency:
            return Fraction(1)
        history = self.history.get(currency, ())
        position = 0 if pd.isna(day) else bisect_right(history, day, key=lambda held: held[0])
        if isinstance(day, NaTType) or not position:
            return None
        since, rate = history[position - 1]
        return rate if (day - since).days <= self._longest(currency) else None

    def _longest(self, currency: str) -> float:
        """Days that a rate holds at most."""
        steps = [(after - before).days for (before, _), (after, _) in pairwise(self.history[currency])]
        return max(WEEK, median(steps) * 1.5) if steps else inf


def rates(table: pd.DataFrame, currency: str, *, place: Callable[[int], str]) -> Rates:
    """The rates of a table.

    Parameters
    ----------
    table : DataFrame
        One row per currency and first day: currency, date (datetime64 or Python dates), rate (text with a decimal
        point, or a Fraction: exact; a float counts as the shortest decimal that reads as it);
        and written, where a file writes them otherwise. Index: the row's ordinal.
    currency : str
        The plan's.
    place : callable
        From ordinal to `file:line`.

    Raises
    ------
    PlanErrors
        Of kind "data": a rate that is no number above zero, a day with two rates, a rate other than 1 of the plan's own
        currency.
    """
    wrong, own, doubled = [], [], []
    history: dict[str, dict[pd.Timestamp, tuple[Fraction, int]]] = {}
    dates = pd.to_datetime(table["date"])
    texts = [str(value) for value in table.get("written", table["rate"]).tolist()]
    names, found = table["currency"].tolist(), table["rate"].tolist()
    for row, name, day, written, shown in zip(table.index.tolist(), names, dates.tolist(), found, texts, strict=True):
        rate = _rate(written)
        if rate is None:
            wrong.append(f"{place(row)}, column rate: {shown!r}")
        elif name == currency:
            own += [f"{place(row)}, column rate: {shown!r}"] if rate != 1 else []
        else:
            before, first = history.setdefault(name, {}).setdefault(day, (rate, row))
            if before != rate:
                doubled.append(f"{place(first)} and {place(row)}: {name} from {day:%Y-%m-%d}")
    problems = Problems()
    _report(problems, "rate-not-positive", wrong, "no number above zero", "write what one unit is worth, such as 0.92")
    _report(
        problems,
        "own-currency-rate",
        own,
        f"{currency} is the plan's own currency, and worth 1",
        f"a rate is what one unit of the row's currency is worth in {currency}: is the table the other way round? "
        "or are its rates in another currency: then write that one under currency: in plan.yml",
    )
    _report(problems, "doubled-rate", doubled, "two rates from one day on", "keep the right one")
    problems.raise_all()
    ordered = {name: tuple((day, rate) for day, (rate, _) in sorted(history[name].items())) for name in sorted(history)}
    return Rates(currency, ordered)


def _rate(value: object) -> Fraction | None:
    if isinstance(value, Fraction):
        return value if value > 0 else None
    text = format(Decimal(repr(float(value))), "f") if isinstance(value, float) else str(value).strip()
    rate = Fraction(text) if PLAIN.fullmatch(text) else Fraction(0)
    return rate if rate > 0 else None


def _report(problems: Problems, reference: str, found: list[str], what: str, hint: str) -> None:
    if found:
        problems.add(
            reference,
            message=f"rates, {counted(len(found), 'row')}: {what}",
            context=found[:SHOWN],
            hint=hint,
            kind="data",
        )
