"""The kinds of value that a plan holds, each read from the text that the analyst wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from salesplan_nb import number_formats
from salesplan_nb.calendars import EARLIEST, LATEST, MONTH, Period, in_our_time
from salesplan_nb.currency_codes import known, nearest
from salesplan_nb.errors import cut
from salesplan_nb.money import CENTS_PER_UNIT, LARGEST, cents
from salesplan_nb.workspace.where import conditions

RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?|.*\.", re.IGNORECASE)
"""Names that are devices on Windows, or that it writes otherwise: a workspace may lie on a shared disk."""


class Section(BaseModel):
    """A part of the plan: frozen, and every key known."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def fraction(value: object) -> float:
    """A share from '20%' or '0.2', or a plain number."""
    text = str(value).strip().replace("−", "-")
    try:
        number = Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    except InvalidOperation as cause:
        raise ValueError(f"not a share: {text!r}; write 20% or 0.2") from cause
    if not number.is_finite():
        raise ValueError(f"not a share: {text!r}; write 20% or 0.2")
    return float(number)


def _share(value: object) -> float:
    number = fraction(value)
    if not 0 <= number <= 1:
        raise ValueError(f"{value} is not between 0% and 100%")
    return number


BOUNDS = {"%": 100_000, "points": 10_000, "days": 36_500, "customers": 10**10, "": 10_000}
"""The most that somebody can mean, by unit: a thousand times the base, a hundred years, all people."""


def bound(amount: Decimal, unit: str) -> str:
    """What to write where a figure is past all bounds, '' where it is not.

    Parameters
    ----------
    amount : Decimal
        A change or a target, in whole units.
    unit : str
        '%' of a base, 'points', 'days', 'customers', '' of a ratio, or a currency's code.

    Examples
    --------
    >>> bound(Decimal(20), "%"), bound(Decimal(10) ** 30, "%")
    ('', 'write at most 100000%')
    """
    most = BOUNDS.get(unit, LARGEST // CENTS_PER_UNIT)
    return "" if abs(amount) <= most else f"write at most {most}{'' if unit in ('', '%') else ' '}{unit}"


CHANGE = re.compile(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))\s*(%|points?|days?|customers?|[A-Z]{3})")
NOT_A_CHANGE = "write +20%, or with the unit of the metric: +5 points, -10 days, +20 customers, +400000 EUR"


@dataclass(frozen=True)
class Difference:
    """How much more than a baseline: a share of it, or so much in the metric's own unit.

    Parameters
    ----------
    amount : Decimal
        As written: 20 of +20%, -10 of -10 days.
    unit : str
        '%' of the baseline, 'points' of a rate, 'days', 'customers', or a currency's code.

    Examples
    --------
    >>> Difference.parse("+20%").on(Decimal(50)), Difference.parse("-10 days").on(Decimal(57))
    (Decimal('60.0'), Decimal('47'))
    """

    amount: Decimal
    unit: str

    @classmethod
    def parse(cls, text: str) -> Difference:
        """The change of '+20%', '+5 points', '-10 days', '+20 customers' or '+400000 EUR'.

        Raises
        ------
        ValueError
            Where the text has none of these forms: a number without a unit is no change.
        """
        found = CHANGE.fullmatch(text.strip().replace("−", "-"))
        if found is None:
            raise ValueError(f"not a change: {text!r}; {NOT_A_CHANGE}")
        unit = found[2] if found[2].isupper() or found[2] == "%" else found[2].rstrip("s") + "s"
        return cls(Decimal(found[1]), unit)

    @property
    def relative(self) -> bool:
        """Whether it is a share of the baseline."""
        return self.unit == "%"

    def on(self, base: Decimal) -> Decimal:
        """The value that a base becomes, in the base's unit: cents, fractions, days, customers."""
        if self.relative:
            return base * (1 + self.amount / 100)
        return base + (self.amount / 100 if self.unit == "points" else self.amount * 100 if self.money else self.amount)

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit.isupper()

    def __str__(self) -> str:
        """As plan.yml writes it."""
        number = format(self.amount, "f")
        signed = number if number.startswith("-") else f"+{number}"
        return f"{signed}{'' if self.relative else ' '}{self.unit}"


def _change(value: object) -> Difference:
    if isinstance(value, Difference):
        return value
    text = str(value).strip()
    change = Difference.parse(text)
    if most := bound(change.amount, change.unit):
        raise ValueError(f"a change of {cut(text)} is past all bounds; {most}")
    if change.relative and change.amount <= -100:
        raise ValueError(f"a change of {text} leaves nothing to plan for; write one above -100%")
    return change


def _cents(value: object) -> int:
    text = str(value).strip().replace("−", "-")
    try:
        amount = cents(text)
    except ValueError as cause:
        raise ValueError(f"not an amount: {cut(str(value))!r}; write whole currency units, such as 2400000") from cause
    if abs(amount) > LARGEST:
        raise ValueError(f"an amount of {cut(text)} is past all bounds; {bound(Decimal(text), 'currency units')}")
    return amount


def _month(value: object) -> str:
    text = str(value).strip()
    if MONTH.fullmatch(text) is None:
        raise ValueError(f"not a month: {text!r}; write it as 2027-01")
    _in_our_time(text)
    return text


def _in_our_time(month: str) -> None:
    if not in_our_time(month):
        raise ValueError(f"year {month[:4]}; write one between {EARLIEST.year} and {LATEST.year}")


def _period(value: object) -> Period:
    period = value if isinstance(value, Period) else Period.parse(str(value))
    _in_our_time(period.first)
    _in_our_time(period.last)
    return period


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as cause:
        raise ValueError(f"not a date: {str(value)!r}; write it as 2027-01-31") from cause


def _currency(code: str) -> str:
    if code not in known():
        meant = nearest(code)
        hint = f"did you mean {meant}?" if meant else "write the three capital letters of the currency, such as EUR"
        raise ValueError(f"{code!r} is no currency of ISO 4217; {hint}")
    return code


def _locale(code: str) -> str:
    known_locales = number_formats.known()
    if code not in known_locales:
        near = get_close_matches(
            code.replace("-", "_").casefold(), [one.casefold() for one in sorted(known_locales)], n=1
        )
        meant = next((one for one in sorted(known_locales) if near and one.casefold() == near[0]), "")
        hint = f"did you mean {meant}?" if meant else "write language and country, such as de_DE or fr_CH"
        raise ValueError(f"{code!r} is no locale of the Unicode CLDR; {hint}")
    return code


def _folder_name(text: str) -> str:
    if RESERVED_NAMES.fullmatch(text) or not text[0].isalnum():
        raise ValueError(f"{text!r} is no name that a folder can have everywhere; give it another")
    return text


def _rule(value: str) -> str:
    try:
        conditions(value)
    except ValueError as cause:
        raise ValueError(f"{cause}; write column = 'value', several joined by and") from cause
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Where = Annotated[Text, AfterValidator(_rule)]
Id = Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,60}$")]
Person = Annotated[str, StringConstraints(pattern=r"^[\w.-]([\w.'’ -]{0,58}[\w.-])?$")]
"""Who does something: an id or a name, such as J. Pike."""
FolderName = Annotated[Id, AfterValidator(_folder_name)]
"""An id that a folder may be named after."""
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), AfterValidator(_currency)]
Locale = Annotated[Id, AfterValidator(_locale)]
"""A language and a country, as the Unicode CLDR names them: de_DE."""
Fraction = Annotated[float, BeforeValidator(fraction)]
Share = Annotated[float, BeforeValidator(_share)]
Change = Annotated[Difference, BeforeValidator(_change)]
Cents = Annotated[int, BeforeValidator(_cents)]
Month = Annotated[str, BeforeValidator(_month)]
Span = Annotated[Period, BeforeValidator(_period)]
Day = Annotated[date, BeforeValidator(_date)]
