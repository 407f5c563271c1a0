"""How numbers are written where the plan is: decimal mark, grouping, percent; the Unicode CLDR's, by way of Babel.

The text of a plan stays English, its numbers follow `locale` of plan.yml. Which formats are in force is kept here, once
a process, not handed through every function that writes a sentence: a number that one of hundreds of calls forgot to
hand on would be read wrongly by a factor of a thousand, and nobody would be told. A process writes one plan at a time:
a kernel that of its workspace (`open_stage` sets it for good, as its cells are run one by one); `page` and `workbook`
that of the plan they are given, and put back what was before. It is a plain variable because a kernel runs each cell
in a context of its own, where a context variable that another cell set may be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

MINUS = "−"
SIGNS = "+" + MINUS
UNSEEN = re.compile("[\u061c\u200e\u200f]")
"""Marks of direction that CLDR puts beside signs; the page is read from left to right."""
LATIN = "latn"
"""Digits 0 to 9: the text is English."""


@dataclass(frozen=True)
class Formats:
    """How numbers are written: marks, sizes of the last and of the other groups, what stands around a percentage."""

    decimal: str = "."
    group: str = ","
    sizes: tuple[int, int] = (3, 3)
    percent: tuple[str, str] = ("", "%")


DEFAULT = Formats()
"""28.8M, 12,096 and 28%: where plan.yml names no locale."""
_in_force = [DEFAULT]


@cache
def known() -> frozenset[str]:
    """Every locale that Babel knows, as `de_DE`."""
    from babel.localedata import locale_identifiers

    return frozenset(locale_identifiers())


@cache
def of(locale: str | None) -> Formats:
    r"""The formats of a locale, the default without one.

    Examples
    --------
    >>> of("de_CH").group, of("en_IN").sizes, of("de_DE").percent, of("tr_TR").percent
    ('’', (3, 2), ('', '\xa0%'), ('%', ''))
    """
    if locale is None:
        return DEFAULT
    from babel import Locale

    found = Locale.parse(locale)
    symbols, whole, share = found.number_symbols[LATIN], found.decimal_formats[None], found.percent_formats[None]
    return Formats(
        symbols["decimal"], symbols["group"], tuple(whole.grouping), (_plain(share.prefix[0]), _plain(share.suffix[0]))
    )


def _plain(text: str) -> str:
    return UNSEEN.sub("", text)


def in_force() -> Formats:
    """The formats that numbers are written in now."""
    return _in_force[0]


def use(locale: str | None) -> None:
    """Write numbers as that locale does, from now on."""
    _in_force[0] = of(locale)


@contextmanager
def used(locale: str | None) -> Iterator[None]:
    """Write numbers as that locale does, and afterwards as before."""
    before = in_force()
    use(locale)
    try:
        yield
    finally:
        _in_force[0] = before


def decimal_text(value: Decimal | int) -> str:
    """A number as it is, in the formats in force, with a true minus.

    Examples
    --------
    >>> decimal_text(Decimal("-1234567.50"))
    '−1,234,567.50'
    >>> with used("en_IN"):
    ...     decimal_text(1234567)
    '12,34,567'
    """
    formats = in_force()
    whole, _, rest = format(abs(value), "f" if isinstance(value, Decimal) else "d").partition(".")
    last, other = formats.sizes
    groups, left = [whole[-last:]], whole[:-last]
    while left:
        groups.insert(0, left[-other:])
        left = left[:-other]
    text = formats.group.join(groups) + (formats.decimal + rest if rest else "")
    return MINUS + text if value < 0 else text


def percent_text(text: str) -> str:
    """A printed number of hundredths as a percentage; the sign stays in front.

    Examples
    --------
    >>> percent_text("−3")
    '−3%'
    >>> with used("tr_TR"):
    ...     percent_text("−3")
    '−%3'
    """
    before, after = in_force().percent
    sign = text[:1] if text[:1] and text[0] in SIGNS else ""
    return f"{sign}{before}{text[len(sign) :]}{after}"


def share_text(fraction: float, digits: int = 0) -> str:
    """A fraction as a percentage.

    Examples
    --------
    >>> share_text(0.984), share_text(0.0125, 2)
    ('98%', '1.25%')
    """
    return percent_text(decimal_text(Decimal(f"{100 * fraction:.{digits}f}")))


def typed(text: str) -> str:
    r"""A figure as plan.yml writes it, 27.5% or 1200, in the formats in force; anything else as it is.

    Examples
    --------
    >>> with used("de_DE"):
    ...     typed("27.5%"), typed("1200"), typed("soon")
    ('27,5\xa0%', '1.200', 'soon')
    """
    match = re.fullmatch(r"([+−-]?)(\d+(?:\.\d+)?)(%?)", text.strip())
    if match is None:
        return text
    written = match[1].replace("-", MINUS) + decimal_text(Decimal(match[2]))
    return percent_text(written) if match[3] else written
