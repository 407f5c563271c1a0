"""The parts of the page: their blocks, and what cannot be said as panels that give no figure twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from salesplan_nb.report.objects import Block, Refusal


@dataclass(frozen=True)
class Section:
    """A part of the page: its number and names, an introduction, its blocks."""

    id: str
    brief: str
    full: str
    intro: str
    blocks: tuple[Block | Refusal, ...]
    notebook: str
    """The notebook that shows how its figures came about; its page lies beside the plan's."""

    def refused(self, change: Callable[[Refusal], Refusal]) -> Section:
        """The part with each refusal changed, in order, also those within blocks."""
        return replace(self, blocks=tuple(_refused(one, change) for one in self.blocks))


def _refused(shown: Block | Refusal, change: Callable[[Refusal], Refusal]) -> Block | Refusal:
    if isinstance(shown, Refusal):
        return change(shown)
    parts, details = (
        tuple(change(part) if isinstance(part, Refusal) else part for part in row)
        for row in (shown.parts, shown.details)
    )
    return replace(shown, parts=parts, details=details)


@dataclass(frozen=True)
class Grouped:
    """A part as the page shows it: refusals that follow each other are one panel."""

    section: Section
    groups: tuple[Block | tuple[Refusal, ...], ...]


def grouped(sections: Sequence[Section]) -> list[Grouped]:
    """The parts with their blocks and panels in order; a plain figure is said with the first refusal that has it."""
    said: set[str] = set()

    def once(refusal: Refusal) -> Refusal:
        told = re.split(r"(?<=\.)\s+(?=[A-Z])", refusal.figure)
        left = [sentence for sentence in told if sentence not in said]
        said.update(told)
        return replace(refusal, figure=" ".join(left))

    return [Grouped(section, _groups(section.refused(once))) for section in sections]


def _groups(section: Section) -> tuple[Block | tuple[Refusal, ...], ...]:
    groups: list[Block | tuple[Refusal, ...]] = []
    for refused, run in groupby(section.blocks, lambda one: isinstance(one, Refusal)):
        if refused:
            groups.append(tuple(one for one in run if isinstance(one, Refusal)))
        else:
            groups += [one for one in run if isinstance(one, Block)]
    return tuple(groups)
