"""plan.xlsx: a cover with the first screen's figures, a sheet a topic, formulas that a manager can follow.

What can be added up or divided in a sheet is a formula there, and its result is stored with it, so that a program that
does not compute shows the same. A sheet whose topic is not planned yet is left out: the cover says what to add.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from salesplan_nb.number_formats import used
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.page import Identity
from salesplan_nb.report.sections import Results
from salesplan_nb.report.wording.approval import state
from salesplan_nb.report.workbook import background, market, money, outlook, people, progress, targets
from salesplan_nb.report.workbook.book import CREATED, Book
from salesplan_nb.report.workbook.cover import cover
from salesplan_nb.report.workbook.sheet import Sheet

__all__ = ["CREATED", "workbook"]


@dataclass(frozen=True)
class Topic:
    """A sheet: its name, what writes it, and what says why it cannot be written yet."""

    name: str
    write: Callable[[Sheet, Any], None]
    missing: Callable[[Any], Refusal | None] = lambda _: None


def topics(identity: Identity) -> tuple[Topic, ...]:
    """The sheets in their order, the cover aside."""
    return (
        Topic("Targets", targets.summary, targets.missing),
        Topic("Target cells", targets.listed, targets.missing),
        Topic("Quotas", people.quotas, people.no_quotas),
        Topic("Attainment", people.attainment, people.no_attainment),
        Topic("Capacity", people.capacity, people.no_capacity),
        Topic("Budget", money.budget, money.no_budget),
        Topic("KPIs", progress.kpis, progress.no_kpis),
        Topic("Tracking", progress.tracking, progress.no_tracking),
        Topic("Forecast", outlook.forecast, outlook.no_forecast),
        Topic("Segments", market.segments, market.no_segments),
        Topic("Tactics", market.tactics, market.no_tactics),
        Topic("Channels", market.channels, market.no_channels),
        Topic("Assumptions", partial(background.assumptions, identity=identity)),
        Topic("Data", background.data),
        Topic("To-dos", background.todos),
    )


def workbook(results: Results, identity: Identity) -> bytes:
    """The plan as a workbook.

    Parameters
    ----------
    results : Results
        What it holds.
    identity : Identity
        For the cover.
    """
    mark = state(identity.signed)
    with used(results.plan.locale):
        book = Book(f"{results.plan.company}: sales plan {results.year.name}", mark)
        contents = [(topic, topic.missing(results)) for topic in topics(identity)]
        cover(book.sheet("Cover"), results, identity, [(t.name, why) for t, why in contents], state=mark)
        for topic, why in contents:
            if why is None:
                topic.write(book.sheet(topic.name), results)
        return book.bytes()
