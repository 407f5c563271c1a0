"""Rows of a report that hold what was planned beside what was sold: the planned ones are no sales."""

from __future__ import annotations

import pyarrow.compute as pc

from salesplan_nb.errors import counted
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.row_money import amounts, told
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.totals import MOST_VALUES
from salesplan_nb.proposal.values import SCENARIOS
from salesplan_nb.proposal.words import words

OF_SCENARIO = {word: scenario for scenario, text in SCENARIOS.items() for word in text.split()}


BESIDE = frozenset(
    {"sales", "data", "figures", "values", "werte", "zahlen", "umsatz", "year", "jahr", "version", "v", "percent"}
)
"""Words beside a scenario that do not change it."""


def add_scenarios(draft: Draft) -> None:
    """Set the rows aside that a column calls a budget, a forecast or another year, where it calls others actual."""
    if (one := by_scenario(draft.owner)) is None:
        return
    found = {text: scenario(text) for text in one.values.to_pylist()}
    others = tuple(text for text, what in found.items() if what == "other")
    rows = pc.and_(draft.owner.holds(one.name, others), pc.invert(draft.taken))
    count = pc.sum(rows).as_py() or 0
    why = "beside actual figures it says budget, forecast or another year"
    draft.rules.append(Rule("not actual", "where", (one.name,), others, count, why))
    draft.assumed.append(
        f"{draft.table}: {counted(count, 'row')} with {one.name!r} {', '.join(others)} ({told(amounts(draft, rows))}) "
        "set aside as no actual sales"
    )
    if unknown := [text for text, what in found.items() if not what]:
        rows = pc.and_(draft.owner.holds(one.name, unknown), pc.invert(draft.taken))
        size = f"{counted(pc.sum(rows).as_py() or 0, 'row')}, {told(amounts(draft, rows))}"
        draft.assumed.append(
            f"{draft.table}: whether rows with {one.name!r} {', '.join(unknown)} ({size}) are actual sales is not "
            "known; they count until a rule says not"
        )


def by_scenario(owner: Input) -> Profile | None:
    """The column that says which rows came true and which were planned, where there is one.

    `Budget` alone may be a line of cheap products: beside `Actual` it is none.
    """
    for one in owner.profiles:
        if one.kind == "text" and one.distinct <= MOST_VALUES and nameable(one.name):
            found = {scenario(text) for text in one.values.to_pylist()}
            if {"actual", "other"} <= found:
                return one
    return None


def scenario(text: str) -> str:
    """Whether a text names figures that came true (`actual`) or that did not, or not this year (`other`); else ''.

    Examples
    --------
    >>> (
    ...     scenario("Actuals 2026"),
    ...     scenario("FC 2"),
    ...     scenario("Ist-Werte"),
    ...     scenario("Premium"),
    ...     scenario("Actual vs plan"),
    ... )
    ('actual', 'other', 'actual', '', '')
    """
    heard = [word for word in words(text) if not word.isdecimal()]
    found = {OF_SCENARIO.get(word, "") for word in heard if word not in BESIDE}
    return found.pop() if len(found) == 1 else ""
