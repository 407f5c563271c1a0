"""Rows of a report that hold what was planned, or pieces and cost, beside what was sold: those are no sales."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow.compute as pc

from salesplan_nb.errors import counted
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.row_money import amounts, told
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.totals import MOST_VALUES
from salesplan_nb.proposal.values import SCENARIOS
from salesplan_nb.proposal.words import said, words

OF_SCENARIO = {word: scenario for scenario, text in SCENARIOS.items() for word in text.split()}
BESIDE = frozenset(
    {"sales", "data", "figures", "values", "werte", "zahlen", "umsatz", "year", "jahr", "version", "v", "percent"}
)
"""Words beside a scenario that do not change it."""
NO_SALES = frozenset({"quantity", "profit", "cost", "percent", "price", "headcount", "stock"})
"""Concepts of a figure that is none of sales, whatever else it speaks of: cost of sales."""
SALES = frozenset({"sales", "revenue", "amount", "value", "net", "gross", "total"})
"""Concepts of a figure of sales, if it speaks of nothing else."""


def add_scenarios(draft: Draft) -> None:
    """Set the rows aside that a column calls a budget, a forecast, another year or pieces, beside others of sales."""
    if one := by_scenario(draft.owner):
        why = "beside actual figures it says budget, forecast or another year"
        _keep_sales(draft, one, {text: scenario(text) for text in one.values.to_pylist()}, "not actual", why)
    if one := _telling(draft.owner, measure, ("sales", "other")):
        found = {text: measure(text) for text in one.values.to_pylist()}
        # A word of it alone may be the name of a product: most of the values must be figures of a report.
        if 2 * sum(map(bool, found.values())) >= len(found):
            _keep_sales(draft, one, found, "not sales", "beside sales it says pieces, cost, profit or the like")


def by_scenario(owner: Input) -> Profile | None:
    """The column that says which rows came true and which were planned, where there is one.

    `Budget` alone may be a line of cheap products: beside `Actual` it is none.
    """
    return _telling(owner, scenario, ("actual", "other"))


def _telling(owner: Input, tell: Callable[[str], str], both: tuple[str, str]) -> Profile | None:
    """The first column of which some texts say the one thing, and some the other."""
    for one in owner.profiles:
        readable = one.kind == "text" and one.distinct <= MOST_VALUES and nameable(one.name)
        if readable and set(both) <= {tell(text) for text in one.values.to_pylist()}:
            return one
    return None


def _keep_sales(draft: Draft, one: Profile, found: Mapping[str, str], name: str, why: str) -> None:
    """Set the rows of the others aside, and ask for those that nothing is known of."""
    what = "actual sales" if name == "not actual" else "sales"
    others = tuple(text for text, means in found.items() if means == "other")
    count, size = _size(draft, one, others)
    draft.rules.append(Rule(name, "where", (one.name,), others, count, why))
    draft.assumed.append(f"{draft.table}: {size} set aside as no {what}")
    if unknown := tuple(text for text, means in found.items() if not means):
        _count, size = _size(draft, one, unknown)
        draft.assumed.append(f"{draft.table}: whether {size} are {what} is not known; they count until a rule says not")


def _size(draft: Draft, one: Profile, texts: tuple[str, ...]) -> tuple[int, str]:
    rows = pc.and_(draft.owner.holds(one.name, texts), pc.invert(draft.taken))
    count, found = pc.sum(rows).as_py() or 0, amounts(draft, rows)
    return count, f"{counted(count, 'row')} with {one.name!r} {', '.join(texts)}{f' ({told(found)})' * bool(found)}"


def measure(text: str) -> str:
    """Whether a text names a figure of sales (`sales`) or another that reports hold beside it (`other`); else ''.

    Examples
    --------
    >>> measure("Net sales"), measure("Umsatz EUR"), measure("Units sold"), measure("Cost of sales"), measure("Valve")
    ('sales', 'sales', 'other', 'other', '')
    """
    heard = said(text)
    if heard.unknown > ("sold" in words(text)):
        return ""
    if heard.concepts & NO_SALES:
        return "other"
    return "sales" if heard.concepts & {"sales", "revenue"} and heard.concepts <= SALES else ""


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
