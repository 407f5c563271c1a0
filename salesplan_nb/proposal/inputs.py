"""What there is to map from: each sheet, several files of one shape as one, months in columns turned into rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from os.path import commonprefix

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.calendars import month_name
from salesplan_nb.proposal.days import days
from salesplan_nb.proposal.loading import Sheet
from salesplan_nb.proposal.month_groups import told_groups
from salesplan_nb.proposal.month_names import Month, in_years, months_named, without_year
from salesplan_nb.proposal.month_years import year_told
from salesplan_nb.proposal.profiles import Profile, profiled
from salesplan_nb.proposal.renamed import alike, few_enough, same_renamed
from salesplan_nb.proposal.sums_beside import sums_beside
from salesplan_nb.proposal.words import said

CELL_END = "\x1f"
FEWEST_NAMES = 2
"""Columns that may begin alike by chance."""
FEWEST_MONTHS = 3
"""Columns named as months from which they are taken to be values, not names."""
TOPICS = frozenset({"target", "quota", "spend", "marketing", "market", "finance", "score", "stock", "supplier"})
"""Concepts in the name of a file whose figures are not those of orders."""
LISTED = frozenset({"customer", "product", "rep", "family", "region", "channel", "warehouse"})
"""Concepts in the name of a file that lists such things: two lists of `id` and `name` may look the same."""
NAMED = 3
"""Files of an input that messages name."""


@dataclass(frozen=True)
class Months:
    """Columns that are months, or currencies, turned into rows."""

    columns: tuple[str, ...]
    """As sources.yml writes them."""
    each: tuple[str, ...]
    name: str
    value: str
    assumed: str = ""
    """Where the year came from, if not from the names; what stands above them."""
    what: str = "months"
    """What the columns are."""


@dataclass(frozen=True)
class Joined:
    """A column of months that two columns of the file say together."""

    name: str
    year: str
    month: str
    words: tuple[tuple[str, str], ...]
    """Months that are no numbers, and which they are: `Jan` is 01."""

    @property
    def expression(self) -> str:
        """As sources.yml derives it."""
        return f'join("{self.year}", \'-\', "{self.month}")'


@dataclass(frozen=True)
class Input:
    """One sheet, or several files of one shape."""

    sheets: tuple[Sheet, ...]
    profiles: tuple[Profile, ...]
    spellings: tuple[tuple[str, ...], ...]
    """Names that each column has in one file or another."""
    table: pa.Table = field(repr=False, compare=False)
    """All records, under the names that the first sheet gives."""
    months: Months | None = None
    renamed: tuple[tuple[str, str], ...] = ()
    """Names of later files that were taken for one of the first, with that."""
    parts: tuple[Input, ...] = field(default=(), repr=False, compare=False)
    """Those of one header that it is made of, each read in a way of its own; none where one way reads all."""
    apart: str = ""
    """Why it is no part of another that has the same header; '' where there is none."""
    joined: Joined | None = None

    @property
    def label(self) -> str:
        """As messages name it; no two are alike."""
        return shortened([sheet.label for sheet in self.sheets])

    @property
    def rows(self) -> int:
        """Records of all its files."""
        return int(self.table.num_rows)

    @cached_property
    def whole_rows(self) -> pa.Array:
        """Each record as one text."""
        columns = [column.combine_chunks() for column in self.table.columns]
        return pc.binary_join_element_wise(*columns, CELL_END) if len(columns) > 1 else columns[0]

    @cached_property
    def different(self) -> int:
        """Records of which none repeats another in every cell."""
        return int(pc.count_distinct(self.whole_rows).as_py())

    @cached_property
    def prefix(self) -> str:
        """What all names begin with, such as `Deal - `: it says nothing of one of them; '' for nothing."""
        names = [name for spelled in self.spellings for name in spelled]
        common = commonprefix(names) if len(names) > FEWEST_NAMES else ""  # noqa: RUF071 -- these are no paths
        return common[: max((i + 1 for i, c in enumerate(common) if not c.isalnum()), default=0)]

    @cached_property
    def concepts(self) -> frozenset[str]:
        """What the names of file and sheet, and the title rows, say it is about."""
        texts = [text for sheet in self.sheets for text in (sheet.path.stem, sheet.layout.sheet, *sheet.above) if text]
        return frozenset().union(*(said(text).concepts for text in texts)) if texts else frozenset()

    @property
    def topics(self) -> frozenset[str]:
        """What else than sales it says that it is about."""
        return self.concepts & TOPICS

    def holds(self, column: str, values: Iterable[str]) -> pa.ChunkedArray:
        """Whether each record has one of some values in a column."""
        cells = pc.utf8_trim_whitespace(self.table.column(column))
        return pc.is_in(cells, value_set=pa.array(list(values), pa.string()))

    def profile(self, name: str) -> Profile:
        """A column by its name."""
        return next(one for one in self.profiles if one.name == name)


def shortened(names: Sequence[str]) -> str:
    """Some names for a message, of many the first.

    Examples
    --------
    >>> shortened(["a.csv", "b.csv"]), shortened(["a.csv", "b.csv", "c.csv", "d.csv"])
    ('a.csv, b.csv', 'a.csv and 3 more')
    """
    return ", ".join(names) if len(names) <= NAMED else f"{names[0]} and {len(names) - 1} more"


def inputs(sheets: Sequence[Sheet]) -> list[Input]:
    """Sheets as they are mapped: those of one shape together, months in columns as rows."""
    found: list[Input] = []
    for sheet in sheets:
        profiles = tuple(profiled(sheet))
        alone = Input((sheet,), profiles, tuple((one.name,) for one in profiles), sheet.table)
        alone = _unpivoted(alone) or alone
        found = _joined(found, alone)
    return found


def _joined(found: Sequence[Input], alone: Input) -> list[Input]:
    """The inputs so far with one more, together with that of its shape if there is one."""
    for i, other in enumerate(found):
        ordered = in_order(other, alone)
        if (renamed := _same_shape(other, ordered)) is not None:
            return [*found[:i], together([other, ordered], (*other.renamed, *renamed)), *found[i + 1 :]]
    return [*found, alone]


def in_order(a: Input, b: Input) -> Input:
    """The second with its columns in the order of the first, where both have the same: each is read by its name."""
    names = a.table.column_names
    if set(names) != set(b.table.column_names):
        return b
    profiles = tuple(replace(b.profile(name), place=i) for i, name in enumerate(names))
    return replace(b, profiles=profiles, spellings=tuple((name,) for name in names), table=b.table.select(names))


def _same_shape(a: Input, b: Input) -> tuple[tuple[str, str], ...] | None:
    """The columns that are named anew where two files are one table: read in the same way, about the same, and with the
    same columns, called the same or nearly so but for a few; None where they are not.
    """
    if a.months or b.months or len(a.profiles) < 2 or a.sheets[0].path == b.sheets[0].path or _shape(a) != _shape(b):
        return None
    pairs = list(zip(a.profiles, b.profiles, a.spellings, strict=True))
    known = {name for spelled in a.spellings for name in spelled}
    if any(one.kind != other.kind and "empty" not in (one.kind, other.kind) for one, other, _spelled in pairs):
        return None
    anew = [(one, other) for one, other, spelled in pairs if not any(alike(name, other.name) for name in spelled)]
    if not few_enough(len(anew), len(pairs)) or any(other.name in known for _one, other in anew):
        return None
    if not all(same_renamed(one, other) for one, other in anew):
        return None
    return tuple((other.name, one.name) for one, other in anew)


def _shape(one: Input) -> tuple[object, ...]:
    """What parts of one table share. A budget often looks as the sales do, a list of customers as one of products: what
    a file is about counts too.
    """
    layout, suffix = one.sheets[0].layout, one.sheets[0].path.suffix
    about = one.concepts & (TOPICS | LISTED)
    return len(one.profiles), suffix, layout.delimiter, layout.encoding, layout.sheet, layout.header, about


def together(parts: Sequence[Input], renamed: tuple[tuple[str, str], ...] = ()) -> Input:
    """Inputs as one, their columns by their places, and the names of later ones that are new ones."""
    first = parts[0]
    if len(parts) == 1:
        return first
    names = first.table.column_names
    table = pa.concat_tables([one.table.rename_columns(names) for one in parts])
    sheet = replace(first.sheets[0], table=table)
    each = zip(*(one.spellings for one in parts), strict=True)
    spellings = tuple(tuple(dict.fromkeys(name for spelled in column for name in spelled)) for column in each)
    sheets = tuple(sheet for one in parts for sheet in one.sheets)
    return Input(sheets, tuple(profiled(sheet)), spellings, table, renamed=renamed)


def _unpivoted(wide: Input) -> Input | None:
    """The same with a row for each month, where its columns are months."""
    sheet = wide.sheets[0]
    named, assumed = _months(wide)
    if len(named) < FEWEST_MONTHS or len({one.month for one in named.values()}) < len(named):
        return None
    months, beside = ([one for one in wide.profiles if (one.name in named) == own] for own in (True, False))
    sums = sums_beside(wide.table, months, beside)
    kept = [one.name for one in beside if one.name not in sums]
    name, value = _free("month", kept), _free("amount", kept)
    table = stacked(wide, kept, list(named), name, value)
    long = profiled(replace(sheet, table=table, native=sheet.native & set(kept)))
    filled = [month.month for column, month in named.items() if wide.profile(column).kind != "empty"]
    profiles = tuple(_as_months(one, named, filled) if one.name == name else one for one in long)
    assumed = "; ".join(filter(None, (assumed, told_groups(sheet))))
    across = Months(run_of(wide, list(named)), tuple(named), name, value, assumed)
    return Input(wide.sheets, profiles, tuple((one.name,) for one in profiles), table, across)


def stacked(wide: Input, kept: Sequence[str], columns: Sequence[str], name: str, value: str) -> pa.Table:
    """Columns below one another: what is kept of each row, with a column's name and its cell."""
    parts = [
        wide.table.select(kept)
        .append_column(name, pa.array([column] * wide.rows, pa.string()))
        .append_column(value, wide.table.column(column))
        for column in columns
    ]
    return pa.concat_tables(parts)


def _months(wide: Input) -> tuple[dict[str, Month], str]:
    """The columns that are months, in their order, and what of their years had to be assumed."""
    named, bare = months_named(wide.profiles), without_year(wide.profiles)
    told = year_told(wide.sheets[0], list(bare.values())) if bare else None
    placed = in_years(bare, told.year) if told else {}
    if told is None or not placed:
        return named, ""
    months = [month_name(one.month) for one in placed.values()]
    both = {**named, **placed}
    ordered = {one.name: both[one.name] for one in wide.profiles if one.name in both}
    return ordered, f"the months are {months[0]} to {months[-1]}, after {told.by}"


def run_of(wide: Input, names: list[str]) -> tuple[str, ...]:
    """The columns as sources.yml writes them: a run of them by its first and last."""
    places = [wide.profile(name).place for name in names]
    if len(names) > 1 and places == list(range(places[0], places[-1] + 1)) and not any(".." in name for name in names):
        return (f"{names[0]}..{names[-1]}",)
    return tuple(names)


def _as_months(profile: Profile, named: dict[str, Month], filled: Sequence[str]) -> Profile:
    """The column of months; its last is the last that any row fills, since a year often has columns to its end."""
    found = days([(month, 1) for month in filled or [one.month for one in named.values()]])
    assert found is not None  # they are months as we write them
    unread = tuple((name, one.month) for name, one in named.items() if not one.form)
    told = tuple(sorted({one.form for one in named.values() if one.form}))
    return replace(profile, kind="month", figures=None, days=replace(found, forms=told, replaced=unread))


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else f"{name} of column"
