"""What a notebook's cell ends in and what the page is made of: a claim, what proves it, the sentence that reads it.

Each object shows itself as HTML (`_repr_html_`), the same bytes each time, and as plain text (`repr`): its sentences.
All its texts come from results and are escaped where they are shown; only `svg` is markup, made by our own charts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from salesplan_nb.report.names import CELL, clean, shortened
from salesplan_nb.report.numbers import count
from salesplan_nb.report.templates import fragment

ROWS = 5
"""Rows of a table that stay open on the page."""


class Shown(ABC):
    """An object that a notebook's cell may end in."""

    kind: ClassVar[str]
    """Which part of the templates shows it."""

    @abstractmethod
    def told(self) -> Iterator[tuple[str, str]]:
        """Its texts that were made from results, each with its id: 'mix.claim', 'mix.reading'; '' where it has none."""

    def sentences(self) -> list[tuple[str, str]]:
        """Those of its texts that say something, each with its id."""
        return [(name, text) for name, text in self.told() if text]

    def _repr_html_(self) -> str:
        return fragment(self)

    def __repr__(self) -> str:
        return "\n".join(text for name, text in self.sentences() if not name.endswith(".desc"))


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, a smaller line under it, and the whole text where it was shortened."""

    text: str
    note: str = ""
    whole: str = ""
    mark: str = ""
    """'good' or 'bad', beside the words that say it."""


def named(text: str, note: str = "", length: int = CELL) -> Cell:
    """A cell with a name from outside: shortened where it is long, the whole in its title."""
    short = shortened(text, length)
    return Cell(short, shortened(note, 3 * CELL), clean(text) if short != clean(text) else "")


@dataclass(frozen=True, repr=False)
class Chart(Shown):
    """A drawing with its claim, caption and reading.

    Parameters
    ----------
    id : str
        Unique on the page; the prefix of the drawing's own ids.
    claim : str
        The heading: subject, verb, number; '' where the chart proves another's claim.
    what, how : str
        Caption: what is drawn, unit and period; how to read the marks.
    svg : str
        Made by a chart function.
    title, desc : str
        As the drawing has them, for readers who do not see it; `desc` has its numbers.
    reading : str
        The sentence under it.
    """

    kind: ClassVar[str] = "chart"
    id: str
    claim: str
    what: str
    how: str
    svg: str
    title: str
    desc: str
    reading: str

    def told(self) -> Iterator[tuple[str, str]]:
        """Claim, numbers and reading."""
        yield f"{self.id}.claim", self.claim
        yield f"{self.id}.desc", self.desc
        yield f"{self.id}.reading", self.reading


@dataclass(frozen=True, repr=False)
class Table(Shown):
    """Figures in rows.

    Parameters
    ----------
    id, claim, reading
        As for a chart.
    caption : str
        What, unit and period.
    head : tuple of str
        Names of the columns, none empty.
    rows : tuple of tuple of str or Cell
        The first cell is the row's header.
    left : tuple of int
        Columns of words; the others hold figures.
    sums : bool
        Whether the last row is the total.
    wide : bool
        Whether it needs a scroller of its own on a phone.
    """

    kind: ClassVar[str] = "table"
    id: str
    claim: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    reading: str = ""
    left: tuple[int, ...] = (0,)
    sums: bool = False
    wide: bool = False

    @property
    def long(self) -> bool:
        """Whether it has more rows than a reader passes by on a phone: the page folds it, a notebook does not."""
        return len(self.rows) - self.sums > ROWS

    @property
    def fold(self) -> str:
        """The words on its fold."""
        return f"The table: {count(len(self.rows) - self.sums, 'row')}"

    def told(self) -> Iterator[tuple[str, str]]:
        """Claim and reading."""
        yield f"{self.id}.claim", self.claim
        yield f"{self.id}.reading", self.reading


@dataclass(frozen=True)
class Card:
    """A KPI: what, how much, whether that is good in words, and how it compares."""

    label: str
    value: str
    svg: str
    status: str
    mark: str
    """'good', 'bad' or ''."""
    text: str


@dataclass(frozen=True, repr=False)
class Cards(Shown):
    """KPIs side by side."""

    kind: ClassVar[str] = "cards"
    id: str
    claim: str
    key: str
    cards: tuple[Card, ...]
    reading: str
    untold: tuple[str, str] = ("", "")
    """How many have no value yet, and why."""

    def told(self) -> Iterator[tuple[str, str]]:
        """Claim, each KPI, those without a value, reading."""
        yield f"{self.id}.claim", self.claim
        yield from ((f"{self.id}.{c.label}", f"{c.label}: {c.value}. {c.status}. {c.text}") for c in self.cards)
        yield f"{self.id}.untold", " ".join(self.untold).strip()
        yield f"{self.id}.reading", self.reading


@dataclass(frozen=True)
class Person:
    """Somebody in the tree of who leads whom, with those they lead."""

    label: str
    note: str
    leads: tuple[Person, ...] = ()
    people: tuple[tuple[str, bool], ...] = ()
    """Those who lead nobody: label, and whether they are still to come."""


@dataclass(frozen=True, repr=False)
class Org(Shown):
    """Who leads whom."""

    kind: ClassVar[str] = "org"
    id: str
    claim: str
    caption: str
    roots: tuple[Person, ...]
    reading: str

    def told(self) -> Iterator[tuple[str, str]]:
        """Claim and reading."""
        yield f"{self.id}.claim", self.claim
        yield f"{self.id}.reading", self.reading


@dataclass(frozen=True, repr=False)
class Refusal(Shown):
    """What cannot be said, the plain figure that can, and what would lift the refusal."""

    kind: ClassVar[str] = "refusal"
    id: str
    cannot: str
    figure: str
    lift: str

    def told(self) -> Iterator[tuple[str, str]]:
        """What cannot be said, what can, and what would lift it."""
        yield f"{self.id}.cannot", self.cannot
        yield f"{self.id}.figure", self.figure
        yield f"{self.id}.lift", self.lift


@dataclass(frozen=True, repr=False)
class Notes(Shown):
    """Terms with their sentences: evidence, assumptions, method."""

    kind: ClassVar[str] = "notes"
    id: str
    items: tuple[tuple[str, str], ...]
    heading: str = ""

    def told(self) -> Iterator[tuple[str, str]]:
        """Each term's sentence."""
        yield from ((f"{self.id}.{term}", text) for term, text in self.items)


Part: TypeAlias = Chart | Table | Cards | Org | Refusal | Notes


@dataclass(frozen=True, repr=False)
class Block(Shown):
    """A claim as heading, what proves it, and the rest a fold away.

    Parameters
    ----------
    id : str
        For links to it.
    claim : str
        The heading.
    parts : tuple of Part
        Shown.
    details : tuple of Part
        Folded.
    summary : str
        Words on the fold.
    """

    kind: ClassVar[str] = "block"
    id: str
    claim: str
    parts: tuple[Part, ...]
    details: tuple[Part, ...] = ()
    summary: str = "Evidence and method"

    def told(self) -> Iterator[tuple[str, str]]:
        """The claim, and what its parts say besides."""
        yield f"{self.id}.claim", self.claim
        for part in (*self.parts, *self.details):
            yield from ((name, text) for name, text in part.told() if text != self.claim)


def block(
    lead: Part, *parts: Part, details: Iterable[Part] = (), summary: str = "Evidence and method"
) -> Block | Refusal:
    """A block whose claim is that of its first part; a refusal alone stays a refusal."""
    if isinstance(lead, Refusal):
        return lead
    claim = "" if isinstance(lead, Notes) else lead.claim
    return Block(f"claim-{lead.id}", claim, (lead, *parts), tuple(details), summary)
