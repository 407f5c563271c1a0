"""What a column holds, from its values alone: numbers, days, months, ids, categories, free text, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.proposal.counted import Counted
from salesplan_nb.proposal.days import Days, Order, days
from salesplan_nb.proposal.figures import Figures, Marks, figures
from salesplan_nb.proposal.loading import Sheet
from salesplan_nb.proposal.values import MISSING

Kind = Literal["empty", "number", "day", "month", "email", "text"]
LOOKED_AT = 20_000
"""Distinct values of a column that are read one by one, spread over all of them."""
SHOWN = 5
CATEGORIES = 60
"""Distinct texts up to which a column groups rows rather than naming them."""


@dataclass(frozen=True)
class Told:
    """What the other columns of a file say about how it writes."""

    first: Order = "day"
    """Which of day and month comes first."""
    marks: Marks | None = None
    """Decimal and thousands mark; None where no column tells."""


@dataclass(frozen=True)
class Profile:
    """A column of a file as its values show it."""

    name: str
    place: int
    """Its place in the file, from 0."""
    kind: Kind
    rows: int
    filled: int
    """Rows that hold something, words such as NULL and n/a apart."""
    distinct: int
    missing: tuple[str, ...]
    """Words that say that a cell is empty, as they are written."""
    samples: tuple[str, ...]
    """The commonest values."""
    figures: Figures | None = None
    days: Days | None = None
    odd: tuple[str, ...] = ()
    """Values that are not of the column's kind."""
    native: bool = False
    values: pa.Array = field(default_factory=lambda: pa.array([], pa.string()), repr=False, compare=False)
    """All its distinct values, trimmed."""
    counts: pa.Array = field(default_factory=lambda: pa.array([], pa.int64()), repr=False, compare=False)
    """How often each of them occurs."""

    @property
    def share(self) -> float:
        """Share of the rows that hold something."""
        return self.filled / self.rows if self.rows else 0.0

    @property
    def unique(self) -> bool:
        """Whether each row has a value of its own."""
        return self.filled > 1 and self.distinct == self.filled and self.share > 0.98

    @property
    def unsure(self) -> bool:
        """Whether its values can be read in two ways."""
        return (self.days is not None and bool(self.days.ambiguous)) or (
            self.figures is not None and self.figures.unsure
        )

    @property
    def coded(self) -> bool:
        """Whether its numbers are codes: they have leading zeros."""
        return self.kind == "number" and any(
            len(text) > 1 and text.startswith("0") and text.isdecimal() for text in self.samples
        )

    @property
    def whole(self) -> bool:
        """Whether it holds whole numbers."""
        return self.figures is not None and self.figures.whole

    def rows_of(self, texts: Iterable[str]) -> int:
        """Rows in which it has one of some values."""
        inside = pc.is_in(self.values, value_set=pa.array(list(texts), pa.string()))
        return int(pc.sum(self.counts.filter(inside)).as_py() or 0)

    @cached_property
    def known(self) -> frozenset[str]:
        """Its distinct values as a set."""
        return frozenset(self.values.to_pylist())


def profiled(sheet: Sheet) -> list[Profile]:
    """The columns of a sheet, in its order; day first where no value of the sheet tells."""
    names = sheet.table.column_names
    texts = [_counted(sheet.table.column(i)) for i in range(len(names))]
    found = [profile(name, i, sheet.rows, *texts[i], native=name in sheet.native) for i, name in enumerate(names)]
    told = Told(_first_told(found) or Told.first, _marks_told(found))
    return [
        profile(one.name, i, sheet.rows, *texts[i], told, native=one.native) if one.unsure else one
        for i, one in enumerate(found)
    ]


def _first_told(profiles: Iterable[Profile]) -> Order | None:
    """What comes first in the columns whose values tell, where they agree."""
    sure = [one.days.forms for one in profiles if one.days is not None and not one.days.ambiguous]
    forms = [form for forms in sure for form in forms if "%m" in form and "%d" in form and not form.startswith("%Y")]
    orders: set[Order] = {"month" if form.find("%m") < form.find("%d") else "day" for form in forms}
    return orders.pop() if len(orders) == 1 else None


def _marks_told(profiles: Iterable[Profile]) -> Marks | None:
    """The marks of most columns whose values tell."""
    sure = Counter(one.figures.marks[0] for one in profiles if one.figures is not None and one.figures.telling)
    return min(sure, key=lambda marks: (-sure[marks], marks)) if sure else None


def _counted(column: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    """Distinct values, trimmed, and their counts, in order of the values."""
    counted = pc.value_counts(pc.utf8_trim_whitespace(column.combine_chunks()))
    values, counts = counted.field("values"), counted.field("counts")
    order = pc.sort_indices(values)
    return values.take(order), counts.take(order)


def profile(
    name: str,
    place: int,
    rows: int,
    values: pa.Array,
    counts: pa.Array,
    told: Told = Told(),
    *,
    native: bool = False,
) -> Profile:
    """What a column's distinct values show.

    Parameters
    ----------
    name, place, rows
        The column's name, its place in the file from 0, the file's rows.
    values, counts : array
        Its distinct values, trimmed, and how often each occurs.
    told : Told
        What other columns of the file say.
    native : bool
        Whether the file itself types the column.

    Examples
    --------
    >>> texts = pa.array(["1.50", "2.00", "NULL"])
    >>> found = profile("net", 0, 4, texts, pa.array([1, 2, 1]))
    >>> found.kind, found.filled, found.missing
    ('number', 3, ('NULL',))
    """
    empty = pc.is_in(pc.utf8_lower(values), value_set=pa.array(sorted({"", *MISSING})))
    missing = tuple(text for text in values.filter(empty).to_pylist() if text)
    values, counts = values.filter(pc.invert(empty)), counts.filter(pc.invert(empty))
    filled = int(pc.sum(counts).as_py() or 0)
    by_count = pc.sort_indices(pa.table([counts, values], names=["n", "v"]), [("n", "descending"), ("v", "ascending")])
    samples = tuple(values.take(by_count[:SHOWN]).to_pylist())
    spread = _spread(values, counts)
    kind, numbers, dates, odd = _kind(spread, filled, told, native=native)
    return Profile(
        name, place, kind, rows, filled, len(values), missing, samples, numbers, dates, odd, native, values, counts
    )


def _spread(values: pa.Array, counts: pa.Array) -> list[Counted]:
    step = max(1, -(-len(values) // LOOKED_AT))
    chosen = pa.array(range(0, len(values), step), pa.int64())
    return list(zip(values.take(chosen).to_pylist(), counts.take(chosen).to_pylist(), strict=True))


def _kind(
    texts: list[Counted], filled: int, told: Told, *, native: bool
) -> tuple[Kind, Figures | None, Days | None, tuple[str, ...]]:
    if not filled:
        return "empty", None, None, ()
    dates = (days(texts, native=True) if native else None) or days(texts, first=told.first)
    numbers = figures(texts, told.marks)
    # No number begins as 01.2026 does, which is a month.
    pointed = dates is not None and dates.forms == ("%m.%Y",)
    led = pointed and any(text[0] == "0" and text[1] != "." for text, _count in texts)
    if dates is not None and (numbers is None or led or len(texts[0][0]) in (6, 8)):
        return ("month" if dates.monthly else "day"), numbers, dates, dates.odd
    if numbers is not None:
        return "number", numbers, None, numbers.odd
    total = sum(count for _text, count in texts)
    if sum(count for text, count in texts if "@" in text and "." in text) > 0.9 * total:
        return "email", None, None, ()
    return "text", None, None, ()
