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
