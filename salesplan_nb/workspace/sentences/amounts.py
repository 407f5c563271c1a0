"""Quantities in a sentence: '20%', '3.2M EUR', '10 days', '5 points', '120 new customers'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from salesplan_nb import number_formats
from salesplan_nb.currency_codes import known

SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY"}
"""Currency signs that one currency has; the dollar's is that of many."""
MOST = 12
"""Digits before or behind the decimal mark."""
SCALES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mio": 6, "mill": 6, "million": 6, "millions": 6, "bn": 9, "b": 9,
    "billion": 9, "billions": 9,
}  # fmt: skip
"""Powers of ten by the words for them."""
UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "percentage points": "points", "percentage point": "points",
    "points": "points", "point": "points", "pts": "points", "pp": "points", "days": "days", "day": "days",
    "new customers": "customers", "new customer": "customers", "customers": "customers", "customer": "customers",
}  # fmt: skip
_DIGITS = r"[0-9](?:[0-9.,'’\u00a0\u202f]*[0-9])?"
_SIGN = r"[+\-−]"
_SCALE = "|".join(sorted(SCALES, key=lambda word: -len(word)))
_UNIT = "|".join(r"\s+".join(word.split()) for word in sorted(UNITS, key=lambda word: -len(word)))
_MONEY = r"(?-i:[A-Z]{3})|[€£¥$]"
QUANTITY = (
    rf"(?:(?:{_MONEY})\s?)?(?:%\s?)?(?:{_SIGN}\s?)?(?:(?:{_MONEY})\s?)?{_DIGITS}"
    rf"(?:\s?(?:{_SCALE})\b)?(?:\s?%|\s?(?:{_UNIT})\b|\s?(?:{_MONEY})(?![A-Za-z]))?"
)
"""A pattern of a quantity; `quantity` reads what it finds."""
_PARTS = re.compile(
    rf"(?P<before>{_MONEY})?\s?(?P<lead>%)?\s?(?P<sign>{_SIGN})?\s?(?P<then>{_MONEY})?\s?(?P<digits>{_DIGITS})"
    rf"\s?(?P<scale>{_SCALE})?\b\s?(?P<unit>%|{_UNIT}|{_MONEY})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit.

    Parameters
    ----------
    value : Decimal
        In whole units: 3200000 of 3.2M, 20 of 20%.
    unit : str
        '%', 'points', 'days', 'customers', a currency's code, '$', or '' where none is written.
    text : str
        As it was written.
    signed : bool
        Whether a plus or a minus stands before it.
    """

    value: Decimal
    unit: str
    text: str
    signed: bool

    @property
    def money(self) -> bool:
        """Whether it has a currency."""
        return self.unit == "$" or self.unit.isupper()

    @property
    def like_a_year(self) -> bool:
        """Whether it could be a calendar year: '2026'."""
        return re.fullmatch(r"(?:19|20|21)\d\d", self.text.strip()) is not None


def quantity(text: str) -> Quantity | None:
    """The quantity of a text that `QUANTITY` matched; None where its marks are not those of the formats in force.

    Examples
    --------
    >>> int(quantity("3.2M EUR").value), quantity("-10 days").unit, quantity("3,2M")
    (3200000, 'days', None)
    """
    found = _PARTS.fullmatch(text.strip())
    if found is None or (number := _number(found["digits"])) is None:
        return None
    written = re.sub(r"\s+", " ", found["unit"] or found["lead"] or found["before"] or found["then"] or "")
    unit = SIGNS.get(written, UNITS.get(written.lower(), written))
    if unit not in (*UNITS.values(), "$", "") and unit not in known():
        return None
    value = number.scaleb(SCALES[found["scale"].lower()]) if found["scale"] else number
    return Quantity(-value if found["sign"] in ("-", "−") else value, unit, text.strip(), found["sign"] is not None)


def _number(digits: str) -> Decimal | None:
    """A number in the formats in force, with or without its groups; none of more digits than an amount can have."""
    formats = number_formats.in_force()
    whole, mark, rest = digits.partition(formats.decimal)
    if mark and re.fullmatch("[0-9]+", rest) is None:
        return None
    if re.fullmatch("[0-9]+", whole) is None:
        last, other = formats.sizes
        group = "[\u00a0\u202f]" if formats.group in "\u00a0\u202f" else re.escape(formats.group)
        if re.fullmatch(rf"[0-9]{{1,{other}}}(?:{group}[0-9]{{{other}}})*{group}[0-9]{{{last}}}", whole) is None:
            return None
        whole = re.sub(r"\D", "", whole)
    return Decimal(f"{whole}.{rest}" if mark else whole) if len(whole) <= MOST and len(rest) <= MOST else None
