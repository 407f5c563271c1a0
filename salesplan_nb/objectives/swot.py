"""Opportunities and challenges: those the plan declares, checked against their evidence, and those the data shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from salesplan_nb.objectives.evidence import (
    Cell,
    Tables,
    Unreadable,
    competitor_cell,
    found_cell,
    holds,
    market_cell,
    trend_cell,
)
from salesplan_nb.objectives.market import ALL, UNNAMED
from salesplan_nb.objectives.result import Objectives
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import SwotItem

Row = tuple[str, str, str, str, str, str]
EVIDENCE = 3
"""Place of the evidence in a row."""
VERDICTS = {"growing": ("opportunity", "grows"), "shrinking": ("challenge", "shrinks")}
AGAINST = {"below": ("challenge", "win less often"), "above": ("strength", "win more often")}


def swot(declared: Sequence[SwotItem], tables: Tables) -> pd.DataFrame:
    """The table `swot`: first what the plan declares, in its order, then what the data shows.

    Notes
    -----
    A declared item holds where its cell is as `holds_if` says, is stale where it is not or the cell cannot be found,
    and is outside where it rests on a dated source instead. Found items: members whose trend excludes zero, competitors
    whose interval excludes the rate of all deals, markets that grow by more than the top of our own trend's interval;
    a cell that the plan already speaks of is not found again.
    """
    rows = [_declared(item, tables) for item in declared]
    said = {row[EVIDENCE] for row in rows}
    rows += [row for row in _found(tables) if row[EVIDENCE] not in said]
    return framed(Objectives, "swot", rows)


def _declared(item: SwotItem, tables: Tables) -> Row:
    if item.date is not None:
        return "plan", item.kind, item.statement, f"{item.evidence}, {item.date.isoformat()}", "", "outside"
    try:
        cell = found_cell(item.evidence, tables)
        state = "holds" if holds(item.holds_if, cell.value) else "stale"
    except Unreadable as cause:
        return "plan", item.kind, item.statement, item.evidence, str(cause), "stale"
    reading = cell.reading if state == "holds" else f"{cell.reading}; the item holds only if {item.holds_if}"
    return "plan", item.kind, item.statement, cell.place, reading, state


def _found(tables: Tables) -> Iterator[Row]:
    for row in tables.trend.to_dict("records"):
        if row["verdict"] in VERDICTS and row["member"] != ALL:
            kind, verb = VERDICTS[row["verdict"]]
            yield _item(kind, f"{row['member']} {verb}", trend_cell(row["dimension"], row["member"], tables.trend))
    for row in tables.competitors.to_dict("records"):
        name, verdict = row["competitor"], row["verdict"]
        if name in (ALL, UNNAMED) or verdict not in AGAINST:
            continue
        kind, words = AGAINST[verdict]
        cell = competitor_cell("competitor", name, tables.competitors)
        yield _item(kind, f"We {words} against {name} than overall", cell)
    for segment in _outgrown(tables):
        cell = market_cell("market_growth", "segment", segment, tables.market)
        yield _item("challenge", f"The {segment} market grows faster than we do in it", cell)


def _outgrown(tables: Tables) -> list[str]:
    """Segments whose market grows by more than the top of the interval of our own trend there."""
    own = tables.trend[tables.trend["dimension"] == "segment"].set_index("member")["high"]
    growth = tables.market.set_index("segment")["market_growth"]
    return [str(name) for name in growth.index if name in own.index and growth[name] > own[name]]


def _item(kind: str, statement: str, cell: Cell) -> Row:
    return "data", kind, statement, cell.place, cell.reading, "holds"
