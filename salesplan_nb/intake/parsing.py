"""From text to the contract's types: exact cents, dates by the declared forms; what cannot be read is kept apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from salesplan_nb.intake.coded import Coded, Mask
from salesplan_nb.intake.dates import day, month
from salesplan_nb.intake.numbers import bounded, money, number, part, share, whole
from salesplan_nb.intake.reading import Failed, Reading, Value, written
from salesplan_nb.money import CENTS_PER_UNIT

EXACT = "exact"
"""Kind of money that is not rounded yet [fractions of cents]."""


@dataclass(frozen=True)
class Parsed:
    """A column of the contract, typed, and which of its non-empty cells could not be read, by why."""

    typed: Coded
    unreadable: Mask
    why: dict[type[ValueError], str]
    """The first text of each kind of failure."""


def parsed(column: Coded, kind: str, reading: Reading) -> Parsed:
    """Values of a canonical column.

    Parameters
    ----------
    column : Coded
        Texts, or exact fractions where they were derived.
    kind : str
        Of the contract.
    reading : Reading
        Declares decimal mark, date forms and scale.

    Returns
    -------
    Parsed
        Money in integer cents, rounded half-even once; None where a cell is empty or cannot be read.
    """
    read = _reader(kind, reading)
    failed: list[bool] = []
    why: dict[type[ValueError], str] = {}

    def value(text: Value) -> Any:
        try:
            if isinstance(text, Failed):
                raise ValueError(text)
            typed = None if isinstance(text, str) and not text.strip() else read(text)
            failed.append(False)
        except (ValueError, OverflowError) as cause:
            why.setdefault(type(cause) if isinstance(cause, ValueError) else ValueError, str(text))
            typed = None
            failed.append(True)
        return typed

    typed = [value(text) for text in column.values]
    unreadable = column.pick(np.array(failed, dtype="bool"))
    return Parsed(Coded(column.codes, typed).changed(lambda found: found), unreadable, why)


def _reader(kind: str, reading: Reading) -> Callable[[Any], Any]:
    scale = Fraction(reading.scale)
    if kind == "cents":
        return lambda text: money(text, reading, scale)
    if kind == EXACT:
        return lambda text: number(text, reading) * scale * CENTS_PER_UNIT
    if kind == "number":
        return lambda text: float(bounded(number(text, reading) * scale))
    if kind == "fraction":
        return lambda text: float(part(share(text, reading) * scale))
    if kind == "count":
        return lambda text: whole(bounded(number(text, reading) * scale))
    if kind == "date":
        return lambda text: day(written(text), reading)
    if kind == "month":
        return lambda text: month(written(text), reading)
    return written
