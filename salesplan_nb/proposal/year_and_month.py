"""Months that two columns say together, a year and a month, as analysts and cubes write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from salesplan_nb.proposal.inputs import Input, Joined
from salesplan_nb.proposal.months import month_number
from salesplan_nb.proposal.profiles import Profile, profiled
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.words import said, words

YEAR = re.compile(r"19[7-9]\d|20\d\d")
BESIDE = frozenset({"order", "invoice", "sales", "date"})
"""Concepts that may stand beside: `Sales Month`. A fiscal year is another thing, and is left."""
PERIODS = frozenset({"period", "periode"})
"""Words that sound like months, and count those of a fiscal year."""


def with_months(one: Input) -> Input:
    """The same with a column of months, where no column has days or months and two say them together in every row."""
    dated = one.months is not None or any(profile.kind in ("day", "month") for profile in one.profiles)
    if dated or one.parts:
        return one
    year = next((column for column in one.profiles if _names(column, "year") and _years(column)), None)
    month = next((column for column in one.profiles if _names(column, "month") and column.share == 1), None)
    if year is None or month is None or (name := f"{year.name} {month.name}") in one.table.column_names:
        return one
    numbers = {text: _number(text) for text in month.values.to_pylist()}
    if not all(numbers.values()):
        return one
    rows = zip(*(one.table.column(column.name).to_pylist() for column in (year, month)), strict=True)
    made = pa.array([f"{y.strip()}-{numbers[m.strip()]:02d}" for y, m in rows], pa.string())
    table = one.table.append_column(name, made)
    sheet = replace(one.sheets[0], table=table.select([name]), native=frozenset())
    (profile,) = profiled(sheet)
    words = tuple((text, f"{number:02d}") for text, number in _in_order(numbers) if not text.isdecimal())
    return replace(
        one,
        profiles=(*one.profiles, replace(profile, place=len(one.profiles))),
        spellings=(*one.spellings, (name,)),
        table=table,
        joined=Joined(name, year.name, month.name, words),
    )


def _in_order(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda pair: (pair[1], pair[0]))


def _names(column: Profile, concept: str) -> bool:
    told = said(column.name)
    alone = concept in told.concepts <= BESIDE | {concept} and not told.unknown
    return alone and nameable(column.name) and not PERIODS & set(words(column.name))


def _years(column: Profile) -> bool:
    return column.share == 1 and all(YEAR.fullmatch(text) for text in column.values.to_pylist())


def _number(text: str) -> int:
    """Month 1 to 12; 0 for none."""
    if re.fullmatch(r"0?[1-9]|1[0-2]", text):
        return int(text)
    return month_number(text)
