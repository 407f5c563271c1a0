"""Amounts in other currencies, at the rate that held on their day.

A rate is what one unit of a currency is worth in the plan's, and holds from its date until the next one of the same
currency. Before the first there is none: such rows are listed and never summed, neither as they are nor as nothing. The
plan's own currency needs no rate. Rates are exact, as written; an amount is rounded once, half-even, to the cent. A
table that knows months only is converted at the rate of the month's first day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.typing import NaTType

from salesplan_nb.errors import PlanError, Problems
from salesplan_nb.money import PLAIN

SHOWN = 5
"""Offending rows that an error shows."""
Day = pd.Timestamp | NaTType
SAFE = 2**62
"""Products below it stay within the engine's integers, twice the remainder included."""


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
        held = self._held(currency, day)
        return held[1] if held else None

    def converted(self, amount_cents: pd.Series, currencies: pd.Series, days: pd.Series) -> tuple[pd.Series, pd.Series]:
        """Amounts in the plan's currency, and which rows have no rate.

        Parameters
        ----------
        amount_cents : Series of int
            Amounts in the rows' own currencies [cents]; may be missing.
        currencies : Series of str
            Missing where the row is in the plan's.
        days : Series of datetime64
            A row without a day has no rate, unless it is in the plan's currency.

        Returns
        -------
        converted : Series of Int64
            [cents], missing where the amount is or there is no rate.
        unrated : Series of bool

        Raises
        ------
        PlanError
            Of kind "data": an amount and a rate whose product is too large for the engine's integers.
        """
        places, pairs = self._pairs(currencies, days)
        factors = [self.factor(currency, day) for currency, day in pairs]
        unrated = np.array([factor is None for factor in factors], dtype="bool")[places]
        known = amount_cents.notna().to_numpy() & ~unrated
        amounts = np.asarray(amount_cents.astype("Int64").fillna(0), dtype="int64")
        found = _times(amounts, [Fraction(1) if factor is None else factor for factor in factors], places)
        result = pd.Series(found, index=amount_cents.index, dtype="Int64").where(known)
        return result, pd.Series(unrated, index=amount_cents.index)

    def ages(self, currencies: pd.Series, days: pd.Series) -> pd.Series:
        """How old each row's rate was on its day [days], Int64; missing where it needs none or has none.

        A table of monthly rates is up to 30 days old when it is complete; a month left out makes it older than that.
        """
        places, pairs = self._pairs(currencies, days)
        return pd.Series(pd.array([self._age(*pair) for pair in pairs], dtype="Int64")[places], index=days.index)

    def _age(self, currency: str, day: Day) -> int | None:
        held = None if currency == self.currency else self._held(currency, day)
        return None if held is None or isinstance(day, NaTType) else int((day - held[0]).days)

    def _held(self, currency: str, day: Day) -> tuple[pd.Timestamp, Fraction] | None:
        history = self.history.get(currency, ())
        position = 0 if pd.isna(day) else bisect_right(history, day, key=lambda held: held[0])
        return history[position - 1] if position else None

    def _pairs(self, currencies: pd.Series, days: pd.Series) -> tuple[npt.NDArray[np.intp], list[tuple[str, Day]]]:
        """For each row the position of its currency and day among the different ones."""
        codes, names = pd.factorize(currencies)
        day_codes, dates = pd.factorize(days)
        # Missing values have the code -1, and so point at what is added at the end.
        known, held = [*names, self.currency], [*dates, pd.NaT]
        pairs, places = np.unique((codes % len(known)) * len(held) + day_codes % len(held), return_inverse=True)
        return places, [(str(known[pair // len(held)]), held[pair % len(held)]) for pair in pairs.tolist()]


def _times(
    amounts: npt.NDArray[np.int64], factors: list[Fraction], which: npt.NDArray[np.intp]
) -> npt.NDArray[np.int64]:
    """Each amount times the one of the factors that `which` points at, all above zero, rounded half-even."""
    small = [factor.numerator < SAFE and factor.denominator < SAFE for factor in factors]
    usable = [factor if fits else Fraction(1) for factor, fits in zip(factors, small, strict=True)]
    over = np.array([factor.numerator for factor in usable], dtype="int64")[which]
    under = np.array([factor.denominator for factor in usable], dtype="int64")[which]
    fits = np.array(small, dtype="bool")[which] & (np.abs(amounts) <= SAFE // over)
    whole, rest = np.divmod(np.where(fits, amounts, 0) * over, under)
    found: npt.NDArray[np.int64] = whole + ((2 * rest > under) | ((2 * rest == under) & (whole % 2 == 1)))
    for row in np.flatnonzero(~fits).tolist():
        found[row] = _small_enough(int(amounts[row]), factors[which[row]])
    return found


def _small_enough(amount: int, factor: Fraction) -> int:
    product = round(amount * factor)
    if abs(product) < SAFE:
        return product
    raise PlanError(
        "amount-too-large",
        message=f"{amount} cents at a rate of {float(factor)} are more than a plan can count",
        context=None,
        hint="correct the amount, or the rate in the table rates",
        kind="data",
    )


def rates(table: pd.DataFrame, currency: str, *, place: Callable[[int], str]) -> Rates:
    """The rates of a table.

    Parameters
    ----------
    table : DataFrame
        One row per currency and first day: currency, date (datetime64 or Python dates), rate (text with a decimal
        point, or a Fraction: exact; a float counts as the shortest decimal that reads as it). Index: the row's ordinal.
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
    rows = zip(table.index.tolist(), table["currency"].tolist(), dates.tolist(), table["rate"].tolist(), strict=True)
    for row, name, day, written in rows:
        rate = _rate(written)
        if rate is None:
            wrong.append(f"{place(row)}, column rate: {str(written)!r}")
        elif name == currency:
            own += [f"{place(row)}, column rate: {str(written)!r}"] if rate != 1 else []
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
        f"a rate is what one unit of the row's currency is worth in {currency}: is the table the other way round?",
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
        rows = "1 row" if len(found) == 1 else f"{len(found)} rows"
        problems.add(reference, message=f"rates, {rows}: {what}", context=found[:SHOWN], hint=hint, kind="data")


def no_rates(currencies: pd.Series, days: pd.Series, unrated: pd.Series, *, place: Callable[[int], str]) -> PlanError:
    """The error that lists the currencies and months without a rate, for the rows that `converted` found.

    Parameters
    ----------
    currencies, days : Series
        As they were to be converted; index: the rows' ordinals.
    unrated : Series of bool
        At least one row.
    place : callable
        From ordinal to `file:line`.
    """
    rows = pd.DataFrame({"currency": currencies.astype("object"), "day": days})[unrated]
    months = rows["day"].dt.strftime("%Y-%m").fillna("no day").groupby(rows["currency"], sort=True)
    listed = "; ".join(f"{name}: {len(group)} rows, {group.min()} to {group.max()}" for name, group in months)
    shown = list(zip(rows.index[:SHOWN].tolist(), rows["currency"].tolist(), strict=False))
    return PlanError(
        "no-rate",
        message=f"{place(shown[0][0])}: {len(rows)} of {len(unrated)} rows have no rate on their day; {listed}",
        context=[f"{place(row)}, column currency: {name!r}" for row, name in shown],
        hint="write in the table rates what one unit was worth on a day before these, or set the rows aside by a rule",
        note="amounts in different currencies do not add up",
        kind="data",
    )
