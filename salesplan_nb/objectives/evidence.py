"""What a SWOT item stands on: a cell of this run, found by a short text of a small grammar.

``measure [dimension=member]``, for example ``win_rate competitor=Corvex``:

========================  =============================================  =====================
measure                   may be asked of                                what it says
========================  =============================================  =====================
win_rate                  competitor=..., or nothing                     share of closed deals
trend                     segment=..., product_family=..., or nothing    slope, a year
growth, share, shift      segment=..., product_family=...                12 months against 12
market_growth             segment=...                                    the market's growth
market_share              segment=...                                    ours / the market
any KPI of the library    nothing                                        its latest value
========================  =============================================  =====================

``holds_if`` is ``below 50%`` or ``above 0%``. Members are matched without regard to case.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from salesplan_nb.kpis import LIBRARY, Measured
from salesplan_nb.number_formats import decimal_text, percent_text
from salesplan_nb.workspace.fields import fraction

ASKED = re.compile(r"(?P<measure>\w+)(?:\s+(?P<dimension>\w+)\s*=\s*(?P<member>.+))?")
SAYS = re.compile(r"(?P<side>below|above)\s+(?P<limit>\S+)")
MIX = {"growth": "growth", "share": "share_now", "shift": "shift"}
MARKET = {"market_growth": "market_growth", "market_share": "share"}
MEMBERS = ("segment", "product_family")


class Unreadable(ValueError):
    """A text that is not of the grammar, or asks for what this run does not have; the message says which."""


@dataclass(frozen=True)
class Cell:
    """A figure of this run and where it stands."""

    place: str
    value: float
    reading: str


@dataclass(frozen=True)
class Tables:
    """The results that evidence is taken from."""

    trend: pd.DataFrame
    mix: pd.DataFrame
    competitors: pd.DataFrame
    market: pd.DataFrame
    kpis: Mapping[str, Measured]


def percent(value: float, *, sign: bool = False, places: int = 0) -> str:
    """A fraction in percent, whole or to some places, with a true minus sign.

    Examples
    --------
    >>> percent(-0.056, sign=True), percent(0.27, sign=True), percent(0.004)
    ('−6%', '+27%', '0%')
    """
    rounded = round(Decimal(repr(float(value))) * 100, places)
    mark = "−" if rounded < 0 else "+" if sign and rounded > 0 else ""
    return percent_text(mark + _number(abs(rounded), places))


def _number(value: float | Decimal, places: int = 0) -> str:
    return decimal_text(Decimal(f"{value:.{places}f}"))


def found_cell(text: str, tables: Tables) -> Cell:
    """The cell that an evidence text names.

    Raises
    ------
    Unreadable
        Where the text is none of the grammar's, or the run has no such cell.
    """
    match = ASKED.fullmatch(text.strip())
    if match is None:
        raise Unreadable(f"cannot read {text!r}; write a measure and, where it needs one, a member: trend segment=food")
    measure, dimension, member = match["measure"], match["dimension"] or "", (match["member"] or "").strip(" '\"")
    if measure == "win_rate" and dimension:
        return competitor_cell(dimension, member, tables.competitors)
    if measure == "trend":
        return trend_cell(dimension, member, tables.trend)
    if measure in MIX:
        return _mixed(measure, dimension, member, tables.mix)
    if measure in MARKET:
        return market_cell(measure, dimension, member, tables.market)
    if measure in LIBRARY and not dimension:
        return _kpi(measure, tables.kpis)
    raise Unreadable(f"cannot read {text!r}: no such measure in this plan, and no date of an outside source")


def holds(rule: str | None, value: float) -> bool:
    """Whether a value is as `holds_if` says; without a rule it is enough that the cell is there.

    Raises
    ------
    Unreadable
        Where the rule is not `below 50%` or `above 0%`.
    """
    if rule is None:
        return True
    match = SAYS.fullmatch(rule.strip())
    if match is None:
        raise Unreadable(f"cannot read holds_if {rule!r}; write below 50% or above 0%")
    try:
        limit = fraction(match["limit"])
    except ValueError as cause:
        raise Unreadable(f"cannot read holds_if {rule!r}; write below 50% or above 0%") from cause
    return value < limit if match["side"] == "below" else value > limit


def _row(table: pd.DataFrame, name: str, **wanted: str) -> pd.Series:
    """The row of a table, its columns compared without regard to case."""
    rows = table
    for column, text in wanted.items():
        rows = rows[rows[column].str.casefold() == text.casefold()]
    if rows.empty:
        asked = ", ".join(f"{column} {text!r}" for column, text in wanted.items() if text)
        raise Unreadable(f"the table {name} has no {asked or 'total'}")
    return rows.iloc[0]


def _cell(table: str, row: pd.Series, columns: tuple[str, ...], value: float, reading: str) -> Cell:
    if pd.isna(value):
        raise Unreadable(
            f"the data is too short to tell: table {table}, {', '.join(str(row[name]) for name in columns)}"
        )
    place = ", ".join(f"{name}={row[name]}" for name in columns if row[name] != "")
    return Cell(f"tables/{table}: {place}", float(value), reading)


def _member_of(dimension: str, allowed: tuple[str, ...], measure: str) -> None:
    if dimension not in allowed:
        raise Unreadable(f"{measure} is told by {' or '.join(allowed)}, not by {dimension or 'nothing'}")


def competitor_cell(dimension: str, member: str, table: pd.DataFrame) -> Cell:
    """The win rate against a competitor."""
    _member_of(dimension, ("competitor",), "win_rate")
    row = _row(table, "competitors", competitor=member)
    reading = f"{percent(row.rate)} of {_number(row.closed)} closed deals ({percent(row.low)} to {percent(row.high)})"
    return _cell("objectives/competitors", row, ("competitor",), row.rate, reading)


def trend_cell(dimension: str, member: str, table: pd.DataFrame) -> Cell:
    """The trend of a member; of the total without a dimension."""
    _member_of(dimension or "total", ("total", *MEMBERS), "trend")
    row = _row(table, "trend", dimension=dimension or "total", member=member)
    reading = "too short to tell" if pd.isna(row.rate) else _slope(row)
    return _cell("objectives/trend", row, ("dimension", "member"), row.rate, reading)


def _slope(row: pd.Series) -> str:
    # An interval that excludes zero must not read "−10% to 0%": then one place more.
    places = 1 if row.low * row.high > 0 and min(abs(row.low), abs(row.high)) < 0.005 else 0
    rate, low, high = (percent(row[name], sign=True, places=places) for name in ("rate", "low", "high"))
    return f"{rate} a year ({low} to {high})"


def _mixed(measure: str, dimension: str, member: str, table: pd.DataFrame) -> Cell:
    _member_of(dimension, MEMBERS, measure)
    row = _row(table, "mix", dimension=dimension, member=member)
    value = float(row[MIX[measure]])
    words = {
        "growth": f"{_told(value, sign=True)} against the 12 months before",
        "share": f"{_told(value)} of the latest 12 months",
        "shift": f"{_told(row.share_before)} → {_told(row.share_now)} of the total",
    }
    return _cell("objectives/mix", row, ("dimension", "member"), value, words[measure])


def _told(value: float, *, sign: bool = False) -> str:
    return "n/a" if math.isnan(value) else percent(value, sign=sign)


def market_cell(measure: str, dimension: str, member: str, table: pd.DataFrame) -> Cell:
    """The growth of a segment's market, or our share of it."""
    _member_of(dimension, ("segment",), measure)
    row = _row(table, "market", segment=member)
    value = float(row[MARKET[measure]])
    words = {
        "market_growth": f"market {_told(value, sign=True)}, we {_told(row.ours_growth, sign=True)}",
        "market_share": f"{_told(value)} of the market",
    }
    return _cell("objectives/market", row, ("segment",), value, words[measure])


def _kpi(name: str, kpis: Mapping[str, Measured]) -> Cell:
    if name not in kpis:
        raise Unreadable(f"{name} was not measured")
    measured = kpis[name]
    if not measured.now.known:
        raise Unreadable(f"{measured.kpi.name}: {measured.now.reason}")
    value = measured.now.value
    words = {
        "fraction": percent(value),
        "count": _number(value),
        "days": f"{_number(value)} days",
        "ratio": _number(value, 2),
        "cents": _number(value / 100),
    }
    return Cell(f"tables/measures/kpis: kpi={name}", value, f"{words[measured.kpi.unit]} in {measured.period.name}")
