"""The first screen as an object: the answer, what it rests on, what changed since the approved plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from salesplan_nb.report.objects import Shown
from salesplan_nb.report.wording.changes import in_a_line


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

    def told(self) -> Iterator[tuple[str, str]]:
        """Each answer, each line of the table, each option."""
        yield f"{self.id}.verdict", " ".join(piece for piece in self.verdict if piece)
        yield f"{self.id}.chance", f"{self.chance} {self.chance_figures}".strip()
        yield f"{self.id}.caveat", self.caveat
        yield f"{self.id}.data", self.data
        for line in self.landing:
            yield f"{self.id}.{line.label}", f"{line.label}: {line.value} {line.note}".strip()
        yield f"{self.id}.holds", ". ".join(text for text in self.holds if text)
        if self.since:
            yield f"{self.id}.since", self.since.words
        for i, option in enumerate(self.options, 1):
            yield f"{self.id}.option-{i}", f"{option.what} {option.rest}".strip()
        yield f"{self.id}.base", self.base
