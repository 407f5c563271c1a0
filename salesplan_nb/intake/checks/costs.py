"""Costs on another scale than the amounts: of a dozen or a hundred pieces, in cents or in thousands."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
from ibis import _

from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, money
from salesplan_nb.intake.findings import Finding
from salesplan_nb.number_formats import share_text

FEWEST = 10
"""Rows with cost and amount that tell what is usual."""
MOST, LEAST = 3.0, 0.01
"""Cost for each unit of amount, in all and in the middle row, beyond which no company buys and sells."""
UNITS = (12, 100, 144, 1000)
"""What a cost may be of, or in: a dozen, a hundred or cents, a gross, a thousand."""
USUAL = 0.6
"""Share of the amount that goods cost in many companies: the unit that comes nearest to it is the likeliest."""


def costs(evidence: Evidence) -> Iterator[Finding]:
    """The orders' cost, where it is far from what their amounts allow, as a whole and in the middle row.

    All orders together, else source by source: each has a scale of its own.

    Notes
    -----
    Both must say so: a few large rows move the sum, and many gifts or spare parts the middle. Who sells
    licences has hardly any cost of goods, and accepts the finding: it is a must where cost is low, and a gate where it
    is high, for nobody sells at a third of the cost.
    """
    if not evidence.has("orders", "cost_cents", "amount_cents"):
        return
    rows = evidence.rows("orders", "cost_cents", "amount_cents", "part")
    rows = rows.filter(_.cost_cents > 0, _.amount_cents > 0)
    found, parts = list(_of(evidence, rows, "")), evidence.tables["orders"].parts
    if not found and len(parts) > 1:
        found = [one for i, p in enumerate(parts) for one in _of(evidence, rows.filter(_.part == i), p.source.label)]
    yield from found


def _of(evidence: Evidence, rows: ibis.Table, label: str) -> Iterator[Finding]:
    """The finding about some rows, of all orders where no source is named."""
    asked = rows.agg(
        rows=_.count(), cost=_.cost_cents.sum(), amount=_.amount_cents.sum(),
        middle=(_.cost_cents / _.amount_cents).median(),
    )  # fmt: skip
    found = evidence.asked(asked).iloc[0]
    if int(found["rows"]) < FEWEST:
        return
    cost, amount = int(found["cost"]), int(found["amount"])
    ratios = (cost / amount, float(found["middle"]))
    if not (min(ratios) > MOST or max(ratios) < LEAST):
        return
    high = min(ratios) > MOST
    unit = min(UNITS, key=lambda one: max(_far(ratios[1], one, high=high), 1 / _far(ratios[1], one, high=high)))
    sign = "/" if high else "*"
    yield Finding(
        check="cost-out-of-scale", weight="gate" if high else "must", table="orders", column="cost",
        rows=int(found["rows"]), amount_cents=amount,
        text=f"{label and label + ': '}cost comes to {money(cost)} for {money(amount)} of amount in "
        f"{counted(int(found['rows']), 'row')}, "
        f"{_share(ratios[0])} of it, in the middle row {_share(ratios[1])}",
        hint=f"look what the cost is of (a piece, a dozen, a hundred) and in (cents, thousands); if it is by {unit}, "
        f'derive: {{cost: "its column {sign} {unit}"}} in place of columns: cost brings it to the amount',
    )  # fmt: skip


def _far(middle: float, unit: int, *, high: bool) -> float:
    """How many times a usual share the cost would be, brought to scale by a unit."""
    return middle / USUAL / unit if high else middle / USUAL * unit


def _share(ratio: float) -> str:
    return share_text(ratio, 0 if ratio >= 0.1 else 2)
