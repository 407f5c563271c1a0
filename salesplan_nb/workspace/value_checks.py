"""Values that sources.yml gives a table itself, and its forms of dates: what its columns can hold."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from salesplan_nb.calendars import MONTH, in_our_time
from salesplan_nb.contract import TABLES
from salesplan_nb.money import PLAIN
from salesplan_nb.workspace.date_forms import gives_day
from salesplan_nb.workspace.setting_checks import SourceCheck
from salesplan_nb.workspace.sources import Source
from salesplan_nb.workspace.validate import suggestion
from salesplan_nb.workspace.yamlfile import Location

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DIGITS = 15
"""Digits before the point of a number that somebody means: a thousand billions."""
WRITE = {
    "cents": "write it with a point and no other marks, such as 1250.50",
    "number": "write it with a point and no other marks, such as 12.5",
    "count": "write a whole number, such as 12",
    "fraction": "write a share of 1 or a percentage between 0 and 100, such as 5% or 0.05",
    "date": "write it as 2026-10-31",
    "month": "write it as 2026-10",
    "text": "write a value, or remove it",
}
"""How a default of each kind is written, whatever marks and forms the file has."""


def check_values(check: SourceCheck, at: Location, table: str, source: Source) -> None:
    """Find values under map and default that their column cannot hold, and dates of which no form reads the day."""
    columns = TABLES[table].written
    given: list[tuple[Location, str, str]] = [
        ((*at, "map", name, theirs), name, ours) for name, pairs in source.map.items() for theirs, ours in pairs.items()
    ]
    defaults = [((*at, "default", name), name, value) for name, value in source.default.items()]
    wrong = {name for _, name, value in defaults if name in columns and not is_plain(value, columns[name].kind)}
    for location, name, value in [*given, *defaults]:
        allowed = columns[name].values if name in columns else ()
        if allowed and value not in allowed:
            problem = f"{value!r} is no value of {table}.{name}"
            check.add("unknown-value", location, problem, suggestion(value, allowed, "choose one"))
        elif location[-2] == "default" and name in wrong:
            problem = f"default: {value!r} is no {columns[name].type} for {table}.{name}"
            check.add("unknown-value", location, problem, WRITE[columns[name].kind])
    _check_days(check, at, table, source)


def is_plain(value: str, kind: str) -> bool:
    """Whether a default is a value of a kind, as `WRITE` says that one is written.

    Examples
    --------
    >>> is_plain("5%", "fraction"), is_plain("5", "fraction"), is_plain("1.250,50", "cents")
    (True, False, False)
    >>> is_plain("2026-10-31", "date"), is_plain("31.10.2026", "date"), is_plain("2026-13", "month")
    (True, False, False)
    """
    if kind == "text":
        return bool(value.strip())
    if kind == "month":
        return MONTH.fullmatch(value) is not None and in_our_time(value)
    if kind == "date":
        return DAY.fullmatch(value) is not None and in_our_time(value[:7]) and _in_calendar(value)
    percent = kind == "fraction" and value.endswith("%")
    plain = value.removesuffix("%") if percent else value
    if PLAIN.fullmatch(plain) is None or len(plain.lstrip("+-0").partition(".")[0]) > DIGITS:
        return False
    number = Fraction(plain) / (100 if percent else 1)
    return 0 <= number <= 1 if kind == "fraction" else kind != "count" or number.denominator == 1


def _in_calendar(day: str) -> bool:
    try:
        return date.fromisoformat(day) is not None
    except ValueError:
        return False


def _check_days(check: SourceCheck, at: Location, table: str, source: Source) -> None:
    """Months are no days: `Oct 2026` would put all that was sold on the first of it."""
    if any(gives_day(form) for form in source.dates):
        return
    made = (
        frozenset(source.columns) | frozenset(source.derive) | {name for join in source.joins for name in join.columns}
    )
    days = [name for name, column in TABLES[table].written.items() if column.kind == "date" and name in made]
    if days:
        problem = f"no form of {', '.join(source.dates)} has a day, and {days[0]} is a date"
        hint = "add the form of its days, such as %d.%m.%Y, or fill month instead where the file has months"
        check.add("unclear-dates", (*at, "dates"), problem, hint)
