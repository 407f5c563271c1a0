"""What a notebook's cell ends in and what the page is made of: a claim, what proves it, the sentence that reads it.

Each object shows itself as HTML (`_repr_html_`), the same bytes each time, and as plain text (`repr`): its sentences.
All its texts come from results and are escaped where they are shown; only `svg` is markup, made by our own charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from salesplan_nb.report.names import CELL, clean, shortened
from salesplan_nb.report.numbers import count
from salesplan_nb.report.templates import fragment
from salesplan_nb.report.wording.changes import in_a_line

ROWS = 5
"""Rows of a table that stay open on the page."""


class Shown:
    """An object that a notebook's cell may end in."""

    kind: ClassVar[str]

    def _repr_html_(self) -> str:
        return fragment(self)

    def __repr__(self) -> str:
        told = sentences([self])  # type: ignore[list-item]  # every subclass is Showable
        return "\n".join(text for name, text in told if not name.endswith(".desc"))


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


@dataclass(frozen=True, repr=False)
class Refusal(Shown):
    """What cannot be said, the plain figure that can, and what would lift the refusal."""

    kind: ClassVar[str] = "refusal"
    id: str
    cannot: str
    figure: str
    lift: str


@dataclass(frozen=True, repr=False)
class Notes(Shown):
    """Terms with their sentences: evidence, assumptions, method."""

    kind: ClassVar[str] = "notes"
    id: str
    items: tuple[tuple[str, str], ...]
    heading: str = ""


@dataclass(frozen=True)
class Option:
    """Something for the reader to decide: what in bold, then what it costs and brings."""

    what: str
    rest: str


@dataclass(frozen=True)
class Landing:
    """A line of the first screen's table."""

    label: str
    value: str
    note: str
    short: bool = False


@dataclass(frozen=True)
class Change:
    """Something that changed since the approved plan: its name, a signed amount, and 'good', 'bad' or ''."""

    name: str
    amount: str
    mark: str


@dataclass(frozen=True)
class Since:
    """What changed since the approved plan: a heading, a further sentence or '', and amounts.

    As printed the amounts sum to the last of them, the change of the landing.
    """

    heading: str
    note: str
    lines: tuple[Change, ...]

    @property
    def words(self) -> str:
        """All of it as one text."""
        return in_a_line(self.heading, self.note, [f"{line.name} {line.amount}" for line in self.lines])


@dataclass(frozen=True, repr=False)
class FirstScreen(Shown):
    """The answer: what is asked, where we land, how sure, what holds us back, what is to be decided.

    `verdict` is in three pieces so that the amount and its change stay whole where a line breaks.
    """

    kind: ClassVar[str] = "first"
    id: str
    verdict: tuple[str, str, str]
    chance: str
    chance_figures: str
    dots: int
    caveat: str
    """'' or why the chance is to be taken with care."""
    data: str
    """'' or what of the data must be settled before the figures can be believed."""
    caption: str
    landing: tuple[Landing, ...]
    drawing: str
    """Inline SVG of the ranges, '' where there is none."""
    holds: tuple[str, str]
    """Heading and sentence of what holds us back."""
    ask: str
    options: tuple[Option, ...]
    base: str
    since: Since | None = None
    """None where no plan was signed yet."""


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
    details: tuple[Part, ...] = field(default=())
    summary: str = "Evidence and method"


def block(
    lead: Part, *parts: Part, details: Iterable[Part] = (), summary: str = "Evidence and method"
) -> Block | Refusal:
    """A block whose claim is that of its first part; a refusal alone stays a refusal."""
    if isinstance(lead, Refusal):
        return lead
    claim = "" if isinstance(lead, Notes) else lead.claim
    return Block(f"claim-{lead.id}", claim, (lead, *parts), tuple(details), summary)


Showable: TypeAlias = Part | Block | FirstScreen


def sentences(shown: Iterable[Showable]) -> list[tuple[str, str]]:
    """Every sentence that was made from a result, with its id: 'mix.claim', 'mix.reading', 'first.verdict'."""
    return [(name, text) for one in shown for name, text in _sentences(one) if text]


def _sentences(one: Showable) -> Iterator[tuple[str, str]]:
    if isinstance(one, Block):
        yield f"{one.id}.claim", one.claim
        for part in (*one.parts, *one.details):
            yield from ((name, text) for name, text in _sentences(part) if text != one.claim)
    elif isinstance(one, FirstScreen):
        yield from _first_sentences(one)
    elif isinstance(one, Refusal):
        yield from ((f"{one.id}.cannot", one.cannot), (f"{one.id}.figure", one.figure), (f"{one.id}.lift", one.lift))
    elif isinstance(one, Notes):
        yield from ((f"{one.id}.{term}", text) for term, text in one.items)
    else:
        yield f"{one.id}.claim", one.claim
        if isinstance(one, Chart):
            yield f"{one.id}.desc", one.desc
        if isinstance(one, Cards):
            yield from ((f"{one.id}.{c.label}", f"{c.label}: {c.value}. {c.status}. {c.text}") for c in one.cards)
            yield f"{one.id}.untold", " ".join(one.untold).strip()
        yield f"{one.id}.reading", one.reading


def _first_sentences(one: FirstScreen) -> Iterator[tuple[str, str]]:
    yield f"{one.id}.verdict", " ".join(piece for piece in one.verdict if piece)
    yield f"{one.id}.chance", f"{one.chance} {one.chance_figures}".strip()
    yield f"{one.id}.caveat", one.caveat
    yield f"{one.id}.data", one.data
    for line in one.landing:
        yield f"{one.id}.{line.label}", f"{line.label}: {line.value} {line.note}".strip()
    yield f"{one.id}.holds", ". ".join(text for text in one.holds if text)
    if one.since:
        yield f"{one.id}.since", one.since.words
    for i, option in enumerate(one.options, 1):
        yield f"{one.id}.option-{i}", f"{option.what} {option.rest}".strip()
    yield f"{one.id}.base", one.base
