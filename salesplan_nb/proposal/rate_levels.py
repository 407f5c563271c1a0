"""Which way round rates can be: what currencies are worth, roughly, shows it where one is worth many of another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

PER_DOLLAR: dict[str, float] = {
    "USD": 1, "EUR": 0.9, "GBP": 0.7, "CHF": 1, "CAD": 1.3, "AUD": 1.4, "NZD": 1.5, "SGD": 1.4, "KWD": 0.3, "BHD": 0.38,
    "OMR": 0.385, "JOD": 0.71, "SAR": 3.75, "AED": 3.67, "QAR": 3.64, "ILS": 3.7, "MYR": 3.8, "PEN": 3.3, "PLN": 3.6,
    "RON": 3.6, "BRL": 3.1, "CNY": 7, "DKK": 6.5, "HKD": 7.8, "SEK": 8.5, "NOK": 8, "ZAR": 11, "MXN": 14, "CZK": 23,
    "TWD": 31, "THB": 35, "PHP": 50, "RUB": 50, "INR": 62, "KES": 100, "RSD": 85, "ISK": 105, "JPY": 110, "HUF": 260,
    "CLP": 650, "KRW": 1150, "COP": 2800, "IDR": 11500, "VND": 19500,
}  # fmt: skip
"""Units for a US dollar, in the middle of what they were since 2000: those alone that stayed within a factor of 2.2 of
it. Orders of magnitude to tell 160 from 1/160 by; no amount is ever converted at them.
"""
NEAR = 4
"""Factor within which a rate can be the one that is meant: two currencies may each be off by 2."""


class Shown(NamedTuple):
    """What the size of rates shows."""

    way: bool | None
    """True where they are units of each currency for one of the plan's, False where they are what one unit is worth in
    it, None where their size does not show it.
    """
    by: str
    """The currency that shows it, with its rate; where nothing fits either way, the one that does not."""


def shown(rates: Mapping[str, Decimal], into: str) -> Shown:
    """Which way round rates are, by the currencies of which one way alone is possible.

    Parameters
    ----------
    rates : mapping of str to Decimal
        A usual rate of each currency.
    into : str
        The plan's currency.

    Examples
    --------
    >>> shown({"USD": Decimal("1.08"), "JPY": Decimal("161.2")}, "EUR")
    Shown(way=True, by='JPY at 161.2')
    >>> shown({"USD": Decimal("1.08")}, "EUR"), shown({"JPY": Decimal("0.62")}, "EUR")
    (Shown(way=None, by=''), Shown(way=None, by='JPY at 0.62'))
    """
    found: dict[bool | None, str] = {}
    for code, rate in sorted(rates.items()):
        if code == into or not {code, into} <= PER_DOLLAR.keys():
            continue
        worth, told = PER_DOLLAR[into] / PER_DOLLAR[code], f"{code} at {rate:f}"
        direct, turned = _near(float(rate), worth), _near(float(rate), 1 / worth)
        if not (direct and turned):
            found.setdefault(turned if direct or turned else None, told)
    ways = found.keys() - {None}
    if len(ways) == 1 and None not in found:
        way = next(iter(ways))
        return Shown(way, found[way])
    return Shown(None, found.get(None, ""))


def _near(rate: float, other: float) -> bool:
    return max(rate / other, other / rate) <= NEAR
