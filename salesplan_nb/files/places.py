"""Cells of a sheet by their names, A1 and the like, and by their numbers, both from 1."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A rectangle of a sheet; None goes to the end."""

    top: int
    left: int
    bottom: int | None = None
    right: int | None = None


def area_of(text: str) -> Area:
    """The rectangle that a range names.

    Examples
    --------
    >>> area_of("B4:H2000")
    Area(top=4, left=2, bottom=2000, right=8)
    """
    (left, top), (right, bottom) = re.findall(r"([A-Z]+)([0-9]+)", text)
    columns, rows = sorted((column_number(left), column_number(right))), sorted((int(top), int(bottom)))
    return Area(rows[0], columns[0], rows[1], columns[1])


def cell_place(row: int, column: int) -> str:
    """A cell's name.

    Examples
    --------
    >>> [cell_place(7, column) for column in (1, 26, 27, 703)]
    ['A7', 'Z7', 'AA7', 'AAA7']
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def column_number(letters: str) -> int:
    """A column's number.

    Examples
    --------
    >>> [column_number(letters) for letters in ("A", "Z", "AA", "AAA")]
    [1, 26, 27, 703]
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
