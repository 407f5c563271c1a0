"""A line or more of delimited text as the cells of a record."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Protocol

from salesplan_nb.errors import PlanError, cut
from salesplan_nb.files.layout import WHITESPACE

LINE_END = re.compile(r"\r\n|\r|\n")


class Records(Protocol):
    """Records one by one; `line_num` is the number of physical lines taken so far. A blank line gives no cells."""

    @property
    def line_num(self) -> int: ...  # noqa: D102  # the class says it

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


class _Blanks:
    """Records whose cells are split by runs of blanks; they know no quotes."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self.line_num = lines, 0

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        line = next(self._lines)
        self.line_num += 1
        return line.split()


def records(lines: Iterator[str], delimiter: str) -> Records:
    r"""The records of lines: strictly by quotes and delimiter (RFC 4180), or by runs of blanks.

    Examples
    --------
    >>> list(records(iter(['1,"a, b"']), ","))
    [['1', 'a, b']]
    >>> list(records(iter([" 00001  19970101 1\r\n"]), "whitespace"))
    [['00001', '19970101', '1']]
    """
    return _Blanks(lines) if delimiter == WHITESPACE else csv.reader(lines, delimiter=delimiter, strict=True)


def some_records(lines: Iterable[str], delimiter: str, first: int) -> list[tuple[int, list[str]]]:
    """The records of some lines with the line on which each begins, up to one that cannot be split."""
    found: list[tuple[int, list[str]]] = []
    with suppress(csv.Error):
        found.extend(Numbered(iter(lines), delimiter, first - 1))
    return found


class Numbered:
    """Records with the physical line on which each begins; blank lines are left out.

    `line` is that of the record being read, also where the parser stops; `last` the last line that it took.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, skipped: int) -> None:
        self._records, self._skipped = records(lines, delimiter), skipped
        self.line = skipped + 1

    @property
    def last(self) -> int:
        """Physical lines taken so far."""
        return self._skipped + self._records.line_num

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        reader, skipped = self._records, self._skipped
        for record in reader:
            if record:
                yield self.line, record
            self.line = skipped + reader.line_num + 1


def swallows(record: list[str], delimiter: str) -> bool:
    r"""Whether a record over several lines looks like as many records of their own.

    A lone quote in one row and another some rows below make one valid record of all between: each of its lines then has
    as many cells as the record. Two columns prove nothing, a comma in a note would do.

    Examples
    --------
    >>> swallows(["A", ",5\nB,", "5"], ",")  # A,",5 and B,",5
    True
    >>> swallows(["A", "Dear Sir,\nthank you", "5"], ",")
    False
    """
    lines = [line for line in LINE_END.split(joined(record, delimiter)) if line]
    return len(record) > 2 and len(lines) > 1 and all(line.count(delimiter) == len(record) - 1 for line in lines)


def joined(record: list[str], delimiter: str) -> str:
    """A record as a line, its quotes left out."""
    return (" " if delimiter == WHITESPACE else delimiter).join(record)


def unreadable(cause: csv.Error, lines: list[str], start: int, delimiter: str, name: str) -> PlanError:
    """The error for a record that cannot be split.

    Parameters
    ----------
    cause : csv.Error
        What the parser said.
    lines : list of str
        The lines of the record up to where the parser stopped.
    start : int
        Number of the first of them.
    delimiter : str
        One character.
    name : str
        What messages call the file.
    """
    opened, last = start + _last_opened(lines, delimiter), start + len(lines) - 1
    if "unexpected end" in str(cause):
        what = "a quote opens here and never closes"
    elif "field larger" in str(cause):
        what = f"a cell is over {csv.field_size_limit():,} characters long; a quote may open here that never closes"
    elif last > opened:
        what = f"the quote that opens here closes within a cell of line {last}"
    else:
        what = "a quote closes within a cell"
    shown = [f"{name}:{number}: {cut(lines[number - start].strip())}" for number in sorted({opened, last})]
    return PlanError(
        "unreadable-row",
        message=f"{name}:{opened}: {what}",
        context=shown,
        hint="a quote that opens must close, and a quote within a quoted cell is written twice",
        note="the rows below would end up in one cell, and vanish" if last > opened else None,
        kind="data",
    )


def _last_opened(lines: list[str], delimiter: str) -> int:
    """Index of the line in which the last quote opens."""
    opened, inside, at_start, closed = 0, False, True, False
    for number, line in enumerate(lines):
        for char in line:
            if inside:
                inside, closed = char != '"', char == '"'
            elif char == '"' and (at_start or closed):  # a doubled quote opens the same cell again
                inside, opened = True, opened if closed else number
            else:
                closed = False
            at_start = not inside and char in (delimiter, "\r", "\n")
    return opened
