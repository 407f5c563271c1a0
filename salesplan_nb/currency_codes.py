"""Codes of currencies (ISO 4217), as the Unicode CLDR lists them: Babel carries it, and renews it with the world."""

from __future__ import annotations

from functools import cache

from babel.core import get_global


@cache
def known() -> frozenset[str]:
    """Every code that ISO 4217 gives or once gave, XXX for no currency among them.

    Examples
    --------
    >>> sorted({"EUR", "HRK", "XXX", "EUT"} & known())
    ['EUR', 'HRK', 'XXX']
    """
    return frozenset(get_global("all_currencies"))


WHOLE = frozenset((
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
))  # fmt: skip
"""Currencies without a minor unit: ISO 4217, list one, column "minor unit" 0. CLDR's digits are those of price tags."""


def decimals(code: str) -> int:
    """Decimals that an amount of a currency has: 0 or 2, since money is held in hundredths.

    Examples
    --------
    >>> decimals("EUR"), decimals("JPY")
    (2, 0)
    """
    return 0 if code in WHOLE else 2


def smallest_cents(code: str) -> int:
    """The smallest amount of a currency [cents]: 1, or 100 where it has no minor unit.

    Examples
    --------
    >>> smallest_cents("EUR"), smallest_cents("JPY")
    (1, 100)
    """
    return 100 if code in WHOLE else 1


@cache
def tender() -> frozenset[str]:
    """Codes of money that can be paid with somewhere today.

    Examples
    --------
    >>> sorted({"EUR", "HRK", "XXX", "XAU"} & tender())
    ['EUR']
    """
    periods = (period for periods in get_global("territory_currencies").values() for period in periods)
    return frozenset(code for code, _since, until, pays in periods if until is None and pays)


def nearest(code: str) -> str:
    """The code that a mistyped one was most likely meant to be; '' where none is near.

    The same letters in another order come first, then two of the three where they should be; of equals the money of
    most countries.

    Examples
    --------
    >>> nearest("EUT"), nearest("UDS"), nearest("eur"), nearest("QQQ")
    ('EUR', 'USD', 'EUR', '')
    """
    countries, wanted = get_global("all_currencies"), code.upper()

    def far(other: str) -> int:
        return 0 if sorted(wanted) == sorted(other) else sum(a != b for a, b in zip(wanted, other, strict=True))

    near = [one for one in tender() if len(one) == len(wanted) and far(one) < 2]
    return min(near, key=lambda one: (far(one), -len(countries[one]), one), default="")
